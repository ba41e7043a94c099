using Assay.Cli.Conventions;
using Assay.Expression.Autoencoders;
using Assay.Expression.Matrices;
using Assay.Expression.Preparation;

namespace Assay.Cli.Expression;

/// <summary><c>assay expression encode</c>.</summary>
internal sealed class EncodeCommand() : ModelCommand("Codes, samples in rows")
{
    /// <inheritdoc/>
    public override string Name => "encode";

    /// <inheritdoc/>
    public override string Summary => "Give the codes of samples as a table.";

    /// <inheritdoc/>
    public override string Description => "Profiles are prepared as the model's training samples were, genes matched by name; one line for each sample.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay expression encode runs/cohort new.tsv.gz --out codes.tsv", "One line for each sample.")];

    /// <inheritdoc/>
    protected override bool SamplesInRows => true;

    /// <inheritdoc/>
    protected override ExpressionMatrix Apply(ExpressionAutoencoder model, FittedPreparation preparation, ExpressionMatrix prepared) =>
        new(model.Encode(prepared), prepared.SampleNames, Enumerable.Range(1, model.Options.Code).Select(unit => $"code{unit}"), prepared.SampleAnnotations);
}
