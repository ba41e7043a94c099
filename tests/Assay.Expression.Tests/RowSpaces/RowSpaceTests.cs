using Assay.Core.Memory;
using Assay.Core.Projections;
using Assay.Core.Randomness;
using Assay.Expression.Matrices;
using Assay.Expression.RowSpaces;

namespace Assay.Expression.Tests.RowSpaces;

/// <summary>The space of the training profiles: it holds them exactly, and its first coordinates are principal components.</summary>
public sealed class RowSpaceTests
{
    private static readonly ExpressionMatrix Profiles = Random(30, 200);

    [Fact]
    public void Space_HoldsTheTrainingProfiles()
    {
        using var space = RowSpace.Of(Profiles);
        Assert.Equal(29, space.Dimensions);
        var back = space.Reconstruct(Profiles, space.Dimensions);
        for (var i = 0; i < back.Length; i++) Assert.Equal(Profiles.Values[i], back[i], 1e-4f);
    }

    [Fact]
    public void FirstCoordinates_ArePrincipalComponents()
    {
        using var space = RowSpace.Of(Profiles);
        using var matrix = new NativeMatrix(30, 200);
        for (var sample = 0; sample < 30; sample++) Profiles.Row(sample).CopyTo(matrix.Row(sample));
        var components = PrincipalComponents.Fit(matrix, 5);
        using var expected = components.Project(matrix);
        var coordinates = space.Coordinates(Profiles, 5);
        for (var component = 0; component < 5; component++)
        {
            Assert.Equal(components.Variances[component], space.SingularValues[component] * space.SingularValues[component] / 29, 1e-3 * components.Variances[component]);
            for (var sample = 0; sample < 30; sample++) Assert.Equal(Math.Abs(expected.Row(sample)[component]), Math.Abs(coordinates[sample * 5 + component]), 1e-2f);
        }
    }

    [Fact]
    public void RepeatedProfiles_GiveFewerDimensions()
    {
        var doubled = new ExpressionMatrix([.. Profiles.Values, .. Profiles.Values], Enumerable.Range(0, 60).Select(i => $"s{i}"), Profiles.GeneNames);
        using var space = RowSpace.Of(doubled);
        Assert.Equal(29, space.Dimensions);
    }

    private static ExpressionMatrix Random(int samples, int genes)
    {
        var random = new RandomStream(5);
        return new ExpressionMatrix([.. Enumerable.Range(0, samples * genes).Select(i => (float)(random.NextGaussian() * (1 + i % genes % 5)))], Enumerable.Range(0, samples).Select(i => $"s{i}"), Enumerable.Range(0, genes).Select(i => $"g{i}"));
    }
}
