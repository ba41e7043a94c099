using Assay.Expression.Autoencoders;
using Assay.Expression.Autoencoders.Internals;
using Assay.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Expression.Tests.Autoencoders;

/// <summary>The contractive penalty: all exact forms against each other, against automatic differentiation and against finite differences.</summary>
[Collection("libtorch")] // random numbers of libtorch belong to the process: one class at a time
public sealed class ContractivePenaltyTests
{
    public ContractivePenaltyTests() => LibTorch.Load();

    [Theory]
    [InlineData(HiddenActivation.LeakyRelu)]
    [InlineData(HiddenActivation.Selu)]
    [InlineData(HiddenActivation.Tanh)]
    [InlineData(HiddenActivation.Sigmoid)]
    public void Forms_EqualAutomaticDifferentiation_InValueAndGradient(HiddenActivation activation)
    {
        using var scope = NewDisposeScope();
        using var network = Network(activation);
        var input = randn(6, 9, ScalarType.Float64);
        var (expected, expectedGradients) = ByAutograd(network, input);
        foreach (var form in (PenaltyForm[])[PenaltyForm.Direct, PenaltyForm.Gram, PenaltyForm.Cheapest])
        {
            var (value, gradients) = Of(network, input, form);
            Assert.Equal(expected, value, 1e-10 * expected);
            foreach (var (mine, theirs) in gradients.Zip(expectedGradients)) Assert.True(allclose(mine, theirs, 1e-8, 1e-10), form.ToString());
        }
        Assert.Equal(expected, ContractivePenalty.PerSample(network, Before(network, input)).mean().ToDouble(), 1e-10 * expected);
    }

    [Theory]
    [InlineData(HiddenActivation.Tanh)]
    [InlineData(HiddenActivation.Selu)]
    public void Gradient_EqualsFiniteDifferences(HiddenActivation activation)
    {
        const double Step = 1e-6;
        using var scope = NewDisposeScope();
        using var network = Network(activation);
        var input = randn(4, 9, ScalarType.Float64);
        var (_, gradients) = Of(network, input, PenaltyForm.Gram);
        var weight = network.Layers[1].weight!;
        using var quiet = no_grad();
        for (var i = 0; i < 5; i++)
        {
            var kept = weight[i, i].ToDouble();
            weight[i, i] = kept + Step;
            var above = ContractivePenalty.Of(network, Before(network, input), PenaltyForm.Direct).ToDouble();
            weight[i, i] = kept - Step;
            var below = ContractivePenalty.Of(network, Before(network, input), PenaltyForm.Direct).ToDouble();
            weight[i, i] = kept;
            Assert.Equal((above - below) / (2 * Step), gradients[2][i, i].ToDouble(), 1e-6);
        }
    }

    [Fact]
    public void Hutchinson_IsRightOnAverage()
    {
        using var scope = NewDisposeScope();
        using var network = Network(HiddenActivation.Tanh);
        using var quiet = no_grad();
        var before = Before(network, randn(8, 9, ScalarType.Float64));
        var exact = ContractivePenalty.Of(network, before, PenaltyForm.Direct).ToDouble();
        var mean = Enumerable.Range(0, 2000).Average(_ => ContractivePenalty.Of(network, before, PenaltyForm.Hutchinson).ToDouble());
        Assert.Equal(1, mean / exact, 0.05);
    }

    [Theory]
    [InlineData(1280, 2000, 20_000, PenaltyForm.Direct)]
    [InlineData(12_800, 2000, 20_000, PenaltyForm.Gram)]
    [InlineData(1280, 2000, 799, PenaltyForm.Direct)]
    [InlineData(1280, 100, 20_000, PenaltyForm.Gram)]
    public void CheapestForm_DependsOnTheShape(long rows, long hidden, long inputs, PenaltyForm expected) =>
        Assert.Equal(expected, ContractivePenalty.Cheapest(rows, hidden, inputs));

    private static DenseAutoencoder Network(HiddenActivation activation)
    {
        using var generator = manual_seed(3);
        var network = new DenseAutoencoder(9, 9, new AutoencoderOptions { Hidden = [8, 6], Code = 3, Activation = activation });
        network.to(ScalarType.Float64);
        foreach (var (name, parameter) in network.named_parameters())
        {
            using var quiet = no_grad();
            if (name.EndsWith("bias", StringComparison.Ordinal)) parameter.normal_(0, 0.3);
        }
        return network;
    }

    private static List<Tensor> Before(DenseAutoencoder network, Tensor input)
    {
        var before = new List<Tensor>();
        network.Encode(input, before);
        return before;
    }

    private static (double Value, Tensor[] Gradients) Of(DenseAutoencoder network, Tensor input, PenaltyForm form) =>
        Differentiated(network, ContractivePenalty.Of(network, Before(network, input), form));

    private static (double Value, Tensor[] Gradients) ByAutograd(DenseAutoencoder network, Tensor input)
    {
        var sum = zeros(1, ScalarType.Float64);
        for (var sample = 0; sample < input.shape[0]; sample++)
        {
            var x = input[sample].unsqueeze(0).detach().clone().requires_grad_();
            var code = network.Encode(x);
            for (var unit = 0; unit < code.shape[1]; unit++)
                sum = sum + autograd.grad([code[0, unit]], [x], create_graph: true, retain_graph: true)[0].square().sum();
        }
        return Differentiated(network, sum.sum() / input.shape[0]);
    }

    private static (double Value, Tensor[] Gradients) Differentiated(DenseAutoencoder network, Tensor penalty)
    {
        foreach (var layer in network.Layers) (layer.weight!.grad, layer.bias!.grad) = (null, null);
        penalty.backward();
        return (penalty.ToDouble(), [.. network.Layers.Take(network.EncoderLayers).SelectMany(layer => new[] { layer.weight!.grad ?? zeros_like(layer.weight), layer.bias!.grad ?? zeros_like(layer.bias) }).Select(gradient => gradient.clone())]);
    }
}
