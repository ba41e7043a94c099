// Finds a recurrent threshold network that says whether two bit streams have matched so far, and proves it for sequences of every length.
//   dotnet run samples/solve-threshold-network.cs
#:project ../src/Assay.Threshold/Assay.Threshold.csproj
#:property PublishAot=false

using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Proofs;
using Assay.Threshold.Synthesis;

// State 1: all pairs matched so far. The bits of a step are the two streams' bits, the first in the lowest place.
var machine = MooreMachine.FromSteps(inputBits: 2, outputBits: 1, initial: 1, (equal, x) => equal == 1 && x is 0 or 3 ? (1, 1UL) : (0, 0UL));
var found = ThresholdSynthesis.Solve(machine, new SynthesisOptions());
Console.WriteLine($"{found.Network.HiddenUnits} hidden units, {found.Network.StateBits} state bit, fewest: {found.Minimal}, proved: {found.Proof.Proved}");
Console.WriteLine(string.Join(' ', found.Network.Run([0, 3, 3, 1, 3])));

// The textbook's parameters are right too; with another bias they are not, and the proof says on which sequence.
var textbook = ThresholdNetwork.EqualSoFarOfTheTextbook;
Console.WriteLine($"textbook proved: {ThresholdProof.Prove(textbook, machine).Proved}");
var wrong = new ThresholdNetwork
{
    InputWeights = textbook.InputWeights,
    StateToHidden = textbook.StateToHidden,
    HiddenBias = textbook.HiddenBias,
    HiddenToState = textbook.HiddenToState,
    StateToState = textbook.StateToState,
    StateBias = [new(1, 2)], // the first step's bias in every step: a mismatch is forgotten
    OutputBits = 1,
};
var refuted = ThresholdProof.Prove(wrong, machine);
Console.WriteLine($"changed: proved {refuted.Proved}, wrong after {string.Join(", ", refuted.CounterExample!.Select(letter => machine.Letters[letter].Name))}");
