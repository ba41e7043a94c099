using System.Diagnostics;
using Assay.Core.Errors;
using Assay.Core.Progress;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Proofs;
using Assay.Threshold.Solver;
using Assay.Threshold.Synthesis.Internals;
using Google.OrTools.Sat;

namespace Assay.Threshold.Synthesis;

/// <summary>Finds threshold networks by solving instead of training.</summary>
public static class ThresholdSynthesis
{
    private const int MostStatesForSolver = 64;

    /// <summary>
    /// The network with the fewest hidden units that does what the machine specifies, with its proof; the constructed one where the solver does not
    /// find any in time.
    /// </summary>
    /// <param name="machine">The specification. It is minimised first.</param>
    /// <param name="options">The kind of network.</param>
    /// <param name="progress">Receives each attempt when it is over.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="InputException">The options exclude every network, or make no sense.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static SynthesisResult Solve(MooreMachine machine, SynthesisOptions options, IProgress<SynthesisAttempt>? progress = null, CancellationToken cancellation = default)
    {
        machine = machine.Minimise();
        var fewest = StateCodes.FewestBits(machine);
        var stateBits = options.StateBits ?? fewest;
        if (stateBits < fewest) throw new InputException($"{stateBits} state bits are too few: {machine.States} states with {machine.OutputBits} output bits need at least {fewest}.");
        if (stateBits > 62) throw new InputException($"{stateBits} state bits are too many; at most 62 are possible.");
        if (options.HiddenUnits is < 0 or > 1000) throw new InputException($"{options.HiddenUnits} hidden units make no sense; give 0 to 1000.");
        if (options.WeightBound is < 1 or > 1_000_000) throw new InputException($"A weight bound of {options.WeightBound} makes no sense; give 1 to 1000000.");
        if (options.TimeLimit <= TimeSpan.Zero) throw new InputException("The time limit must be above zero.");

        var attempts = new List<SynthesisAttempt>();
        var clock = Stopwatch.StartNew();
        var constructed = TransitionNetwork.Of(machine);
        var smallest = options.HiddenUnits ?? 0;
        var largest = options.HiddenUnits ?? constructed.HiddenUnits;
        var below = Minimality.Proved; // that there is none with fewer units, as far as asked
        if (machine.States > MostStatesForSolver || options.HiddenUnits is > 0) below = Minimality.NotAttempted;
        if (machine.States <= MostStatesForSolver)
        {
            for (var hidden = smallest; hidden <= largest && clock.Elapsed < options.TimeLimit; hidden++)
            {
                var (network, refuted) = Attempt(machine, hidden, stateBits, options, options.TimeLimit - clock.Elapsed, attempts, progress, cancellation);
                if (network is not null) return new(network, Prove(network, machine, cancellation), below, false, attempts);
                if (options.HiddenUnits is not null && refuted == Minimality.Proved)
                    throw new InputException($"Impossible: no network of {hidden} hidden units and {stateBits} state bits does this; allow more.");
                if (options.HiddenUnits is not null && refuted == Minimality.SolverReported)
                    throw new InputException($"The solver found no network of {hidden} hidden units and {stateBits} state bits with weights up to {attempts[^1].WeightBound}; allow more units or larger weights.");
                if (refuted > below) below = refuted;
            }
        }
        if (options.HiddenUnits is { } wanted)
            throw new InputException($"No network of {wanted} hidden units was found in {options.TimeLimit.TotalSeconds:0.#} s; allow more time, or any number of units.");
        return new(constructed, Prove(constructed, machine, cancellation), Minimality.NotAttempted, true, attempts);
    }

    private static (ThresholdNetwork? Network, Minimality Refuted) Attempt(
        MooreMachine machine, int hidden, int stateBits, SynthesisOptions options, TimeSpan time, List<SynthesisAttempt> attempts, IProgress<SynthesisAttempt>? progress, CancellationToken cancellation)
    {
        var ofHidden = WeightBounds.Sufficient(machine.InputBits + stateBits);
        var ofState = WeightBounds.Sufficient(hidden + (options.DirectTerm ? stateBits : 0));
        int? sufficient = ofHidden is { } one && ofState is { } other ? Math.Max(one, other) : null;
        if (hidden == 0) sufficient = ofState;
        var bound = options.WeightBound ?? sufficient ?? WeightBounds.Default;

        bool? Ask(bool severalCodes, TimeSpan limit, out ThresholdNetwork? network)
        {
            cancellation.ThrowIfCancellationRequested();
            var clock = Stopwatch.StartNew();
            SolverLibrary.Prepare();
            var (units, read) = severalCodes
                ? AllCodesModel.Build(machine, hidden, stateBits, options.DirectTerm, bound)
                : OneCodeModel.Build(machine, hidden, stateBits, options.DirectTerm, bound);
            using var solver = new CpSolver();
            solver.StringParameters = FormattableString.Invariant($"num_workers:{Math.Max(1, options.Threads)},random_seed:{options.Seed},max_time_in_seconds:{Math.Max(0.05, limit.TotalSeconds)}");
            using var stop = cancellation.Register(solver.StopSearch);
            var status = solver.Solve(units.Model);
            cancellation.ThrowIfCancellationRequested();
            network = status is CpSolverStatus.Optimal or CpSolverStatus.Feasible ? read(solver) : null;
            bool? found = network is not null ? true : status == CpSolverStatus.Infeasible ? false : null;
            attempts.Add(new(hidden, stateBits, bound, severalCodes, found, clock.Elapsed.TotalSeconds));
            progress?.Report(attempts[^1]);
            return found;
        }

        if (Ask(severalCodes: false, time, out var network) is not false) return (network, Minimality.NotAttempted);
        // One code a state is no restriction where the machine's states are as many as the codes.
        var complete = 1L << stateBits == machine.States;
        if (!complete && stateBits <= AllCodesModel.MostStateBits)
        {
            var answer = Ask(severalCodes: true, time / 4, out network);
            if (answer is true) return (network, Minimality.NotAttempted);
            complete = answer is false;
        }
        return (null, complete && sufficient is { } enough && bound >= enough ? Minimality.Proved : Minimality.SolverReported);
    }

    // The solver is not trusted: what it gives is proved like any other network.
    private static ProofResult Prove(ThresholdNetwork network, MooreMachine machine, CancellationToken cancellation)
    {
        var proof = ThresholdProof.Prove(network, machine, cancellation);
        return proof.Proved ? proof : throw new InvalidOperationException("The solver gave a network that is wrong.");
    }
}
