using Assay.Expression.Autoencoders;
using Assay.Expression.Matrices;
using Assay.Expression.Preparation;
using Assay.Expression.RowSpaces;
using Assay.Expression.Simulation;

namespace Assay.Expression.Tests.Autoencoders;

/// <summary>Autoencoders against principal components of the same width, on cohorts of which the truth is known.</summary>
[Collection("libtorch")] // random numbers of libtorch belong to the process: one class at a time
public sealed class ExpressionAutoencoderTests(ITestOutputHelper output)
{
    private static readonly AutoencoderOptions Small = new() { Hidden = [100, 50], Code = 5, Epochs = 20 };

    [Fact]
    public void LinearData_StayWithinTwoPercentOfTheComponents()
    {
        var (error, components) = Errors(new SimulationOptions { Samples = 400, Genes = 1000, Batches = 1 }, new AutoencoderOptions { Hidden = [400, 100, 64], Epochs = 30 }, 1);
        Assert.InRange(error / components, 0.9, 1.02);
    }

    [Fact]
    public void CurvedManifold_IsFoundBeyondTheComponents()
    {
        var (error, components) = Errors(
            new SimulationOptions { Samples = 1000, Genes = 1000, Batches = 1, Programs = 60, HiddenFactors = 4, Effect = 1, Noise = 0.1, Depth = 100, TumourFraction = 0 },
            new AutoencoderOptions { Hidden = [400, 100, 64], Epochs = 40 }, 1, GeneScaling.Centre);
        Assert.True(error < 0.9 * components, $"{error} against {components}");
    }

    [Fact]
    public void SameSeed_GivesTheSameModel()
    {
        var profiles = Prepared(new SimulationOptions { Samples = 60, Genes = 80 }, 1);
        using var first = ExpressionAutoencoder.Fit(profiles, Small, 1);
        using var second = ExpressionAutoencoder.Fit(profiles, Small, 1);
        using var other = ExpressionAutoencoder.Fit(profiles, Small, 2);
        Assert.Equal(first.Encode(profiles), second.Encode(profiles));
        Assert.NotEqual(first.Encode(profiles), other.Encode(profiles));
    }

    [Fact]
    public void Codes_DoNotDependOnWhatElseIsEncoded()
    {
        var profiles = Prepared(new SimulationOptions { Samples = 60, Genes = 80 }, 1);
        using var model = ExpressionAutoencoder.Fit(profiles, Small, 1);
        var all = model.Encode(profiles);
        for (var sample = 0; sample < 60; sample += 7)
        {
            var one = model.Encode(profiles.SelectSamples([sample]));
            for (var i = 0; i < 5; i++) Assert.Equal(all[sample * 5 + i], one[i], 1e-4f);
        }
    }

    [Fact]
    public void ContractivePenalty_MakesCodesLessSensitive()
    {
        var profiles = Prepared(new SimulationOptions { Samples = 100, Genes = 80 }, 1);
        var options = Small with { ValidationShare = 0, Epochs = 30, LearningRate = 1e-3 };
        using var free = ExpressionAutoencoder.Fit(profiles, options, 1);
        using var contractive = ExpressionAutoencoder.Fit(profiles, options with { Contractive = 0.5 }, 1);
        Assert.True(contractive.Sensitivity(profiles).Average() < 0.5 * free.Sensitivity(profiles).Average());
    }

    private (double Autoencoder, double Components) Errors(SimulationOptions simulation, AutoencoderOptions options, ulong seed, GeneScaling scaling = GeneScaling.ZScore)
    {
        var matrix = ExpressionSimulator.Simulate(simulation, seed).Matrix;
        var cut = simulation.Samples * 4 / 5;
        var training = matrix.SelectSamples([.. Enumerable.Range(0, cut)]);
        var preparation = FittedPreparation.Fit(training, new PreparationOptions { Scaling = scaling });
        var (train, test) = (preparation.Apply(training), preparation.Apply(matrix.SelectSamples([.. Enumerable.Range(cut, simulation.Samples - cut)])));
        using var model = ExpressionAutoencoder.Fit(train, options, seed);
        using var space = RowSpace.Of(train);
        var (error, components) = (Mse(test.Values, model.Reconstruct(test)), Mse(test.Values, space.Reconstruct(test, options.Code)));
        output.WriteLine($"mean {Mse(test.Values, new float[test.Values.Length]):F4}, components {components:F4}, autoencoder {error:F4}, ratio {error / components:F3}, train {Mse(train.Values, model.Reconstruct(train)):F4} against {Mse(train.Values, space.Reconstruct(train, options.Code)):F4}");
        output.WriteLine($"{model.Training!.Seconds:F1} s, {model.Training.Steps} steps, best at {model.Training.Best}");
        return (error, components);
    }

    private static ExpressionMatrix Prepared(SimulationOptions options, ulong seed)
    {
        var matrix = ExpressionSimulator.Simulate(options, seed).Matrix;
        return FittedPreparation.Fit(matrix, new PreparationOptions()).Apply(matrix);
    }

    private static double Mse(float[] a, float[] b) => a.Zip(b, (x, y) => (double)(x - y) * (x - y)).Average();
}
