using System.Collections.Immutable;
using Assay.Core.Errors;
using Assay.Core.Randomness;
using Assay.Expression.Labels;

namespace Assay.Expression.Splits;

/// <summary>
/// Divides samples for training and testing: each class in its share on every side (stratified), each group whole on one side. The same seed gives
/// the same division.
/// <code>
/// var folds = SampleSplit.Folds(labels, groups, count: 5, seed: 1);
/// var holdout = SampleSplit.Holdout(labels, groups, testShare: 0.2, seed: 1);   // 800/200 of 1000
/// </code>
/// </summary>
public static class SampleSplit
{
    /// <summary>k-fold cross-validation: every sample is tested once.</summary>
    /// <param name="labels">Classes to stratify by; samples without one are strata of their own kind.</param>
    /// <param name="groups">[samples], as <see cref="SampleGroups.Of"/> gives them; null puts each sample on its own.</param>
    /// <param name="count">Number of folds, at least 2.</param>
    /// <param name="seed">Which of the many divisions.</param>
    /// <exception cref="InputException">A class has fewer groups than there are folds.</exception>
    public static ImmutableArray<Fold> Folds(SampleLabels labels, IReadOnlyList<int>? groups, int count, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var sides = Distribute(labels, groups, [.. Enumerable.Repeat(1.0 / count, count)], seed, $"{count} folds", count);
        return [.. Enumerable.Range(0, count).Select(fold => Divide(sides, side => side == fold))];
    }

    /// <summary>Repeated cross-validation: the folds of as many independent divisions, one after the other.</summary>
    /// <param name="labels">Classes to stratify by.</param>
    /// <param name="groups">[samples]; null puts each sample on its own.</param>
    /// <param name="count">Number of folds of each division.</param>
    /// <param name="repeats">Number of divisions.</param>
    /// <param name="seed">Which of the many divisions.</param>
    /// <exception cref="InputException">A class has fewer groups than there are folds.</exception>
    public static ImmutableArray<Fold> RepeatedFolds(SampleLabels labels, IReadOnlyList<int>? groups, int count, int repeats, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(repeats);
        return [.. Enumerable.Range(0, repeats).SelectMany(repeat => Folds(labels, groups, count, RandomStream.Split(seed, (ulong)repeat).NextUInt64()))];
    }

    /// <summary>One division: 800 to train and 200 to test of 1000, by default.</summary>
    /// <param name="labels">Classes to stratify by.</param>
    /// <param name="groups">[samples]; null puts each sample on its own.</param>
    /// <param name="testShare">Share of the samples that is tested, above 0 and below 1.</param>
    /// <param name="seed">Which of the many divisions.</param>
    /// <exception cref="InputException">A class has only one group, or there are too few samples.</exception>
    public static Fold Holdout(SampleLabels labels, IReadOnlyList<int>? groups, double testShare, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (testShare is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(testShare), testShare, "A share to test is above 0 and below 1.");
        var sides = Distribute(labels, groups, [1 - testShare, testShare], seed, "a training and a test side", 2);
        return Divide(sides, side => side == 1);
    }

    /// <summary>One division without classes, as an autoencoder needs.</summary>
    /// <param name="samples">Number of samples.</param>
    /// <param name="groups">[samples]; null puts each sample on its own.</param>
    /// <param name="testShare">Share of the samples that is tested, above 0 and below 1.</param>
    /// <param name="seed">Which of the many divisions.</param>
    /// <exception cref="InputException">There are too few samples.</exception>
    public static Fold Holdout(int samples, IReadOnlyList<int>? groups, double testShare, ulong seed) =>
        Holdout(SampleLabels.Of(Enumerable.Repeat("all", samples), "samples"), groups, testShare, seed);

    // Largest groups first, each to where its classes fall shortest of their share: with groups of one sample that is plain stratification.
    private static int[] Distribute(SampleLabels labels, IReadOnlyList<int>? groups, double[] shares, ulong seed, string what, int least)
    {
        var samples = labels.Samples;
        if (groups is not null && groups.Count != samples) throw new ArgumentException($"{groups.Count} group numbers for {samples} samples.", nameof(groups));
        var classes = labels.Classes.Length + 1;
        var members = Enumerable.Range(0, samples).GroupBy(sample => groups?[sample] ?? sample).Select(group => group.ToArray()).ToArray();
        for (var label = 0; label < labels.Classes.Length; label++)
        {
            var having = members.Count(group => group.Any(sample => labels.Indices[sample] == label));
            if (having < least)
                throw new InputException($"{labels.Source}: class '{labels.Classes[label]}' has {labels.Count(label)} samples{(having < labels.Count(label) ? $" in {having} groups" : "")}, too few for {what}; take fewer folds or leave the class out.");
        }
        var random = new RandomStream(seed);
        random.Shuffle(members.AsSpan());
        var want = new double[shares.Length, classes];
        for (var sample = 0; sample < samples; sample++)
            for (var side = 0; side < shares.Length; side++) want[side, Class(labels, sample)] += shares[side];
        var free = shares.Select(share => share * samples).ToArray();
        var sides = new int[samples];
        // A sample alone takes its turn class by class, so that what rounding leaves over is spread over the sides.
        foreach (var group in members.OrderByDescending(group => group.Length).ThenBy(group => Class(labels, group[0])))
        {
            var best = Enumerable.Range(0, shares.Length)
                .Select(side => (Side: side, Need: group.Sum(sample => want[side, Class(labels, sample)]) / group.Length, Free: free[side]))
                .OrderByDescending(side => Math.Round(side.Need, 9)).ThenByDescending(side => Math.Round(side.Free, 9)).ThenBy(side => side.Side).First().Side;
            free[best] -= group.Length;
            foreach (var sample in group)
            {
                want[best, Class(labels, sample)]--;
                sides[sample] = best;
            }
        }
        return sides;
    }

    private static int Class(SampleLabels labels, int sample) => labels.Indices[sample] < 0 ? labels.Classes.Length : labels.Indices[sample];

    private static Fold Divide(int[] sides, Func<int, bool> isTest)
    {
        var all = Enumerable.Range(0, sides.Length);
        var fold = new Fold([.. all.Where(sample => !isTest(sides[sample]))], [.. all.Where(sample => isTest(sides[sample]))]);
        if (fold.Train.IsEmpty || fold.Test.IsEmpty) throw new InputException($"{sides.Length} samples are too few to divide so; give more samples, larger shares or fewer folds.");
        return fold;
    }
}
