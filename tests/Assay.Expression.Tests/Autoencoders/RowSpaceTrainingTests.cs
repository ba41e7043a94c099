using Assay.Core.Randomness;
using Assay.Expression.Autoencoders;
using Assay.Expression.Autoencoders.Internals;
using Assay.Expression.Matrices;
using Assay.Expression.RowSpaces;
using Assay.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Expression.Tests.Autoencoders;

/// <summary>Training in the row space is training on all genes, and the start at the components is the components.</summary>
[Collection("libtorch")] // random numbers of libtorch belong to the process: one class at a time
public sealed class RowSpaceTrainingTests
{
    private const int Samples = 24, Genes = 90;

    private static readonly AutoencoderOptions Options = new() { Hidden = [16, 12], Code = 4, Activation = HiddenActivation.Tanh };

    public RowSpaceTrainingTests() => LibTorch.Load();

    [Theory]
    [InlineData(0)]
    [InlineData(0.05)]
    public void GradientDescent_TakesTheSamePath(double contractive)
    {
        using var scope = NewDisposeScope();
        var profiles = Profiles();
        using var space = RowSpace.Of(profiles);
        var all = tensor(profiles.Values, Samples, Genes).to(ScalarType.Float64);
        var mean = all.mean([0]);
        var basis = linalg.svd(all - mean, fullMatrices: false).Vh.narrow(0, 0, space.Dimensions).t();              // [genes, r], in double precision
        var coordinates = (all - mean).matmul(basis);                                                               // [n, r]
        using var inside = new DenseAutoencoder(space.Dimensions, Genes, Options);
        inside.to(ScalarType.Float64);
        using var outside = new DenseAutoencoder(Genes, Genes, Options);
        outside.to(ScalarType.Float64);
        using (no_grad())
        {
            for (var i = 0; i < inside.Layers.Count; i++)
            {
                var (from, to) = (inside.Layers[i], outside.Layers[i]);
                to.weight!.copy_(i == 0 ? from.weight!.matmul(basis.t()) : i == inside.Layers.Count - 1 ? basis.matmul(from.weight!) : from.weight!);
                to.bias!.copy_(i == inside.Layers.Count - 1 ? basis.matmul(from.bias!) : from.bias!);
            }
        }
        for (var step = 0; step < 50; step++)
        {
            var (first, second) = (Step(inside, coordinates, contractive), Step(outside, all - mean, contractive));
            Assert.Equal(first, second, 1e-9 * first);
        }
        Assert.True(allclose(inside.Encode(coordinates), outside.Encode(all - mean), 1e-8, 1e-9));
        Assert.True(allclose(inside.Layers[0].weight!.matmul(basis.t()), outside.Layers[0].weight!, 1e-8, 1e-9));
    }

    [Fact]
    public void StartAtComponents_IsTheirProjection()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var profiles = Profiles();
        using var space = RowSpace.Of(profiles);
        using var network = new DenseAutoencoder(Genes, Genes, Options with { Activation = HiddenActivation.LeakyRelu });
        var deviations = tensor(space.SingularValues.Take(4).Select(value => (float)(value / Math.Sqrt(Samples))).ToArray());
        ComponentStart.Apply(network, space.Basis.narrow(1, 0, 4).t(), deviations, space.Mean);
        var input = tensor(profiles.Values, Samples, Genes);
        var expected = tensor(space.Reconstruct(profiles, 4), Samples, Genes);
        Assert.True(allclose(expected, network.call(input), 1e-4, 1e-4));
        Assert.True(allclose(ones(4), network.Encode(input).var([0], unbiased: false), 1e-3, 1e-3));
    }

    [Fact]
    public void ModelOfTheRowSpace_GivesWhatTheModelOfAllGenesGives()
    {
        var profiles = Profiles();
        var options = new AutoencoderOptions { Hidden = [16, 12], Code = 4, Epochs = 5, ValidationShare = 0 };
        using var model = ExpressionAutoencoder.Fit(profiles, options, 1);
        using var genes = model.OnAllGenes();
        Assert.True(model.IsInRowSpace && !genes.IsInRowSpace);
        Assert.Equal(model.Parameters, genes.Parameters);
        var other = new ExpressionMatrix([.. profiles.Values.Select((value, i) => value + i % 7 * 0.1f)], profiles.SampleNames, profiles.GeneNames); // outside the space
        foreach (var (mine, theirs) in model.Reconstruct(other).Zip(genes.Reconstruct(other))) Assert.Equal(mine, theirs, 1e-3f);
        foreach (var (mine, theirs) in model.Encode(other).Zip(genes.Encode(other))) Assert.Equal(mine, theirs, 1e-3f);
        foreach (var (mine, theirs) in model.Sensitivity(other).Zip(genes.Sensitivity(other))) Assert.Equal(1, mine / theirs, 1e-3f);
    }

    private static double Step(DenseAutoencoder network, Tensor input, double contractive)
    {
        foreach (var layer in network.Layers) (layer.weight!.grad, layer.bias!.grad) = (null, null);
        var before = new List<Tensor>();
        var loss = (network.Decode(network.Encode(input, before)) - input).square().sum() / (Samples * Genes);
        if (contractive > 0) loss = loss + contractive * ContractivePenalty.Of(network, before, PenaltyForm.Cheapest);
        loss.backward();
        using var quiet = no_grad();
        foreach (var layer in network.Layers)
        {
            layer.weight!.sub_(layer.weight!.grad! * 0.3);
            layer.bias!.sub_(layer.bias!.grad! * 0.3);
        }
        return loss.ToDouble();
    }

    private static ExpressionMatrix Profiles()
    {
        var random = new RandomStream(2);
        return new ExpressionMatrix([.. Enumerable.Range(0, Samples * Genes).Select(_ => (float)random.NextGaussian())], Enumerable.Range(0, Samples).Select(i => $"s{i}"), Enumerable.Range(0, Genes).Select(i => $"g{i}"));
    }
}
