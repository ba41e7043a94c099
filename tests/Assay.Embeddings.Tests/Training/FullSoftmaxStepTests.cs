using Assay.Core.Memory;
using Assay.Core.Randomness;
using Assay.Embeddings.Gradients;
using Assay.Embeddings.Training.Internals.FullSoftmax;

namespace Assay.Embeddings.Tests.Training;

public sealed class FullSoftmaxStepTests
{
    [Theory]
    [InlineData(512)]
    [InlineData(256)]
    [InlineData(128)]
    [InlineData(32)]
    public void Step_MovesBothMatricesByTheExactGradients(int bits)
    {
        const float Rate = 0.002f; // small enough that no row is limited
        var random = new RandomStream(4);
        foreach (var (words, size, batch) in new[] { (40, 7, 5), (403, 20, 33), (1999, 16, 8) })
        {
            using var input = Matrix(random, words, size);
            using var output = Matrix(random, words, size);
            double[] oldOutput = [.. Rows(output)];
            int[] centres = [.. Enumerable.Range(0, batch).Select(b => b % 3 == 0 ? 1 : random.NextInt32(words))]; // word 1 occurs often
            var starts = new int[batch + 1];
            for (var b = 0; b < batch; b++) starts[b + 1] = starts[b] + 1 + random.NextInt32(6);
            int[] contexts = [.. Enumerable.Range(0, starts[batch]).Select(_ => random.NextInt32(words))];

            double loss = 0;
            var expectedInput = Rows(input);
            var expectedOutput = Rows(output);
            for (var b = 0; b < batch; b++)
            {
                double[] h = [.. input.Row(centres[b]).ToArray().Select(value => (double)value)];
                var exact = FullSoftmaxGradients.Of(h, oldOutput, contexts.AsSpan(starts[b]..starts[b + 1]));
                loss += exact.Loss;
                for (var i = 0; i < size; i++) expectedInput[centres[b] * size + i] -= Rate * exact.Centre[i];
                for (var i = 0; i < expectedOutput.Length; i++) expectedOutput[i] -= Rate * exact.Context[i];
            }

            using var step = FullSoftmaxStep.Create(input, output, batch, threads: 2, bits);
            Assert.Equal(loss, step.Step(centres, contexts, starts, Rate), 1e-5 * Math.Abs(loss));
            AssertClose(expectedInput, Rows(input));
            AssertClose(expectedOutput, Rows(output));
        }
    }

    [Fact]
    public void Step_IsTheSameBits_WithAnyNumberOfThreads()
    {
        double[]? first = null;
        foreach (var threads in new[] { 1, 2, 5 })
        {
            var random = new RandomStream(8);
            using var input = Matrix(random, 500, 24);
            using var output = Matrix(random, 500, 24);
            using var step = FullSoftmaxStep.Create(input, output, 32, threads);
            for (var round = 0; round < 5; round++)
                step.Step([.. Enumerable.Range(round, 32)], [.. Enumerable.Range(3, 64)], [.. Enumerable.Range(0, 33).Select(b => 2 * b)], 0.05f);
            double[] result = [.. Rows(input), .. Rows(output)];
            first ??= result;
            Assert.Equal(first, result);
        }
    }

    [Fact]
    public void RateThatOvershoots_IsLimitedByTheCurvature()
    {
        // A few frequent words and long vectors, as after some millions of words: plain descent diverges at this rate.
        var random = new RandomStream(3);
        using var input = Matrix(random, 60, 32);
        using var output = Matrix(random, 60, 32);
        using var step = FullSoftmaxStep.Create(input, output, 64, threads: 2);
        int[] centres = [.. Enumerable.Range(0, 64).Select(b => b % 7)];
        int[] contexts = [.. Enumerable.Range(0, 640).Select(c => c % 11)];
        int[] starts = [.. Enumerable.Range(0, 65).Select(b => 10 * b)];
        var last = double.PositiveInfinity;
        for (var round = 0; round < 100; round++)
        {
            var loss = step.Step(centres, contexts, starts, 0.5f);
            Assert.True(loss < last, $"step {round}: {loss} after {last}");
            last = loss;
        }
        // The words of the windows are equally likely: nothing can do better than that.
        Assert.InRange(last / 640, Math.Log(11) - 0.05, Math.Log(11) + 0.2);
    }

    private static NativeMatrix Matrix(RandomStream random, int rows, int columns)
    {
        var matrix = new NativeMatrix(rows, columns);
        for (var row = 0; row < rows; row++)
        {
            foreach (ref var value in matrix.Row(row)) value = (float)random.NextGaussian() * 0.5f;
        }
        return matrix;
    }

    private static double[] Rows(NativeMatrix matrix) => [.. Enumerable.Range(0, matrix.Rows).SelectMany(row => matrix.Row(row).ToArray()).Select(value => (double)value)];

    private static void AssertClose(double[] expected, double[] actual)
    {
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 2e-5 * (1 + Math.Abs(expected[i])));
    }
}
