using Assay.Torch.Doctor.Internals;
using static TorchSharp.torch;

namespace Assay.Torch.Doctor;

/// <summary>
/// Looks for test samples that are in the training set, exactly or with a little noise.
/// <code>
/// Finding? leak = SplitLeaks.Duplicates(train, test);
/// </code>
/// </summary>
public static class SplitLeaks
{
    private const double Near = 0.25;        // of the usual distance to the nearest training sample
    private const double Exact = 1e-4;       // of it: rounding
    private const double LargestPValue = 1e-3;
    private const double Prior = 0.1;
    private const long MostSamples = 4096;

    /// <summary>Compares each test sample's distance to the nearest training sample with what is usual among training samples, all features standardised.</summary>
    /// <param name="train">Training inputs, [samples, …].</param>
    /// <param name="test">Test inputs of the same features.</param>
    /// <returns>The finding; null where there is none.</returns>
    public static Finding? Duplicates(Tensor train, Tensor test)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        LibTorch.Load();
        if (train.shape[0] < 3 || test.shape[0] == 0) return null;
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var from = train.reshape(train.shape[0], -1).to(ScalarType.Float32);
        var to = test.reshape(test.shape[0], -1).to(ScalarType.Float32);
        if (from.shape[1] != to.shape[1]) throw new ArgumentException($"The test samples have {to.shape[1]} features, the training samples {from.shape[1]}.", nameof(test));
        if (to.shape[0] > MostSamples) to = to.narrow(0, 0, MostSamples);
        var mean = from.mean([0]);
        var deviation = from.std(0, unbiased: false);
        var floor = tensor(1e-6f);
        from = (from - mean) / deviation.maximum(floor);
        to = (to - mean) / deviation.maximum(floor);
        // Usual: from some training samples to their nearest other one. In data of few dimensions, or of few different values, neighbours are near by chance too.
        var some = from.narrow(0, 0, Math.Min(from.shape[0], 512));
        var among = cdist(some, from).topk(2, 1, largest: false).values.select(1, 1).data<float>().ToArray();
        var usual = Middle(among);
        if (usual == 0) return null;
        var (distances, places) = cdist(to, from).min(1);
        var (near, nearest) = (distances.data<float>().ToArray(), places.data<long>().ToArray());
        var exact = near.Count(distance => distance <= Exact * usual);
        int[] found = [.. Enumerable.Range(0, near.Length).Where(sample => near[sample] < Near * usual).OrderBy(sample => near[sample])];
        var expectedExact = Expected(among, Exact * usual, near.Length);
        var byChance = Math.Min(expectedExact < 1 && exact > 0 ? 0 : 1, AtLeast(found.Length, Expected(among, Near * usual, near.Length)));
        if (found.Length == 0 || byChance > LargestPValue) return null;
        return new Finding(
            "duplicates-across-split", FindingSeverity.Fault,
            Statement.Of($"{found.Length} of {near.Length} test samples lie next to a training sample, {exact} of them on it: test sample {found[0]} and training sample {nearest[found[0]]} differ by {near[found[0]]:G2}, where {usual:G3} is usual between neighbours."),
            "Put copies and repeated measurements on one side of the split, then train anew: the test error is too low as it is.",
            [("duplicates", found.Length), ("exact", exact), ("smallest_distance", near[found[0]]), ("usual_distance", usual)]);
    }

    // How many of so many samples lie so near by chance, from how many training samples do.
    private static double Expected(float[] among, double distance, int samples) => (among.Count(value => value <= distance) + Prior) / among.Length * samples;

    // P(X >= count) of a Poisson number.
    private static double AtLeast(int count, double mean)
    {
        var (below, term) = (0.0, Math.Exp(-mean));
        for (var i = 0; i < count; i++)
        {
            below += term;
            term *= mean / (i + 1);
        }
        return Math.Max(0, 1 - below);
    }

    private static double Middle(float[] values) => values.Order().ElementAt(values.Length / 2);
}
