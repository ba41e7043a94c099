using Assay.Core.Claims;
using Assay.Expression.Claims.Internals;
using Assay.Expression.Matrices;

namespace Assay.Expression.Tests.Claims;

/// <summary>The claims are computed; what they measure is in the range that the theory gives.</summary>
[Collection("libtorch")] // random numbers of libtorch belong to the process: one class at a time
public sealed class ExpressionClaimsTests
{
    [Fact]
    public void StuckLoss_HasAFloor_AndTwoFaults()
    {
        var result = Compute("stuck-loss");
        Assert.Equal(ClaimVerdict.False, result.Verdict);
        var (floor, described) = (Value(result, "floor"), Value(result, "test error, as described"));
        Assert.True(floor > 1 && described > 0.9 * floor);
        Assert.InRange(Value(result, "test error, targets scaled"), 0.9, 1.1);
        Assert.InRange(Value(result, "test error, linear output"), 0.9, 1.1);
        Assert.True(Value(result, "test error, that, started at the components") < 0.5);
    }

    [Fact]
    public void LowError_IsReachedByTheMean()
    {
        var result = Compute("low-error");
        Assert.Equal(ClaimVerdict.False, result.Verdict);
        Assert.InRange(Value(result, "test error of predicting the mean"), 0, 0.1);
    }

    [Fact]
    public void Compressible_FailsForShuffledGenes()
    {
        var result = Compute("compressible");
        Assert.Equal(ClaimVerdict.HoldsOnlyIf, result.Verdict);
        Assert.True(Value(result, "test error of 20 components, each gene shuffled") > 0.9);
        Assert.True(Value(result, "test error of a code of 20, a curved manifold") < 0.9 * Value(result, "test error of 20 components, a curved manifold"));
    }

    [Fact]
    public void JumpyCodes_AreCalmedByTheContractivePenalty()
    {
        var result = Compute("jumpy-codes");
        Assert.True(Value(result, "‖∂h/∂x‖², contractive 1") < Value(result, "‖∂h/∂x‖², contractive 0.01"));
        Assert.True(Value(result, "‖∂h/∂x‖², contractive 0.01") < Value(result, "‖∂h/∂x‖², no penalty"));
        Assert.True(Value(result, "‖∂h/∂x‖², collapsed") < 1e-6);
    }

    [Fact]
    public void Shuffling_KeepsTheValuesOfEachGene()
    {
        var cohort = new ExpressionMatrix([1, 5, 2, 6, 3, 7, 4, 8], ["a", "b", "c", "d"], ["g", "h"]);
        var shuffled = ClaimCohort.Shuffled(cohort, 3);
        var column = new float[4];
        shuffled.CopyGene(1, column);
        Assert.Equal([5f, 6f, 7f, 8f], column.Order());
        Assert.NotEqual(cohort.Values, shuffled.Values);
    }

    private static ClaimResult Compute(string name) =>
        ExpressionClaims.All.Single(claim => claim.Name == name).Compute(new ClaimSettings { Quick = true, Threads = 2 }, null, TestContext.Current.CancellationToken);

    private static double Value(ClaimResult result, string beginning) => result.Evidence.First(evidence => evidence.Quantity.StartsWith(beginning, StringComparison.Ordinal)).Value;
}
