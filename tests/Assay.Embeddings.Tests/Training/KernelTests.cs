using System.Runtime.Intrinsics;
using Assay.Core.Memory;
using Assay.Core.Randomness;
using Assay.Embeddings.Gradients;
using Assay.Embeddings.Training.Internals.Kernels;

namespace Assay.Embeddings.Tests.Training;

public sealed unsafe class KernelTests
{
    [Theory]
    [InlineData(1, 6)]
    [InlineData(2, 6)]
    [InlineData(7, 6)]
    [InlineData(10, 6)]
    [InlineData(1, 3)]
    [InlineData(5, 9)]
    [InlineData(4, 18)]
    public void EveryWidth_TakesTheStepOfTheExactGradients(int inputs, int outputs)
    {
        Check<LanesScalar, float>(inputs, outputs);
        Check<Lanes128, Vector128<float>>(inputs, outputs);
        Check<Lanes256, Vector256<float>>(inputs, outputs);
        Check<Lanes512, Vector512<float>>(inputs, outputs);
    }

    /// <summary>All gradients of a step are taken at the rows before it, and add up.</summary>
    private static void Check<TLanes, TVector>(int inputs, int outputs)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        const int Size = 37;
        const float Rate = 0.05f;
        var random = new RandomStream(12);
        using var input = Random(random, inputs, Size);
        using var output = Random(random, outputs, Size);
        var expectedInput = Values(input);
        var expectedOutput = Values(output);
        var before = (Input: Values(input), Output: Values(output));
        var loss = 0.0;
        for (var i = 0; i < inputs; i++)
        {
            var exact = NegativeSamplingGradients.Of(before.Input.AsSpan(i * Size, Size), before.Output);
            loss += exact.Loss;
            for (var j = 0; j < Size; j++) expectedInput[i * Size + j] -= Rate * exact.Input[j];
            for (var j = 0; j < expectedOutput.Length; j++) expectedOutput[j] -= Rate * exact.Outputs[j];
        }

        using var scratch = new NativeMatrix(3 + inputs, Math.Max(input.Stride, inputs * outputs + 32));
        var signs = scratch.Row(0);
        for (var i = 0; i < signs.Length; i++) signs[i] = i % outputs == 0 ? 1 : -1;
        var inputRows = stackalloc float*[inputs];
        var outputRows = stackalloc float*[outputs];
        for (var i = 0; i < inputs; i++) inputRows[i] = input.RowPointer(i);
        for (var i = 0; i < outputs; i++) outputRows[i] = output.RowPointer(i);
        var window = new WindowRows
        {
            Inputs = inputs,
            Outputs = outputs,
            Columns = input.Stride,
            Input = inputRows,
            Output = outputRows,
            Signs = scratch.RowPointer(0),
            Slopes = scratch.RowPointer(1),
            InputGradients = scratch.RowPointer(2),
            Stride = scratch.Stride,
        };
        var lanes = new LossLanes<TLanes, TVector>();
        WindowKernel<TLanes, TVector>.Step(in window, Rate, ref lanes);

        Assert.Equal(loss, lanes.Take(), 1e-5 * loss);
        AssertClose(expectedInput, Values(input));
        AssertClose(expectedOutput, Values(output));
    }

    private static NativeMatrix Random(RandomStream random, int rows, int columns)
    {
        var matrix = new NativeMatrix(rows, columns);
        for (var row = 0; row < rows; row++)
        {
            foreach (ref var value in matrix.Row(row)) value = (float)random.NextGaussian();
        }
        return matrix;
    }

    private static double[] Values(NativeMatrix matrix) => [.. Enumerable.Range(0, matrix.Rows).SelectMany(row => matrix.Row(row).ToArray()).Select(value => (double)value)];

    private static void AssertClose(double[] expected, double[] actual)
    {
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 2e-5 * (1 + Math.Abs(expected[i])));
    }
}
