using System.Diagnostics;
using System.Numerics;
using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Proofs;
using Assay.Threshold.Robustness.Internals;
using Assay.Threshold.Solver;
using Google.OrTools.Sat;

namespace Assay.Threshold.Robustness;

/// <summary>Finds, among the networks of a shape, the one with the most room around its thresholds.</summary>
public static class RobustSynthesis
{
    /// <summary>
    /// The network of the same shape (hidden units, state bits, direct term or none) with the most room. On a grid the solver maximises it outright. In fractions it
    /// maximises on a fine grid, and linear programs take what the units then do to their exact optimum. Rounding a better network to the grid would
    /// cost at most half a step for each number, so the search goes on through all that come so near until there are no others.
    /// </summary>
    /// <param name="network">A network that does what the machine specifies.</param>
    /// <param name="machine">The specification. It is minimised first.</param>
    /// <param name="options">What is compared.</param>
    /// <param name="progress">Receives the room whenever it grows.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="InputException">The options make no sense, exclude every network, or no network was found in time.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static RobustnessResult Widen(ThresholdNetwork network, MooreMachine machine, RobustnessOptions options, IProgress<Rational>? progress = null, CancellationToken cancellation = default)
    {
        Check(network, options);
        machine = machine.Minimise();
        if (ThresholdProof.Prove(network, machine, cancellation) is { Proved: false }) throw new InputException("The network does not do what the specification says; prove it first.");
        if (machine.States > 64) throw new InputException($"The machine has {machine.States} states; the solver is asked for up to 64.");
        SolverLibrary.Prepare();
        var clock = Stopwatch.StartNew();
        var shape = RoomShape.Of(network, options);
        var model = new RoomModel(shape, machine);
        model.Model.Maximize(model.Room);
        (ThresholdNetwork Network, Rational Room)? best = null;
        var patterns = 0;
        var isLargest = false;
        while (options.TimeLimit - clock.Elapsed is { TotalSeconds: > 0 } left)
        {
            using var solver = new CpSolver();
            solver.StringParameters = FormattableString.Invariant($"num_workers:{Math.Max(1, options.Threads)},random_seed:{options.Seed},max_time_in_seconds:{left.TotalSeconds}");
            using var stop = cancellation.Register(solver.StopSearch);
            var status = solver.Solve(model.Model);
            cancellation.ThrowIfCancellationRequested();
            if (status == CpSolverStatus.Infeasible)
            {
                isLargest = true;
                break;
            }
            if (status is not (CpSolverStatus.Optimal or CpSolverStatus.Feasible)) break;
            patterns++;
            var found = (Network: model.Network(solver), Room: new Rational(solver.Value(model.Room), shape.Scale));
            if (options.Step is null) found = RoomPolish.Of(found.Network, machine, shape.RoomOfSum, options.Bound);
            if (best is null || found.Room > best.Value.Room)
            {
                best = found;
                progress?.Report(found.Room);
            }
            if (options.Step is not null)
            {
                isLargest = status == CpSolverStatus.Optimal;
                break;
            }
            model.Exclude(solver);
            model.Model.Add(model.Room >= LeastOnGrid(best.Value.Room, shape));
        }
        if (best is null)
        {
            throw new InputException(isLargest
                ? $"No network of this shape has numbers up to {options.Bound}{(options.Step is { } step ? $" in steps of {step}" : "")}; allow larger ones{(options.Step is null ? "" : " or finer steps")}."
                : $"No network was found in {options.TimeLimit.TotalSeconds:0.#} s; allow more time.");
        }
        var proof = ThresholdProof.Prove(best.Value.Network, machine, cancellation);
        if (!proof.Proved) throw new InvalidOperationException("The solver gave a network that is wrong.");
        return new(best.Value.Network, proof, best.Value.Room, isLargest, patterns, clock.Elapsed.TotalSeconds);
    }

    // A network with more room than this loses, rounded to the grid, at most half a unit of room for each number of a sum, or for itself where the room is that of each number.
    private static long LeastOnGrid(Rational room, RoomShape shape)
    {
        var lost = new Rational(shape.RoomOfSum ? shape.MostInSum : 1, 2);
        var least = room * shape.Scale - lost;
        var floor = BigInteger.Divide(least.Numerator - (least.Numerator.Sign < 0 ? least.Denominator - 1 : 0), least.Denominator);
        return Math.Max(1, (long)floor);
    }

    private static void Check(ThresholdNetwork network, RobustnessOptions options)
    {
        network.Validate();
        if (options.Bound <= 0 || options.Bound > 1000) throw new InputException($"A bound of {options.Bound} makes no sense; give a number above 0, up to 1000.");
        if (options.Bound.Denominator > 1000) throw new InputException($"The bound {options.Bound} is too fine; give a denominator up to 1000.");
        if (options.Step is { } step && (step <= 0 || step > options.Bound || step.Denominator > 1000)) throw new InputException($"Steps of {step} make no sense; give a fraction above 0, not above the bound, with a denominator up to 1000.");
        if (options.TimeLimit <= TimeSpan.Zero) throw new InputException("The time limit must be above zero.");
        if (network.HiddenUnits > 60) throw new InputException($"The network has {network.HiddenUnits} hidden units; the solver is asked for up to 60.");
    }
}
