using Assay.Architecture.Costs;
using Assay.Architecture.Drawing;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Core.Errors;
using Assay.Reports.Diagrams;

namespace Assay.Cli.Cnn;

/// <summary><c>assay cnn draw</c>: a network as a picture.</summary>
internal sealed class DrawCommand : CommandDescription
{
    private readonly Positional _model = new("MODEL", ModelSettings.ModelHelp);
    private readonly ModelSettings _settings = new();
    private readonly TextSetting _out = new("--out", "FILE", "The picture, .svg or .png.");
    private readonly CountSetting _columns = new("--columns", "Columns that a tall drawing is broken into.", 1, 64) { DefaultWords = "as many as keep it readable" };
    private readonly FlagSetting _all = new("--all", "A box for each operation, also for normalisation and activations.");

    /// <inheritdoc/>
    public override string Name => "draw";

    /// <inheritdoc/>
    public override string Summary => "Draw a network in layers, coloured by cost.";

    /// <inheritdoc/>
    public override string Description => "Boxes are operations, darker where they cost more; edges say the shape of what flows along them. Where a tall drawing is broken into columns, letters say where it goes on.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay cnn draw inception-v3 --out inception-v3.svg", "A picture for a browser, with tooltips.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_model];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_out, _columns, _all, .. _settings.All];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var parsed = context.Parsed;
        var file = _out.Value(parsed) ?? throw new UsageException("--out is missing: give a file that ends in .svg or .png.");
        var ending = Path.GetExtension(file).ToUpperInvariant();
        if (ending is not (".SVG" or ".PNG")) throw new UsageException($"--out {file}: a picture ends in .svg or .png.");
        var model = _model.Value(parsed);
        var costs = CostAnalysis.Of(_settings.Load(model, context), cancellationToken: context.Cancellation);
        var options = new LayoutOptions { FoldChains = !_all.Value(parsed), Columns = _columns.IsGiven(parsed) ? (int)_columns.Value(parsed) : null };
        var weights = costs.Nodes.ToDictionary(node => node.Node, node => (double)node.Macs.Substitute(_ => 224).Evaluate(new Dictionary<string, long>()));
        var layout = GraphLayout.Of(costs.Graph, weights, options, context.Cancellation);
        var diagram = NetworkDiagram.Of(layout, $"{model}: {Figure.Exact(costs.Parameters)} parameters, {Figure.Short(costs.Macs)} MACs", costs.Macs);
        if (ending == ".SVG") diagram.SaveSvg(file);
        else diagram.SavePng(file);
        context.Console.Answer(
            json =>
            {
                json.WriteString("out", file);
                json.WriteNumber("boxes", layout.Boxes.Count);
                json.WriteNumber("width", Math.Round(diagram.Width, 1));
                json.WriteNumber("height", Math.Round(diagram.Height, 1));
            },
            () => context.Console.Line($"Wrote {file}: {layout.Boxes.Count} boxes"));
    }
}
