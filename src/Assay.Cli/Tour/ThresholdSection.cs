using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Threshold;
using Assay.Core.Errors;
using Assay.Reports;
using Assay.Threshold.Explanations;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Proofs;
using Assay.Threshold.Robustness;
using Assay.Threshold.Synthesis;
using Assay.Threshold.Tolerances;

namespace Assay.Cli.Tour;

/// <summary>A network that says whether two streams have matched so far: found, proved, explained, and made to bear more.</summary>
internal sealed class ThresholdSection : ITourSection
{
    private const string Name = "equal-so-far";

    /// <inheritdoc/>
    public string Title => "Threshold networks";

    /// <inheritdoc/>
    public IReadOnlyList<TourResult> Run(CommandContext context, string directory, Report report)
    {
        var console = context.Console;
        var machine = BuiltInMachines.Create(Name);
        var found = ThresholdSynthesis.Solve(machine, new SynthesisOptions { Threads = context.Threads, TimeLimit = TimeSpan.FromSeconds(20) }, cancellation: context.Cancellation);
        if (!found.Proof.Proved) throw new InputException($"{Name} was not proved.");
        NetworkTable.Show(console, found.Network, "Have two bit streams matched so far? The solver's network");
        console.Line(string.Create(CultureInfo.InvariantCulture, $"Proved for every length with {found.Proof.PairsChecked} pairs of states; fewer than {found.Network.HiddenUnits} hidden units: {(found.Minimal == Minimality.Proved ? "impossible" : "none found")}; {found.Attempts.Sum(attempt => attempt.Seconds):0.00} s."));
        console.Line();

        var textbook = ThresholdNetwork.EqualSoFarOfTheTextbook;
        var proof = ThresholdProof.Prove(textbook, machine, context.Cancellation);
        var tolerance = ToleranceAnalysis.Of(textbook, machine, new(), context.Cancellation);
        var options = new RobustnessOptions { SameWires = true, TimeLimit = TimeSpan.FromSeconds(20), Threads = context.Threads };
        var halves = RobustSynthesis.Widen(textbook, machine, options with { Step = Rational.Half }, cancellation: context.Cancellation);
        var fractions = RobustSynthesis.Widen(textbook, machine, options, cancellation: context.Cancellation);
        var explanation = NetworkExplanation.Of(textbook, machine, context.Cancellation);
        NetworkTable.Show(console, textbook, "The textbook's network");
        console.Line($"{(proof.Proved ? "Proved" : "Refuted")} too. {ToleranceWords.Of(tolerance)}");
        console.Line($"With numbers as large, halves bear {halves.Room} and fractions {fractions.Room}. Its state bit needs {string.Join("; ", explanation.Units[^1].Given)}.");
        console.Line();

        var pair = ExplainCommand.Usual(textbook)!.Value;
        var region = ParameterRegion.Of(textbook, machine, pair.X, pair.Y, 2, cancellation: context.Cancellation);
        report.Section(Title)
            .Text($"A machine that says whether two bit streams have matched so far, and the textbook's network for it, proved for sequences of every length. The numbers of the state bit must satisfy {string.Join("; ", explanation.Units[^1].Given)}. Each may change by {tolerance.Tolerance} at once; numbers as large could bear {fractions.Room}.")
            .Figure(ThresholdPictures.MachineAndNetwork("", machine, textbook), "The machine with its outputs, and the network with its biases and weights.")
            .Figure(ThresholdPictures.Region("", region), $"The values of {pair.X} and {pair.Y} with which the network is proved; on a thin line some sum is on its threshold.")
            .Figure(ThresholdPictures.Hyperplanes(textbook, machine, null), "How the two hidden units divide the inputs; at each the state that it leads to in the first step.");
        return
        [
            new("threshold_hidden", "hidden units for streams that match so far, proved", found.Network.HiddenUnits, $"{found.Network.HiddenUnits}"),
            new("threshold_pairs", "pairs of states that prove it for every length", found.Proof.PairsChecked, $"{found.Proof.PairsChecked}"),
            Fraction("threshold_tolerance", "change of every number that the textbook's bears", tolerance.Tolerance ?? 0),
            Fraction("threshold_best_tolerance", "the most that numbers as large bear", fractions.Room),
        ];
    }

    private static TourResult Fraction(string name, string label, Rational value) => new(name, label, NetworkTable.ToDouble(value), value.ToString());
}
