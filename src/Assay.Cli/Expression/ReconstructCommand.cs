using Assay.Cli.Conventions;
using Assay.Expression.Autoencoders;
using Assay.Expression.Matrices;
using Assay.Expression.Preparation;

namespace Assay.Cli.Expression;

/// <summary><c>assay expression reconstruct</c>.</summary>
internal sealed class ReconstructCommand() : ModelCommand("Profiles, genes in rows")
{
    /// <inheritdoc/>
    public override string Name => "reconstruct";

    /// <inheritdoc/>
    public override string Summary => "Give samples back as the model sees them, without what it takes for noise.";

    /// <inheritdoc/>
    public override string Description => "On the scale of the prepared values before scaling: log2 where a logarithm was taken. Genes in rows.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay expression reconstruct runs/cohort new.tsv.gz --out denoised.tsv.gz", "Genes in rows.")];

    /// <inheritdoc/>
    protected override bool SamplesInRows => false;

    /// <inheritdoc/>
    protected override ExpressionMatrix Apply(ExpressionAutoencoder model, FittedPreparation preparation, ExpressionMatrix prepared)
    {
        var values = model.Reconstruct(prepared);
        preparation.Unscale(values);
        return prepared.WithValues(values);
    }
}
