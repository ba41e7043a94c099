using Assay.Torch.Layers;
using Assay.Torch.Optimisers;
using Assay.Torch.Probes;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Torch.Tests.Probes;

[Collection("libtorch")]
public sealed class ModelProbeTests
{
    [Fact]
    public void GradientNorms_AreThoseOfFiniteDifferences()
    {
        LibTorch.Load();
        using var scope = NewDisposeScope();
        using var seeded = manual_seed(4);
        using var model = nn.Sequential(("first", nn.Linear(5, 7)), ("units", new ActivationLayer(ActivationKind.Tanh)), ("second", nn.Linear(7, 3))).to(ScalarType.Float64);
        var (inputs, targets) = (randn(9, 5, dtype: ScalarType.Float64), randn(9, 3, dtype: ScalarType.Float64));
        using var probe = new ModelProbe(model);
        probe.Begin();
        var loss = Loss();
        loss.backward();
        probe.ReadGradients();
        var reading = probe.Finish(3, loss.item<double>());

        Assert.Equal(["first", "units", "second"], reading.Layers.Select(layer => layer.Name));
        Assert.Equal([false, false, true], reading.Layers.Select(layer => layer.IsOutput));
        foreach (var (name, parameter) in model.named_parameters())
        {
            var squares = 0.0;
            using var quiet = no_grad();
            var flat = parameter.view(-1);
            for (var i = 0; i < flat.shape[0]; i++)
            {
                const double Step = 1e-6;
                var value = flat[i].item<double>();
                flat[i] = value + Step;
                var above = Loss().item<double>();
                flat[i] = value - Step;
                var below = Loss().item<double>();
                flat[i] = value;
                squares += Math.Pow((above - below) / (2 * Step), 2);
            }
            Assert.Equal(Math.Sqrt(squares), reading.Parameters.Single(one => one.Name == name).GradientNorm, 1e-7);
        }

        Tensor Loss() => (model.call(inputs) - targets).square().mean();
    }

    [Fact]
    public void Activations_AreCountedByHand()
    {
        LibTorch.Load();
        using var scope = NewDisposeScope();
        using var model = nn.Sequential(("relu", nn.ReLU()), ("tanh", new ActivationLayer(ActivationKind.Tanh)));
        using var probe = new ModelProbe(model);
        var input = tensor(new float[] { -1, 2, 0.1f, 3, -2, 5, 0.2f, 3 }, 2, 4); // unit 0 is never positive, unit 3 is the same for both

        var reading = probe.Look(() => model.call(input));

        var (relu, tanh) = (reading.Layers[0], reading.Layers[1]);
        Assert.Equal((4, 2, 0.25, 0.0), (relu.Units, relu.Samples, relu.DeadShare, relu.SaturatedShare));
        Assert.Equal((0.0, 5.0), (relu.Minimum, relu.Maximum));
        Assert.Equal((0 + 2 + 0.1 + 3 + 0 + 5 + 0.2 + 3) / 8, relu.Mean, 1e-6);
        // Deviations over samples: 0, 1.5, 0.05, 0.
        Assert.Equal(Math.Sqrt((1.5 * 1.5 + 0.05 * 0.05) / 4) / Math.Sqrt((4 + 0.01 + 9 + 25 + 0.04 + 9) / 8), relu.Variation, 1e-6);
        // tanh of 3 and 5 has a slope below a twentieth, of 2 (0.07) not.
        Assert.Equal(3 / 8.0, tanh.SaturatedShare);
        Assert.True(tanh.IsOutput);
    }

    [Fact]
    public void UpdateRatio_IsThatOfTheStep_AndImagesHaveChannelsAsUnits()
    {
        LibTorch.Load();
        using var scope = NewDisposeScope();
        using var seeded = manual_seed(4);
        using var model = nn.Sequential(("conv", nn.Conv2d(3, 6, 3)), ("relu", nn.ReLU()));
        using var sgd = new FusedSgd(model.named_parameters(), new SgdOptions { LearningRate = 0.5 });
        using var probe = new ModelProbe(model);
        probe.Begin();
        var loss = model.call(randn(4, 3, 8, 8)).square().mean();
        loss.backward();
        probe.ReadGradients();
        sgd.Step();
        var reading = probe.Finish(0, loss.item<float>());

        Assert.Equal(6, reading.Layers[0].Units);
        var weight = reading.Parameters.Single(parameter => parameter.Name.EndsWith("weight", StringComparison.Ordinal));
        Assert.Equal(0.5 * weight.GradientNorm / weight.WeightNorm, weight.UpdateRatio, 1e-5);
        Assert.True(weight.IsMatrix);
    }

    [Fact]
    public void DisposedProbe_SeesNothing()
    {
        LibTorch.Load();
        using var scope = NewDisposeScope();
        using var model = nn.Sequential(("a", nn.Linear(2, 2)));
        var probe = new ModelProbe(model);
        probe.Dispose();

        Assert.Empty(probe.Look(() => model.call(randn(3, 2))).Layers);
    }
}
