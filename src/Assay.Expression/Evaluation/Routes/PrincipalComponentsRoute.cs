using Assay.Expression.Matrices;

namespace Assay.Expression.Evaluation.Routes;

/// <summary>The first principal components of the training profiles.</summary>
/// <param name="count">How many.</param>
public sealed class PrincipalComponentsRoute(int count) : FeatureRoute
{
    /// <inheritdoc/>
    public override string Name => $"PCA-{count}";

    /// <inheritdoc/>
    public override bool UsesLabels => false;

    /// <inheritdoc/>
    public override Func<ExpressionMatrix, FeatureTable> Fit(TrainingFold fold, bool[] positive, ulong seed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(fold);
        var (space, kept) = (fold.Space, Math.Min(count, fold.Space.Dimensions));
        return profiles => FeatureTable.Of(space.Coordinates(profiles, kept), kept);
    }
}
