using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;

namespace Assay.Threshold.Proofs;

/// <summary>Proves a network against a machine, or finds a shortest sequence on which it is wrong.</summary>
public static class ThresholdProof
{
    /// <summary>
    /// Goes breadth first through the pairs (network state, machine state) that some sequence reaches, in exact arithmetic. There are finitely many,
    /// so this ends, and if the outputs agree in all of them they agree for every length.
    /// </summary>
    /// <exception cref="InputException">Network and machine differ in their inputs or outputs.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ProofResult Prove(ThresholdNetwork network, MooreMachine machine, CancellationToken cancellation = default)
    {
        network.Validate();
        if (network.InputBits != machine.InputBits) throw new InputException($"The network reads {network.InputBits} bits a step, the specification {machine.InputBits}.");
        if (network.OutputBits != machine.OutputBits) throw new InputException($"The network gives {network.OutputBits} bits a step, the specification {machine.OutputBits}.");
        var steps = NetworkSteps.Of(network);
        var letters = machine.Letters.Count;
        var outputMask = (1UL << machine.OutputBits) - 1;
        var places = new Dictionary<CertificatePair, int>();
        var pairs = new List<CertificatePair>();
        var cameFrom = new List<(int Pair, int Letter)>(); // −1: the start
        var first = new int[letters];
        var next = new List<int>();

        for (var at = -1; at < pairs.Count; at++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (state, machineState) = at < 0 ? new(network.InitialState, machine.Initial) : pairs[at];
            for (var letter = 0; letter < letters; letter++)
            {
                var reached = new CertificatePair(steps.Next(state, machine.Letters[letter].Bits, first: at < 0), machine.Next(machineState, letter));
                if (!places.TryGetValue(reached, out var place))
                {
                    places[reached] = place = pairs.Count;
                    pairs.Add(reached);
                    cameFrom.Add((at, letter));
                    if ((reached.NetworkState & outputMask) != machine.Output(reached.MachineState)) return new(null, Path(cameFrom), pairs.Count);
                }
                if (at < 0) first[letter] = place;
                else next.Add(place);
            }
        }
        return new(new(pairs, first, next), null, pairs.Count);
    }

    private static List<int> Path(List<(int Pair, int Letter)> cameFrom)
    {
        var path = new List<int>();
        for (var at = cameFrom.Count - 1; at >= 0; at = cameFrom[at].Pair) path.Add(cameFrom[at].Letter);
        path.Reverse();
        return path;
    }
}
