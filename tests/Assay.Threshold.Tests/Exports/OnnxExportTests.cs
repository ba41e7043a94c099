using System.Numerics;
using Assay.Architecture.Graphs;
using Assay.Architecture.Onnx;
using Assay.Core.Errors;
using Assay.Threshold.Exports;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Threshold.Tests.Exports;

public sealed class OnnxExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay").FullName;

    public static TheoryData<string> Networks => ExportedNetworks.Names;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Networks))]
    public void MillionRandomSteps_AreTheSameBitsInTheRuntime(string name)
    {
        var network = ExportedNetworks.Create(name);
        using var session = Export(network);
        var (steps, sequences, m, p, k) = (1_000, 1_000, network.InputBits, network.OutputBits, network.StateBits);
        var inputs = ExportedNetworks.Inputs(network, steps * sequences);
        using var results = session.Run([Inputs(inputs, steps, sequences, m)]);
        var (outputs, final) = (results[0].AsTensor<float>(), results[1].AsTensor<float>());
        Assert.Equal([steps, sequences, p], outputs.Dimensions.ToArray());
        Assert.Equal([sequences, k], final.Dimensions.ToArray());
        var (exact, given, last) = (NetworkSteps.Of(network), outputs.ToArray(), final.ToArray());
        var wrong = 0;
        for (var s = 0; s < sequences; s++)
        {
            var state = network.InitialState;
            for (var t = 0; t < steps; t++)
            {
                state = exact.Next(state, inputs[t * sequences + s], t == 0);
                for (var j = 0; j < p; j++) wrong += given[(t * sequences + s) * p + j] == (state >> j & 1) ? 0 : 1;
            }
            for (var j = 0; j < k; j++) wrong += last[s * k + j] == (state >> j & 1) ? 0 : 1;
        }
        Assert.Equal(0, wrong);
    }

    [Theory]
    [InlineData("Textbook")]
    [InlineData("SerialAdder")]
    [InlineData("Wide")]
    public void SequenceInPieces_IsTheWholeSequence(string name)
    {
        var network = ExportedNetworks.Create(name);
        using var session = Export(network);
        var inputs = ExportedNetworks.Inputs(network, 60);
        using var first = session.Run([Inputs(inputs[..21], 7, 3, network.InputBits)]);
        List<NamedOnnxValue> rest = [Inputs(inputs[21..], 13, 3, network.InputBits), NamedOnnxValue.CreateFromTensor("initial_state", first[1].AsTensor<float>())];
        if (network.FirstStateBias is not null) rest.Add(NamedOnnxValue.CreateFromTensor("is_first", new DenseTensor<float>(new float[1], [1])));
        using var second = session.Run(rest);
        using var whole = session.Run([Inputs(inputs, 20, 3, network.InputBits)]);
        Assert.Equal(whole[0].AsTensor<float>().ToArray(), first[0].AsTensor<float>().Concat(second[0].AsTensor<float>()));
        Assert.Equal(whole[1].AsTensor<float>().ToArray(), second[1].AsTensor<float>().ToArray());
    }

    [Fact]
    public void Model_SaysItsShapes()
    {
        var path = Path.Combine(_folder, "net.onnx");
        NetworkExport.Write(ThresholdNetwork.EqualSoFarOfTheTextbook, path, ExportFormat.Onnx);
        var graph = OnnxReader.Read(path);
        Assert.Equal(new TensorShape("steps", "sequences", 2), Assert.Single(graph.Inputs).Shape);
        Assert.Equal(["outputs", "final_state"], graph.Outputs.Select(output => output.Name));
        Assert.Equal(new TensorShape("steps", "sequences", 1), graph.Outputs[0].Shape);
        Assert.Equal(new TensorShape("sequences", 1), graph.Outputs[1].Shape);
        Assert.All(graph.Outputs, output => Assert.Equal(TensorType.Float32, output.ElementType));
    }

    // 2^24 + 1 is the first whole number that single precision lacks, 2^53 + 1 that double precision lacks.
    [Fact]
    public void Precision_IsAsTheSumsNeed()
    {
        byte[] Bytes(BigInteger weight)
        {
            var path = Path.Combine(_folder, "net.onnx");
            NetworkExport.Write(OfWeight(weight), path, ExportFormat.Onnx);
            return File.ReadAllBytes(path);
        }
        var small = Bytes((1 << 24) - 1).Length;
        Assert.True(Bytes(1 << 24).Length > small);
        var problem = Assert.Throws<InputException>(() => Bytes(BigInteger.One << 53)).Message;
        Assert.Contains("the sums of a unit reach 9007199254740993, but numbers above 9007199254740992 (2^53) are not exact", problem, StringComparison.Ordinal);
        using var session = Export(OfWeight((1 << 24) + 1));
        using var results = session.Run([Inputs([0, 1, 0], 3, 1, 1)]);
        Assert.Equal([0f, 1, 0], results[0].AsTensor<float>().ToArray());
    }

    private static ThresholdNetwork OfWeight(BigInteger weight) => new()
    {
        InputWeights = new Rational[,] { { new(weight, 1) } },
        StateToHidden = new Rational[1, 1],
        HiddenBias = [0],
        HiddenToState = new Rational[,] { { 2 } },
        StateToState = new Rational[1, 1],
        StateBias = [0],
        OutputBits = 1,
    };

    private InferenceSession Export(ThresholdNetwork network)
    {
        var path = Path.Combine(_folder, "net.onnx");
        NetworkExport.Write(network, path, ExportFormat.Onnx);
        // A log about inputs that may be left out is no error.
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        return new(path, options);
    }

    private static NamedOnnxValue Inputs(uint[] inputs, int steps, int sequences, int bits)
    {
        var values = new float[inputs.Length * bits];
        for (var i = 0; i < values.Length; i++) values[i] = inputs[i / bits] >> (i % bits) & 1;
        return NamedOnnxValue.CreateFromTensor("inputs", new DenseTensor<float>(values, [steps, sequences, bits]));
    }
}
