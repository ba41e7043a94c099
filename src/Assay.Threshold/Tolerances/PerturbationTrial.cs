using System.Numerics;
using Assay.Core.Errors;
using Assay.Core.Progress;
using Assay.Core.Randomness;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Parameters;
using Assay.Threshold.Tolerances.Internals;

namespace Assay.Threshold.Tolerances;

/// <summary>Random perturbations of a network, each one followed through everything that can be reached: a check of a tolerance by other means.</summary>
public static class PerturbationTrial
{
    private const int Resolution = 1 << 20;

    /// <summary>How many of the perturbations break the network.</summary>
    /// <param name="network">A network.</param>
    /// <param name="machine">What it is to do.</param>
    /// <param name="size">Every number changes by less than this, in steps of its 2^20th part, evenly drawn.</param>
    /// <param name="count">Perturbations.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="options">Whether the size is a share, and whether zeros are perturbed.</param>
    /// <param name="progress">Hears of perturbations, now and then.</param>
    /// <param name="cancellation">Ends the trial.</param>
    /// <exception cref="InputException">The numbers are too long for sums of 64 bits, or network and machine do not fit.</exception>
    public static long Failures(
        ThresholdNetwork network, MooreMachine machine, Rational size, long count, ulong seed, ToleranceOptions options, IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        var parameters = new NetworkParameters(network);
        var all = parameters.All;
        // Everything in units of 1/common, such that the smallest change is a whole number.
        var common = Rational.CommonDenominator(all.Select(parameter => parameter.Value));
        common *= options.Relative ? common * size.Denominator * Resolution : size.Denominator * Resolution;
        var values = all.Select(parameter => parameter.Value.Times(common)).ToArray();
        var steps = all.Select(parameter => options.Relative
            ? parameter.Value.Magnitude * size * new Rational(common, Resolution)
            : parameter.IsBias || options.PerturbZeros || parameter.Value != 0 ? size * new Rational(common, Resolution) : 0).Select(step => step.Numerator / step.Denominator).ToArray();
        var largest = values.Zip(steps, (value, step) => BigInteger.Abs(value) + step * Resolution).Aggregate(common, BigInteger.Add);
        if (largest > long.MaxValue) throw new InputException("The network's numbers have too many digits for random trials; round them, or trust the exact tolerance.");

        var starts = Enumerable.Range(0, parameters.Units).Select(unit => parameters.Of(unit).Start.Value).ToArray();
        var (nominal, step64, threshold) = (values.Select(value => (long)value).ToArray(), steps.Select(step => (long)step).ToArray(), (long)common);
        var walk = new SituationWalk(network, machine, new PerturbedUnits(parameters, options).Live);
        var usual = Situations(walk, nominal, starts, threshold);
        var random = RandomStream.Split(seed, 0);
        var now = new long[nominal.Length];
        var report = new TrialProgress(progress, count);
        var failures = 0L;
        for (var trial = 0L; trial < count; trial++)
        {
            if ((trial & 0xfff) == 0) report.At(trial, cancellation);
            for (var i = 0; i < now.Length; i++) now[i] = nominal[i] + step64[i] * (random.NextInt32(2 * Resolution - 1) - Resolution + 1);
            // Where every unit does as always, nothing needs following.
            if (Array.TrueForAll(usual, one => Sum(now, starts, one.Situation) > threshold == one.Fires)) continue;
            if (walk.IsRight(situation => Sum(now, starts, situation) > threshold) == false) failures++;
        }
        report.At(count, cancellation);
        return failures;
    }

    private static (UnitSituation Situation, bool Fires)[] Situations(SituationWalk walk, long[] values, int[] starts, long threshold)
    {
        var met = new Dictionary<UnitSituation, bool>();
        if (walk.IsRight(situation => met[situation] = Sum(values, starts, situation) > threshold) == false) throw new InputException("The network is wrong without any perturbation; prove it first.");
        return [.. met.Select(one => (one.Key, one.Value))];
    }

    private static long Sum(long[] values, int[] starts, UnitSituation situation)
    {
        var sum = 0L;
        var start = starts[situation.Unit];
        for (var rest = situation.Active; rest != 0; rest &= rest - 1) sum += values[start + BitOperations.TrailingZeroCount(rest)];
        return sum;
    }
}
