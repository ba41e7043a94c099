using Assay.Expression.Autoencoders;
using Assay.Expression.Preparation;

namespace Assay.Expression.Fitting;

/// <summary>How an autoencoder is fitted to a cohort and tested.</summary>
public sealed record FitOptions
{
    /// <summary>How profiles are prepared, fitted on training samples.</summary>
    public PreparationOptions Preparation { get; init; } = new();

    /// <summary>The network and its training.</summary>
    public AutoencoderOptions Autoencoder { get; init; } = new();

    /// <summary>Share of the samples that is kept for the test: 200 of 1000.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>Annotation whose equal values stay on one side, as a patient; null for repeated profiles only.</summary>
    public string? GroupKey { get; init; }
}
