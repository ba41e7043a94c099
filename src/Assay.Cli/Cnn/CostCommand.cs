using System.Globalization;
using Assay.Architecture.Bottlenecks;
using Assay.Architecture.Costs;
using Assay.Architecture.Graphs;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Cli.Output;

namespace Assay.Cli.Cnn;

/// <summary><c>assay cnn cost</c>: parameters, operations, memory, receptive field and bottleneck of a network.</summary>
internal sealed class CostCommand : CommandDescription
{
    private const int FindingsShown = 3;

    private readonly Positional _model = new("MODEL", ModelSettings.ModelHelp);
    private readonly ModelSettings _settings = new();
    private readonly FlagSetting _perLayer = new("--per-layer", "Every operation with its costs.");
    private readonly ChoiceSetting<CostConvention> _convention = new("--convention", "Which operations count as FLOPs: multiply-adds alone, or element-wise work, normalisation and pooling too.", ("macs", CostConvention.MultiplyAdds), ("all", CostConvention.All));
    private readonly FlagSetting _strict = new("--strict", "Exit with 1 if an operator is not understood.");
    private readonly FlagSetting _csv = new("--csv", "The operations as comma-separated values.");
    private readonly FlagSetting _markdown = new("--markdown", "Tables for a Markdown page.");

    /// <inheritdoc/>
    public override string Name => "cost";

    /// <inheritdoc/>
    public override string Summary => "Count parameters, operations and memory; find the receptive field and the bottleneck.";

    /// <inheritdoc/>
    public override string Description => "Operators that are not understood are listed and never counted as zero without a word: the totals then say \"at least\".";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay cnn cost model.onnx --input 1x3x224x224 --per-layer", "Every operation of a file."),
        new("assay cnn cost inception-v1 --input Nx3xHxW", "Totals as formulas in N, H and W."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_model];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [.. _settings.All, _perLayer, _convention, _strict, _csv, _markdown];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var parsed = context.Parsed;
        if ((context.Console.Json ? 1 : 0) + (_csv.Value(parsed) ? 1 : 0) + (_markdown.Value(parsed) ? 1 : 0) > 1) throw new UsageException("--json, --csv and --markdown exclude each other: give one of them.");
        var model = _model.Value(parsed);
        var figures = NetworkFigures.Of(model, _settings.Load(model, context), _convention.Value(parsed), context.Cancellation);
        context.Console.Answer(
            json => FiguresJson.Write(json, figures, _perLayer.Value(parsed)),
            () => Show(context.Console, figures, parsed));
        if (!_strict.Value(parsed) || !figures.Costs.IsLowerBound) return;
        context.Console.Note($"assay: {model} has operators that are not understood ({string.Join(", ", figures.Costs.UnknownOperators.Select(unknown => unknown.Operator))}), and --strict was given");
        context.ExitCode = ExitCode.Failed;
    }

    private void Show(CommandConsole console, NetworkFigures figures, System.CommandLine.ParseResult parsed)
    {
        if (_csv.Value(parsed))
        {
            console.Show(LayerTable.Exact(figures), CsvTable.Write);
            return;
        }
        Action<ResultTable> show = _markdown.Value(parsed) ? table => console.Show(table, MarkdownTable.Write) : console.Show;
        if (_perLayer.Value(parsed))
        {
            show(LayerTable.Readable(figures));
            console.Line();
        }
        show(Totals(figures));
        if (figures.Costs.UnknownOperators.Count > 0) show(Unknown(figures.Costs));
        var findings = Words.Findings(figures).ToList();
        foreach (var finding in findings.Take(FindingsShown)) console.Line(finding);
        if (findings.Count > FindingsShown) console.Line($"… and {findings.Count - FindingsShown} more (--json lists all).");
    }

    private static ResultTable Totals(NetworkFigures figures)
    {
        var costs = figures.Costs;
        var table = new ResultTable($"{figures.Model} at {string.Join(", ", costs.Graph.Inputs.Select(input => $"{input.Shape?.ToString() ?? "?"}"))}", ">total", "");
        table.Add("parameters", Words.AtLeast(costs, Figure.Exact(costs.Parameters)), costs.Buffers > 0 ? $"and {Figure.Exact(costs.Buffers)} running statistics" : "");
        Add("MACs", costs.Macs, Figure.Short, costs.Macs.IsConstant ? Figure.Exact(costs.Macs) : "");
        Add("FLOPs", costs.Flops, Figure.Short, costs.Convention == CostConvention.All ? "twice the MACs and all element-wise work" : "twice the MACs (--convention all counts the rest)");
        Add("FLOPs of a training step", costs.TrainingFlops, Figure.Short, "forwards and backwards");
        table.Add("weights", Figure.Bytes(costs.WeightBytes), "");
        Add("activations in all", costs.ActivationBytes, Figure.Bytes, "what training keeps");
        Add("peak of activations", costs.PeakActivationBytes, Figure.Bytes, costs.PeakNode is { } peak ? $"at {peak.Label}{(costs.IsPeakOptimal ? ", in the best order of operations" : ", in the best order found")}" : "");
        table.Add("FLOPs per byte", costs.ArithmeticIntensity?.ToString("0.0", CultureInfo.InvariantCulture) ?? "", "of weights and activations, each moved once");
        table.Add("receptive field", Words.FieldSize(figures.Fields.Last), figures.Fields.Last is { } last ? $"{Words.Field(last)}, at {last.Tensor.Name}" : Words.Field(null));
        AddCut("bottleneck", figures.Bottlenecks.Minimum);
        AddCut("bottleneck of images", figures.Bottlenecks.Features);
        return table;

        // A formula stands behind what it explains: in a column of its own it would push everything else off the screen.
        void Add(string what, Dimension value, Func<Dimension, string> format, string note) =>
            table.Add(what, value.IsConstant ? Words.AtLeast(costs, format(value)) : "", value.IsConstant ? note : Words.AtLeast(costs, format(value)));

        void AddCut(string what, BottleneckCut? cut) => table.Add(what, cut?.Elements.IsConstant == true ? Figure.Exact(cut.Elements) : "", Words.Cut(cut));
    }

    private static ResultTable Unknown(CostReport costs)
    {
        var table = new ResultTable("not understood and not counted", ">operations", ">share of activations that they touch");
        foreach (var unknown in costs.UnknownOperators) table.Add(unknown.Operator, $"{unknown.Count}", unknown.TensorShare.ToString("0.0 %", CultureInfo.InvariantCulture));
        if (costs.UncountedNodes > 0) table.Add("behind them, without a shape", $"{costs.UncountedNodes}", "");
        return table;
    }
}
