using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Expression.Preparation;

namespace Assay.Cli.Expression;

/// <summary><c>assay expression inspect</c>: what is in this file, and what will be done with it.</summary>
internal sealed class InspectCommand : CommandDescription
{
    private readonly DataSettings _data = new();
    private readonly PreparationSettings _preparation = new();

    /// <inheritdoc/>
    public override string Name => "inspect";

    /// <inheritdoc/>
    public override string Summary => "Say what is in a file of expression data, and what will be done with it.";

    /// <inheritdoc/>
    public override string Description => "Format, orientation, scale, missing values, duplicates, annotations and classes, as they were detected, and the preparation that follows from them.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay expression inspect prostate.tsv.gz", "Raw Affymetrix values are found, to be floored and logged.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_data.Data];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [.. _data.All, .. _preparation.All];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var data = _data.Read(context);
        var labels = _data.Labels(context.Parsed, data.Matrix);
        var preparation = FittedPreparation.Fit(data.Matrix, _preparation.Options(context.Parsed));
        context.Console.Answer(
            json =>
            {
                json.WriteString("format", data.Format.ToString());
                json.WriteString("orientation", data.Orientation.ToString());
                json.WriteNumber("samples", data.Matrix.Samples);
                json.WriteNumber("genes", data.Matrix.Genes);
                json.WriteString("scale", data.Values.Scale.ToString());
                json.WriteNumber("minimum", data.Values.Minimum);
                json.WriteNumber("maximum", data.Values.Maximum);
                json.WriteNumber("missing", data.Values.Missing);
                json.WriteNumber("genes_used", preparation.Genes.Length);
                json.WriteString("logarithm", preparation.Logarithm.ToString());
                if (labels is not null)
                {
                    json.WriteString("labels", labels.Source);
                    json.WriteStartObject("classes");
                    for (var i = 0; i < labels.Classes.Length; i++) json.WriteNumber(labels.Classes[i], labels.Count(i));
                    json.WriteEndObject();
                    json.WriteString("positive", labels.Classes[labels.Positive]);
                }
                json.WriteStartArray("annotations");
                foreach (var key in data.Matrix.SampleAnnotations.Keys) json.WriteStringValue(key);
                json.WriteEndArray();
                json.WriteStartArray("statements");
                foreach (var statement in data.Statements.Concat(preparation.Describe())) json.WriteStringValue(statement);
                json.WriteEndArray();
            },
            () =>
            {
                foreach (var statement in data.Statements) context.Console.Line(statement);
                foreach (var (key, values) in data.Matrix.SampleAnnotations)
                {
                    var distinct = values.Where(value => value is not null).Distinct(StringComparer.Ordinal).ToArray();
                    context.Console.Line(string.Create(CultureInfo.InvariantCulture, $"Annotation '{key}': {distinct.Length} values ({string.Join(", ", distinct.Take(4))}{(distinct.Length > 4 ? ", …" : "")})."));
                }
                context.Console.Line(labels is null ? "Classes: none were found; name them with --labels." : $"Classes: {labels.Describe()}, from {labels.Source}.");
                context.Console.Line();
                context.Console.Line("What will be done:");
                foreach (var statement in preparation.Describe()) context.Console.Line($"  {statement}");
            });
    }
}
