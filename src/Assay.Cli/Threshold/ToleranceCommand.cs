using System.Diagnostics;
using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Cli.Output;
using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Parameters;
using Assay.Threshold.Robustness;
using Assay.Threshold.Tolerances;

namespace Assay.Cli.Threshold;

/// <summary><c>assay threshold tolerance</c>: how much noise a network bears, and how much it could.</summary>
internal sealed class ToleranceCommand : CommandDescription
{
    private readonly Positional _network = new("NET", ThresholdInput.NetworkHelp);
    private readonly Positional _specification = new("SPEC", ThresholdInput.SpecificationHelp);
    private readonly FlagSetting _relative = new("--relative", "Each number changes by a share of itself.");
    private readonly FlagSetting _zeros = new("--zeros", "Weights of zero change too.");
    private readonly CountSetting _trials = new("--trials", "Random perturbations below the tolerance that are tried besides.", 0, 1_000_000_000) { Default = 100_000 };
    private readonly FlagSetting _noImprove = new("--no-improve", "Do not look for the network of the same shape that bears the most.");
    private readonly DurationSetting _time = new("--time-limit", "Time for each search.", "60s");
    private readonly TextSetting _out = new("--out", "NET", "Keep the best network that was found as .json or .safetensors.");

    /// <inheritdoc/>
    public override string Name => "tolerance";

    /// <inheritdoc/>
    public override string Summary => "Compute how much every number of a network may change, and find a network that bears more.";

    /// <inheritdoc/>
    public override string Description =>
        "The tolerance is exact: below it no change of any or all numbers alters any output, at it or barely above one does, and it is shown. Then the network of the same shape, with numbers no larger, that bears the most.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay threshold tolerance textbook equal-so-far", "A sixth; a quarter in halves and three tenths in fractions are possible.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_network, _specification];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_relative, _zeros, _trials, _noImprove, _time, _out];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var parsed = context.Parsed;
        var output = _out.Value(parsed);
        if (output is not null) ThresholdOutput.Check(output);
        if (output is not null && _noImprove.Value(parsed)) throw new UsageException("--out keeps the better network, which --no-improve does not look for.");
        var clock = Stopwatch.StartNew();
        var network = ThresholdInput.Network(_network.Value(parsed));
        var machine = ThresholdInput.Specification(_specification.Value(parsed)).Machine;
        var options = new ToleranceOptions { Relative = _relative.Value(parsed), PerturbZeros = _zeros.Value(parsed), TimeLimit = _time.Value(parsed) };
        var result = ToleranceAnalysis.Of(network, machine, options, context.Cancellation);
        var trials = _trials.Value(parsed);
        var failures = result.Tolerance is { } size && size > 0 && trials > 0
            ? context.Console.Track(progress => PerturbationTrial.Failures(network, machine, size, trials, context.Seed, options, progress, context.Cancellation))
            : (long?)null;
        // What a share of each number is does not compare between networks, so only the tolerance to equal changes is improved.
        (string Name, RobustnessResult Result)[] better = _noImprove.Value(parsed) || options.Relative || options.PerturbZeros ? [] : [.. Better(network, machine, context)];
        if (output is not null && better.Length > 0) ThresholdOutput.Keep(better[^1].Result.Network, output);

        context.Console.Answer(
            json =>
            {
                json.WriteFraction("tolerance", result.Tolerance);
                json.WriteBoolean("exact", result.IsExact);
                json.WriteBoolean("relative", options.Relative);
                json.WriteFraction("margin", result.Margin);
                json.WriteFraction("activation_tolerance", result.ActivationTolerance);
                if (result.Witness is { } witness)
                {
                    json.WriteStartObject("witness");
                    json.WriteFraction("size", witness.Size);
                    json.WriteStartObject("changes");
                    foreach (var (parameter, change) in witness.Changes) json.WriteString(parameter.Name, change.ToString());
                    json.WriteEndObject();
                    json.WriteStartArray("counterexample");
                    foreach (var name in ThresholdInput.Names(machine, witness.CounterExample)) json.WriteStringValue(name);
                    json.WriteEndArray();
                    json.WriteEndObject();
                }
                if (failures is { } count)
                {
                    json.WriteNumber("trials", trials);
                    json.WriteNumber("trial_failures", count);
                }
                json.WriteStartArray("better");
                foreach (var (name, found) in better)
                {
                    json.WriteStartObject();
                    json.WriteString("numbers", name);
                    json.WriteFraction("tolerance", found.Room);
                    json.WriteBoolean("largest", found.IsLargest);
                    NetworkTable.Write(json, "weights", found.Network);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteNumber("seconds", Math.Round(clock.Elapsed.TotalSeconds, 3));
            },
            () => Show(context.Console, network, machine, result, options, trials, failures, better, clock, output));
    }

    private static void Show(
        CommandConsole console, ThresholdNetwork network, MooreMachine machine, ToleranceResult result, ToleranceOptions options, long trials, long? failures,
        (string Name, RobustnessResult Result)[] better, Stopwatch clock, string? output)
    {
        NetworkTable.Show(console, network, "Network");
        console.Line();
        console.Line(ToleranceWords.Of(result, options.Relative));
        if (result.Witness is { } witness)
        {
            console.Line($"Broken by {string.Join(", ", witness.Changes.Select(change => $"{change.Parameter.Name} {(change.Change > 0 ? "+" : "−")} {change.Change.Magnitude}"))}: wrong after {string.Join(' ', ThresholdInput.Names(machine, witness.CounterExample))}.");
        }
        if (failures is { } count) console.Line(string.Create(CultureInfo.InvariantCulture, $"{trials:N0} random perturbations below it: {(count == 0 ? "none breaks it" : $"{count} break it")}."));
        foreach (var (name, found) in better)
        {
            console.Line();
            NetworkTable.Show(console, found.Network, $"The most in {name}");
            console.Line($"Tolerance {found.Room}: {(found.IsLargest ? "the largest, says the solver, with one code a state" : "the largest found in time")}.");
        }
        console.Line(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:0.00} s{(output is null ? "" : $"; the last network is written to {output}")}"));
    }

    private IEnumerable<(string Name, RobustnessResult Result)> Better(ThresholdNetwork network, MooreMachine machine, CommandContext context)
    {
        const int MostHidden = 12;
        var all = new NetworkParameters(network).All;
        var bound = all.Max(parameter => parameter.Value.Magnitude);
        var grid = Rational.CommonDenominator(all.Select(parameter => parameter.Value));
        if (network.HiddenUnits > MostHidden || bound > 1000 || bound.Denominator > 1000)
        {
            context.Console.Note($"No better network is looked for: that is done for up to {MostHidden} hidden units and numbers up to 1000 with denominators up to 1000.");
            yield break;
        }
        var options = new RobustnessOptions { Bound = bound, SameWires = true, TimeLimit = _time.Value(context.Parsed), Threads = context.Threads, Seed = (int)(context.Seed % int.MaxValue) };
        if (grid <= 1000 && Widen(options with { Step = new Rational(1, grid) }) is { } onGrid) yield return (grid == 1 ? $"whole numbers up to {bound}" : grid == 2 ? $"halves up to {bound}" : $"multiples of 1/{grid} up to {bound}", onGrid);
        if (Widen(options) is { } free) yield return ($"fractions up to {bound}", free);

        RobustnessResult? Widen(RobustnessOptions chosen)
        {
            try
            {
                return context.Console.Track(_ => RobustSynthesis.Widen(network, machine, chosen, cancellation: context.Cancellation));
            }
            catch (InputException none)
            {
                context.Console.Note(none.Message);
                return null;
            }
        }
    }
}
