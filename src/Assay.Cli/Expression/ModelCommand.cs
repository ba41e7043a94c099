using System.Diagnostics;
using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Expression.Autoencoders;
using Assay.Expression.Formats;
using Assay.Expression.Matrices;
using Assay.Expression.Preparation;
using Assay.Torch;

namespace Assay.Cli.Expression;

/// <summary>A command that puts samples through a model and writes what comes out.</summary>
/// <param name="what">What is written, for the help.</param>
internal abstract class ModelCommand(string what) : CommandDescription
{
    private readonly ModelSettings _model = new();
    private readonly DataSettings _data = new();
    private readonly TextSetting _out = new("--out", "FILE", $"{what}: .tsv or .tsv.gz.") { Required = true };

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_model.Model, _data.Data];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_out, .. _data.Reading];

    /// <summary>Whether each line is a sample.</summary>
    protected abstract bool SamplesInRows { get; }

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var clock = Stopwatch.StartNew();
        var path = _out.Value(context.Parsed)!;
        LibTorch.Threads = context.Threads;
        var (model, preparation) = ExpressionAutoencoder.Open(_model.Path(context.Parsed));
        using var kept = model;
        var data = _data.Read(context);
        var lacking = preparation.Lacking(data.Matrix);
        if (lacking > 0) context.Console.Note($"{lacking} genes of the model are not in the data; their training medians stand in.");
        var prepared = preparation.Apply(data.Matrix);
        var table = Apply(model, preparation, prepared);
        ExpressionWriter.Write(path, table, SamplesInRows, cancellation: context.Cancellation);
        context.Console.Answer(
            json =>
            {
                json.WriteNumber("samples", table.Samples);
                json.WriteNumber("columns", table.Genes);
                json.WriteNumber("lacking_genes", lacking);
                json.WriteString("file", path);
                json.WriteNumber("seconds", Math.Round(clock.Elapsed.TotalSeconds, 3));
            },
            () => context.Console.Line(string.Create(CultureInfo.InvariantCulture, $"{table.Samples:N0} samples × {table.Genes:N0} values are in {path}; {clock.Elapsed.TotalSeconds:0.0} s.")));
    }

    /// <summary>What comes out.</summary>
    /// <param name="model">The model.</param>
    /// <param name="preparation">Its preparation.</param>
    /// <param name="prepared">Prepared profiles.</param>
    protected abstract ExpressionMatrix Apply(ExpressionAutoencoder model, FittedPreparation preparation, ExpressionMatrix prepared);
}
