using System.Diagnostics;
using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Core.Progress;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Robustness;
using Assay.Threshold.Synthesis;
using Assay.Threshold.Tolerances;

namespace Assay.Cli.Threshold;

/// <summary><c>assay threshold solve</c>: finds a network for a specification.</summary>
internal sealed class SolveCommand : CommandDescription
{
    private enum Objective
    {
        Units,
        Margin,
        Tolerance,
    }

    private readonly Positional _specification = new("SPEC", ThresholdInput.SpecificationHelp);
    private readonly CountSetting _hidden = new("--hidden", "Hidden units.", 0, 1000) { DefaultWords = "the fewest" };
    private readonly CountSetting _stateBits = new("--state-bits", "State bits.", 1, 62) { DefaultWords = "the fewest" };
    private readonly FlagSetting _direct = new("--direct", "The state acts on the next state directly; this is the default.");
    private readonly FlagSetting _noDirect = new("--no-direct", "The state acts through the hidden units alone.");
    private readonly ChoiceSetting<Objective> _objective = new("--objective", "After the fewest units: as they come, or the largest margin or tolerance.", ("units", Objective.Units), ("margin", Objective.Margin), ("tolerance", Objective.Tolerance));
    private readonly FractionSetting _bound = new("--bound", "Bound of the weights, whole numbers; with margin and tolerance that of all numbers, weights and biases.") { DefaultWords = "enough; 3/2 for margin and tolerance" };
    private readonly FractionSetting _step = new("--step", "With margin and tolerance: all numbers are multiples of this.") { DefaultWords = "any fractions" };
    private readonly DurationSetting _time = new("--time-limit", "Time for the search; after it the network is constructed.", "60s");
    private readonly TextSetting _out = new("--out", "NET", "Keep the network as .json or .safetensors.");

    /// <inheritdoc/>
    public override string Name => "solve";

    /// <inheritdoc/>
    public override string Summary => "Find the smallest network that does what a specification says, and prove it.";

    /// <inheritdoc/>
    public override string Description =>
        "The specification is brought to its smallest machine, a constraint solver looks for the fewest hidden units, and what it finds is proved for sequences of every length in exact arithmetic.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay threshold solve equal-so-far", "Two hidden units, proved, and one is too few."),
        new("assay threshold solve serial-adder --objective tolerance --out adder.json", "The adder that bears the most noise on its weights."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_specification];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_hidden, _stateBits, _direct, _noDirect, _objective, _bound, _step, _time, _out];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var parsed = context.Parsed;
        if (_direct.Value(parsed) && _noDirect.Value(parsed)) throw new UsageException("--direct and --no-direct exclude each other: give one of them.");
        var objective = _objective.Value(parsed);
        var bound = _bound.Value(parsed);
        if (objective == Objective.Units && bound is { Denominator.IsOne: false }) throw new UsageException($"--bound {bound}: weights are whole numbers unless the objective is margin or tolerance, so give a whole bound.");
        if (objective == Objective.Units && _step.IsGiven(parsed)) throw new UsageException("--step goes with --objective margin or tolerance.");
        var output = _out.Value(parsed);
        if (output is not null) ThresholdOutput.Check(output);

        var clock = Stopwatch.StartNew();
        var specification = ThresholdInput.Specification(_specification.Value(parsed));
        var machine = specification.Machine;
        var limit = _time.Value(parsed);
        var options = new SynthesisOptions
        {
            HiddenUnits = _hidden.IsGiven(parsed) ? (int)_hidden.Value(parsed) : null,
            StateBits = _stateBits.IsGiven(parsed) ? (int)_stateBits.Value(parsed) : null,
            DirectTerm = !_noDirect.Value(parsed),
            WeightBound = objective == Objective.Units && bound is { } whole ? (int)long.Clamp((long)whole.Numerator, 1, int.MaxValue) : null,
            TimeLimit = limit,
            Threads = context.Threads,
            Seed = (int)(context.Seed % int.MaxValue),
        };
        var found = context.Console.Track(progress => ThresholdSynthesis.Solve(machine, options, Attempts(progress, clock), context.Cancellation));
        var (network, proof) = (found.Network, found.Proof);
        RobustnessResult? wide = null;
        if (objective != Objective.Units && !found.Constructed)
        {
            var robust = new RobustnessOptions
            {
                Objective = objective == Objective.Margin ? RobustnessObjective.Margin : RobustnessObjective.Tolerance,
                Step = _step.Value(parsed),
                TimeLimit = limit,
                Threads = context.Threads,
                Seed = options.Seed,
            };
            if (bound is { } given) robust = robust with { Bound = given };
            wide = context.Console.Track(progress => RobustSynthesis.Widen(network, machine, robust, Rooms(progress, clock), context.Cancellation));
            (network, proof) = (wide.Network, wide.Proof);
        }
        var tolerance = Tolerance(network, machine, context);
        if (output is not null) ThresholdOutput.Keep(network, output);
        clock.Stop();

        context.Console.Answer(
            json =>
            {
                json.WriteNumber("hidden", network.HiddenUnits);
                json.WriteNumber("state_bits", network.StateBits);
                json.WriteNumber("states", machine.States);
                NetworkTable.Write(json, "weights", network);
                json.WriteBoolean("proved", proof.Proved);
                json.WriteNumber("pairs_checked", proof.PairsChecked);
                json.WriteNull("counterexample");
                json.WriteFraction("margin", tolerance?.Margin);
                json.WriteFraction("tolerance", tolerance?.Tolerance);
                json.WriteBoolean("tolerance_is_exact", tolerance?.IsExact ?? false);
                json.WriteString("minimal", Words(found.Minimal));
                json.WriteBoolean("constructed", found.Constructed);
                if (wide is not null) json.WriteBoolean("largest", wide.IsLargest);
                json.WriteStartArray("attempts");
                foreach (var attempt in found.Attempts)
                {
                    json.WriteStartObject();
                    json.WriteNumber("hidden", attempt.HiddenUnits);
                    json.WriteNumber("weight_bound", attempt.WeightBound);
                    json.WriteBoolean("several_codes", attempt.SeveralCodes);
                    json.WriteString("answer", Answer(attempt));
                    json.WriteNumber("seconds", Math.Round(attempt.Seconds, 3));
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteNumber("seconds", Math.Round(clock.Elapsed.TotalSeconds, 3));
                if (output is not null) json.WriteString("out", output);
            },
            () =>
            {
                MachineTable.Show(context.Console, specification);
                context.Console.Line();
                NetworkTable.Show(context.Console, network, "Network");
                context.Console.Line();
                context.Console.Line($"{network.HiddenUnits} hidden unit{(network.HiddenUnits == 1 ? "" : "s")}, {network.StateBits} state bit{(network.StateBits == 1 ? "" : "s")}: proved for sequences of every length, {proof.PairsChecked} pairs of network state and machine state checked.");
                context.Console.Line(Sentence(found, options));
                if (wide is not null)
                    context.Console.Line($"{(objective == Objective.Margin ? "Margin" : "Tolerance")} {wide.Room} with numbers up to {_bound.Value(parsed) ?? new RobustnessOptions().Bound}{(_step.Value(parsed) is { } step ? $" in steps of {step}" : "")}: {(wide.IsLargest ? "the largest, says the solver, with one code a state" : "the largest found in time")}.");
                if (tolerance is not null) context.Console.Line(ToleranceWords.Of(tolerance));
                context.Console.Line(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:0.00} s{(output is null ? "" : $"; written to {output}")}"));
            });
    }

    /// <summary>How the fewest units are vouched for, in the words of the JSON answer.</summary>
    public static string Words(Minimality minimal) => minimal switch
    {
        Minimality.Proved => "proved",
        Minimality.SolverReported => "solver-reported",
        _ => "not attempted",
    };

    private static string Answer(SynthesisAttempt attempt) => attempt.Found switch { true => "found", false => "none", null => "no answer in time" };

    private static string Sentence(SynthesisResult found, SynthesisOptions options)
    {
        var hidden = found.Network.HiddenUnits;
        if (found.Constructed) return $"Constructed with a hidden unit for each transition, since the search {(found.Attempts.Count == 0 ? "is for up to 64 states" : $"had no answer within {options.TimeLimit.TotalSeconds:0.#} s")}; fewer units may do.";
        if (options.HiddenUnits is not null && hidden > 0) return "Whether fewer hidden units would do was not asked.";
        if (hidden == 0) return "No hidden unit is needed.";
        var refuted = found.Attempts.Last(attempt => attempt.Found == false);
        return found.Minimal switch
        {
            Minimality.Proved => $"Fewer are impossible: with {hidden - 1} the solver excluded every network, and weights up to {refuted.WeightBound} do all that real weights can.",
            Minimality.SolverReported => $"With {hidden - 1} the solver found none{(refuted.SeveralCodes ? "" : " that gives each state one code")} with weights up to {refuted.WeightBound}.",
            _ => "Whether fewer would do was not answered in time.",
        };
    }

    private static ToleranceResult? Tolerance(ThresholdNetwork network, MooreMachine machine, CommandContext context)
    {
        const int MostHidden = 60;
        // Constructed networks can be far too large to try every combination of flips.
        return network.HiddenUnits > MostHidden ? null : ToleranceAnalysis.Of(network, machine, new() { TimeLimit = TimeSpan.FromSeconds(5) }, context.Cancellation);
    }

    private static Listener<SynthesisAttempt>? Attempts(IProgress<ProgressReport>? progress, Stopwatch clock) => progress is null ? null : new(attempt =>
        progress.Report(new() { Stage = $"{attempt.HiddenUnits} hidden units: {Answer(attempt)}", Done = attempt.HiddenUnits + 1, Unit = "sizes", Elapsed = clock.Elapsed }));

    private static Listener<Rational>? Rooms(IProgress<ProgressReport>? progress, Stopwatch clock)
    {
        var improved = 0;
        return progress is null ? null : new(room => progress.Report(new() { Stage = $"room {room}", Done = ++improved, Unit = "improvements", Elapsed = clock.Elapsed }));
    }
}
