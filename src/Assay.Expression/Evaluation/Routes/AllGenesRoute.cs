using Assay.Expression.Matrices;

namespace Assay.Expression.Evaluation.Routes;

/// <summary>
/// All genes: a penalised linear classifier on them is the same as one on the coordinates in the space of the training profiles, which are at most n − 1
/// (the penalty keeps the weights in that space). Coordinates share one scale, so that a sample's squared length is about the number of samples' worth of features.
/// </summary>
public sealed class AllGenesRoute : FeatureRoute
{
    /// <inheritdoc/>
    public override string Name => "all genes";

    /// <inheritdoc/>
    public override bool UsesLabels => false;

    /// <inheritdoc/>
    public override bool Standardises => false;

    /// <inheritdoc/>
    public override Func<ExpressionMatrix, FeatureTable> Fit(TrainingFold fold, bool[] positive, ulong seed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(fold);
        var space = fold.Space;
        // One factor for all coordinates brings their mean variance to 1 and so the penalties to a range that fits.
        var factor = Math.Sqrt((double)fold.Profiles.Samples * space.Dimensions / space.SingularValues.Sum(value => value * value));
        return profiles =>
        {
            var coordinates = space.Coordinates(profiles);
            var values = new double[coordinates.Length];
            for (var i = 0; i < values.Length; i++) values[i] = coordinates[i] * factor;
            return new FeatureTable(values, space.Dimensions);
        };
    }
}
