using Assay.Core.Safetensors;
using Assay.Torch.Optimisers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Assay.Torch.Tests.Optimisers;

[Collection("libtorch")]
public sealed class OptimiserTests
{
    private const int Steps = 20;

    public OptimiserTests() => LibTorch.Load();

    public static TheoryData<double, bool, double> SgdCases => new() { { 0, false, 0 }, { 0.9, false, 0 }, { 0.9, true, 0.01 }, { 0, false, 0.1 } };

    [Theory]
    [MemberData(nameof(SgdCases))]
    public void Sgd_EqualsTorchs(double momentum, bool nesterov, double decay)
    {
        foreach (var type in (ScalarType[])[ScalarType.Float32, ScalarType.Float64])
        {
            AssertSame(type, null, null,
                parameters => new FusedSgd(parameters, new SgdOptions { LearningRate = 0.05, Momentum = momentum, Nesterov = nesterov, WeightDecay = decay }),
                parameters => optim.SGD(parameters, 0.05, momentum, 0, decay, nesterov));
        }
    }

    [Theory]
    [InlineData(0, null, null)]
    [InlineData(0.1, null, null)]
    [InlineData(0, 0.5, null)]
    [InlineData(0, null, 0.01)]
    [InlineData(0.1, 0.5, 0.2)]
    public void Adam_EqualsTorchs(double decay, double? norm, double? value)
    {
        foreach (var type in (ScalarType[])[ScalarType.Float32, ScalarType.Float64])
        {
            AssertSame(type, norm, value,
                parameters => new FusedAdam(parameters, new AdamOptions { LearningRate = 0.01, FirstDecay = 0.8, SecondDecay = 0.95, WeightDecay = decay }),
                parameters => optim.Adam(parameters, 0.01, 0.8, 0.95, 1e-8, decay));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    public void AdamW_EqualsTorchs(double decay)
    {
        foreach (var type in (ScalarType[])[ScalarType.Float32, ScalarType.Float64])
        {
            AssertSame(type, null, null,
                parameters => new FusedAdam(parameters, new AdamOptions { LearningRate = 0.01, WeightDecay = decay, DecoupledWeightDecay = true }),
                parameters => optim.AdamW(parameters, 0.01, 0.9, 0.999, 1e-8, decay));
        }
    }

    [Fact]
    public void GradientThatIsAView_IsUsedAsItStands()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(zeros(2, 3));
        using var sgd = new FusedSgd([("w", parameter)], new SgdOptions { LearningRate = 1 });
        parameter.grad = arange(6, float32).reshape(3, 2).t(); // [2, 3], not contiguous
        sgd.Step();
        Assert.Equal([0, -2, -4, -1, -3, -5], parameter.data<float>().ToArray());
    }

    [Fact]
    public void ParameterWithoutGradient_StandsStill()
    {
        using var scope = NewDisposeScope();
        var (moving, still) = (new Parameter(ones(3)), new Parameter(ones(3)));
        using var adam = new FusedAdam([("moving", moving), ("still", still)], new AdamOptions { WeightDecay = 0.5 });
        moving.sum().backward();
        adam.Step();
        Assert.NotEqual(1, moving.data<float>()[0]);
        Assert.Equal([1, 1, 1], still.data<float>().ToArray());
        adam.ZeroGradients();
        Assert.Null(moving.grad);
    }

    [Fact]
    public void TiedWeights_StepOnce()
    {
        using var scope = NewDisposeScope();
        var tied = new Parameter(ones(3));
        using var sgd = new FusedSgd([("in", tied), ("out", tied)], new SgdOptions { LearningRate = 1 });
        tied.sum().backward();
        sgd.Step();
        Assert.Equal([0, 0, 0], tied.data<float>().ToArray());
        Assert.Equal(3, sgd.Elements);
    }

    [Fact]
    public void NormThatIsNotFinite_ChangesNothing()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(ones(3));
        using var sgd = new FusedSgd([("w", parameter)], new SgdOptions { LearningRate = 1 }) { Clipping = new() { Norm = 1 } };
        parameter.grad = tensor(new float[] { 1, float.PositiveInfinity, 2 });
        Assert.Equal(double.PositiveInfinity, sgd.Step());
        Assert.Equal([1, 1, 1], parameter.data<float>().ToArray());
    }

    [Fact]
    public void Norm_IsThatBeforeClipping()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(zeros(2));
        using var sgd = new FusedSgd([("w", parameter)], new SgdOptions { LearningRate = 1 }) { Clipping = new() { Norm = 1 } };
        parameter.grad = tensor(new float[] { 3, 4 });
        Assert.Equal(5, sgd.Step(), 12);
        Assert.Equal(-0.6f, parameter.data<float>()[0], 6);
    }

    [Fact]
    public void ManyThreads_GiveTheSameBits()
    {
        var before = LibTorch.Threads;
        try
        {
            LibTorch.Threads = 1;
            var one = Run();
            LibTorch.Threads = 3;
            Assert.Equal(one, Run());
        }
        finally
        {
            LibTorch.Threads = before;
        }

        static float[] Run()
        {
            using var scope = NewDisposeScope();
            using var seeded = manual_seed(4);
            var parameter = new Parameter(randn(300_001));
            using var adam = new FusedAdam([("w", parameter)], new AdamOptions()) { Clipping = new() { Norm = 1 } };
            for (var step = 0; step < 3; step++)
            {
                parameter.grad = randn(300_001);
                adam.Step();
            }
            return parameter.data<float>().ToArray();
        }
    }

    [Fact]
    public void RestoredState_GoesOnTheSame()
    {
        using var scratch = new ScratchFolder();
        using var scope = NewDisposeScope();
        var (first, second) = (new Parameter(ones(70)), new Parameter(ones(70)));
        using var adam = new FusedAdam([("w", first)], new AdamOptions());
        using var other = new FusedAdam([("w", second)], new AdamOptions());
        first.grad = randn(70);
        adam.Step();
        SafetensorsWriter.Write(scratch.File("state"), [.. adam.State()]);
        using (var file = SafetensorsFile.Open(scratch.File("state"))) other.Restore(file);
        using (no_grad()) second.copy_(first);
        second.grad = first.grad = randn(70);
        adam.Step();
        other.Step();
        Assert.Equal(first.data<float>().ToArray(), second.data<float>().ToArray());
    }

    [Fact]
    public void WrongCalls_AreRefused()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(ones(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FusedAdam([("w", parameter)], new AdamOptions { FirstDecay = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FusedAdam([("w", parameter)], new AdamOptions { SecondDecay = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FusedAdam([("w", parameter)], new AdamOptions { Epsilon = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FusedSgd([("w", parameter)], new SgdOptions { Momentum = -1 }));
        Assert.Throws<ArgumentException>(() => new FusedSgd([("w", parameter)], new SgdOptions { Nesterov = true }));
        Assert.Throws<ArgumentException>(() => new FusedSgd([], new SgdOptions()));
        Assert.Throws<ArgumentException>(() => new FusedSgd([("w", new Parameter(ones(3, float16)))], new SgdOptions()));
        Assert.Throws<ArgumentException>(() => new FusedSgd([("w", parameter), ("v", new Parameter(ones(3, float64)))], new SgdOptions()));
        using var sgd = new FusedSgd([("w", parameter)], new SgdOptions());
        Assert.Throws<ArgumentOutOfRangeException>(() => sgd.Clipping = new() { Norm = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => sgd.Clipping = new() { Value = double.NaN });
    }

    // Sizes around the width of vectors and the length of a piece.
    private static void AssertSame(ScalarType type, double? norm, double? value, Func<(string, Parameter)[], Optimiser> ours, Func<Parameter[], optim.Optimizer> theirs)
    {
        using var scope = NewDisposeScope();
        using var seeded = manual_seed(1);
        foreach (var size in (long[])[1, 7, 8, 33, 40_000])
        {
            Tensor[] start = [randn(size, dtype: type), randn(3, 5, dtype: type)];
            var mine = start.Select(values => new Parameter(values.clone())).ToArray();
            var peers = start.Select(values => new Parameter(values.clone())).ToArray();
            using var optimiser = ours([.. mine.Select((parameter, i) => ($"p{i}", parameter))]);
            optimiser.Clipping = new GradientClipping { Norm = norm, Value = value };
            using var peer = theirs(peers);
            for (var step = 0; step < Steps; step++)
            {
                for (var i = 0; i < mine.Length; i++)
                {
                    var gradient = randn(mine[i].shape, dtype: type);
                    mine[i].grad = gradient;
                    peers[i].grad = gradient.clone();
                }
                if (norm is { } limit) nn.utils.clip_grad_norm_(peers, limit);
                if (value is { } bound) nn.utils.clip_grad_value_(peers, bound);
                optimiser.Step();
                peer.step();
            }
            foreach (var (mineOne, theirOne) in mine.Zip(peers))
            {
                var distance = (mineOne - theirOne).abs().max().to(float64).item<double>();
                Assert.InRange(distance, 0, type == ScalarType.Float32 ? 1e-6 * Math.Max(1, theirOne.abs().max().to(float64).item<double>()) : 1e-12);
            }
        }
    }
}
