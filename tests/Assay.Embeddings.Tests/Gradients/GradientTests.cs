using Assay.Core.Randomness;
using Assay.Embeddings.Gradients;
using Assay.Embeddings.Training;
using CsCheck;

namespace Assay.Embeddings.Tests.Gradients;

public sealed class GradientTests
{
    private static readonly Gen<ulong> Seeds = Gen.ULong;

    [Fact]
    public void FullSoftmax_AgreesWithFiniteDifferences() => Seeds.Sample(seed =>
    {
        var random = new RandomStream(seed);
        var (words, size) = (2 + random.NextInt32(8), 1 + random.NextInt32(5));
        var h = Vector(random, size);
        var matrix = Vector(random, words * size);
        int[] context = [.. Enumerable.Range(0, 1 + random.NextInt32(6)).Select(_ => random.NextInt32(words))]; // repeats are likely
        var gradients = FullSoftmaxGradients.Of(h, matrix, context);
        AssertGradient(h, gradients.Centre, () => FullSoftmaxGradients.Of(h, matrix, context).Loss);
        AssertGradient(matrix, gradients.Context, () => FullSoftmaxGradients.Of(h, matrix, context).Loss);
        Assert.Equal(0, gradients.Error.Sum(), 1e-9);
    }, iter: 200);

    [Fact]
    public void NegativeSampling_AgreesWithFiniteDifferences() => Seeds.Sample(seed =>
    {
        var random = new RandomStream(seed);
        var (rows, size) = (1 + random.NextInt32(7), 1 + random.NextInt32(5));
        var h = Vector(random, size);
        var outputs = Vector(random, rows * size);
        var gradients = NegativeSamplingGradients.Of(h, outputs);
        AssertGradient(h, gradients.Input, () => NegativeSamplingGradients.Of(h, outputs).Loss);
        AssertGradient(outputs, gradients.Outputs, () => NegativeSamplingGradients.Of(h, outputs).Loss);
    }, iter: 200);

    [Fact]
    public void HierarchicalSoftmax_AgreesWithFiniteDifferences_AndItsProbabilitiesSumToOne() => Seeds.Sample(seed =>
    {
        var random = new RandomStream(seed);
        var size = 1 + random.NextInt32(5);
        long[] counts = [.. Enumerable.Range(0, 2 + random.NextInt32(9)).Select(_ => (long)random.NextInt32(100))];
        var tree = HuffmanTree.Build(counts);
        var h = Vector(random, size);
        var nodes = Vector(random, (counts.Length - 1) * size);
        var sum = 0.0;
        for (var word = 0; word < counts.Length; word++)
        {
            double[] path = [.. tree.Nodes(word).ToArray().SelectMany(node => nodes[(node * size)..((node + 1) * size)])];
            var codes = tree.Codes(word).ToArray();
            var gradients = HierarchicalSoftmaxGradients.Of(h, path, codes);
            AssertGradient(h, gradients.Input, () => HierarchicalSoftmaxGradients.Of(h, path, codes).Loss);
            AssertGradient(path, gradients.Nodes, () => HierarchicalSoftmaxGradients.Of(h, path, codes).Loss);
            sum += Math.Exp(-gradients.Loss);
        }
        Assert.Equal(1, sum, 1e-9);
    }, iter: 100);

    [Fact]
    public void HuffmanTree_GivesFrequentWordsShortCodes_OfTheLeastMeanLength()
    {
        var tree = HuffmanTree.Build([40, 30, 20, 7, 3]);
        Assert.Equal([1, 2, 3, 4, 4], Enumerable.Range(0, 5).Select(word => tree.Codes(word).Length));
        Assert.All(Enumerable.Range(0, 5), word => Assert.Equal(3, tree.Nodes(word)[0])); // the root
        Assert.Equal(4, tree.Depth);
    }

    [Fact]
    public void WrongShapes_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => FullSoftmaxGradients.Of([1, 2], [1, 2, 3], [0]));
        Assert.Throws<ArgumentException>(() => FullSoftmaxGradients.Of([1, 2], [1, 2, 3, 4], [2]));
        Assert.Throws<ArgumentException>(() => HierarchicalSoftmaxGradients.Of([1], [1, 2], [0]));
        Assert.Throws<ArgumentException>(() => HuffmanTree.Build([1]));
    }

    private static double[] Vector(RandomStream random, int length) => [.. Enumerable.Range(0, length).Select(_ => random.NextGaussian())];

    private static void AssertGradient(double[] place, double[] gradient, Func<double> loss)
    {
        const double Step = 1e-5;
        for (var i = 0; i < place.Length; i++)
        {
            var kept = place[i];
            place[i] = kept + Step;
            var above = loss();
            place[i] = kept - Step;
            var below = loss();
            place[i] = kept;
            Assert.Equal((above - below) / (2 * Step), gradient[i], 1e-7 * (1 + Math.Abs(gradient[i])) + 1e-7);
        }
    }
}
