using Assay.Expression.Autoencoders;
using Assay.Expression.Matrices;

namespace Assay.Expression.Evaluation.Routes;

/// <summary>Codes of an autoencoder that is trained on the fold.</summary>
/// <param name="options">How it is built and trained.</param>
public sealed class CodesRoute(AutoencoderOptions options) : FeatureRoute
{
    /// <inheritdoc/>
    public override string Name => $"AE-{options.Code}";

    /// <inheritdoc/>
    public override bool UsesLabels => false;

    /// <inheritdoc/>
    public override Func<ExpressionMatrix, FeatureTable> Fit(TrainingFold fold, bool[] positive, ulong seed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(fold);
        var model = fold.Keep(ExpressionAutoencoder.Fit(fold.Profiles, options, seed, cancellation: cancellation));
        return profiles => FeatureTable.Of(model.Encode(profiles), options.Code);
    }
}
