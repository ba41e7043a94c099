using System.Globalization;
using Assay.Architecture.Bottlenecks;
using Assay.Architecture.Costs;
using Assay.Architecture.Graphs;
using Assay.Architecture.Networks;
using Assay.Architecture.Rewrites;
using Assay.Cli.Cnn;
using Assay.Cli.Conventions;
using Assay.Cli.Output;
using Assay.Reports;

namespace Assay.Cli.Tour;

/// <summary>The Inception module and its factorisations, and the three grid reductions; every figure computed.</summary>
internal sealed class CnnSection : ITourSection
{
    /// <inheritdoc/>
    public string Title => "Convolutional networks";

    /// <inheritdoc/>
    public IReadOnlyList<TourResult> Run(CommandContext context, string directory, Report report)
    {
        var module = NetworkCatalog.Create("inception-module");
        NetworkFigures[] modules =
        [
            Figures("original module", module, context),
            Figures("naive (no 1x1)", NetworkCatalog.Create("inception-module-naive"), context),
            Figures("5x5 as two 3x3", Rewritten(module, RewriteRule.TwoThreeByThree), context),
            Figures("3x3 as two 2x2", Rewritten(module, RewriteRule.TwoTwoByTwo), context),
            Figures("n x n as 1 x n, n x 1", Rewritten(module, RewriteRule.Asymmetric), context),
        ];
        NetworkFigures[] reductions =
        [
            Figures("pool first", NetworkCatalog.Create("grid-reduction-pool-first"), context),
            Figures("inception first", NetworkCatalog.Create("grid-reduction-inception-first"), context),
            Figures("side by side", NetworkCatalog.Create("grid-reduction-parallel"), context),
        ];
        var network = Figures("inception-v3", NetworkCatalog.Create("inception-v3"), context);
        var section = report.Section(Title).Text(
            "Module 3a of GoogLeNet (192 channels of 28 × 28) and its factorisations, then the three ways to halve a grid of 35 × 35 × 320. "
            + "Parameters and multiply-adds are counted, receptive fields and the narrowest cut through the activations are computed on the graphs.");
        Show(context.Console, section, "The Inception module and its factorisations", modules);
        Show(context.Console, section, "Three ways to halve the grid", reductions);
        var finding = reductions[0].Bottlenecks.Findings[0];
        context.Console.Line(finding.ToString());
        context.Console.Line();
        section.Text(finding.ToString());
        return
        [
            new("cnn_parameters", "parameters of Inception v3", network.Costs.Parameters, Figure.Exact(network.Costs.Parameters)),
            new("cnn_macs", "multiply-adds of Inception v3", Value(network.Costs.Macs), Figure.Short(network.Costs.Macs)),
            Ratio("two_3x3_macs_ratio", "module with two 3x3, multiply-adds", modules[2], modules[0]),
            Ratio("parallel_macs_ratio", "grid reduction side by side by pool first", reductions[2], reductions[0]),
        ];
    }

    private static NetworkFigures Figures(string name, Graph graph, CommandContext context) => NetworkFigures.Of(name, graph, CostConvention.MultiplyAdds, context.Cancellation);

    private static Graph Rewritten(Graph graph, RewriteRule rule) => GraphRewriter.Apply(graph, rule).After;

    private static void Show(CommandConsole console, ReportSection section, string title, NetworkFigures[] all)
    {
        var table = new ReportTable(title, "variant", "parameters", "multiply-adds", "ratio", "peak memory", "field", "narrowest cut", "bottlenecks");
        var shown = new ResultTable("variant", ">parameters", ">MACs", ">ratio", ">peak", ">field", ">narrowest cut", ">bottlenecks") { Title = title };
        foreach (var figures in all)
        {
            string[] cells =
            [
                figures.Model,
                Figure.Exact(figures.Costs.Parameters),
                Figure.Short(figures.Costs.Macs),
                Figure.Ratio(figures.Costs.Macs, all[0].Costs.Macs),
                Figure.Bytes(figures.Costs.PeakActivationBytes),
                Words.FieldSize(figures.Fields.Last),
                figures.Bottlenecks.Minimum is { } cut ? Figure.Exact(cut.Elements) : "",
                $"{figures.Bottlenecks.Findings.Count}",
            ];
            table.Row(cells);
            shown.Add(cells);
        }
        console.Show(shown);
        console.Line();
        section.Table(table);
    }

    private static TourResult Ratio(string name, string label, NetworkFigures after, NetworkFigures before)
    {
        var ratio = Value(after.Costs.Macs) / Value(before.Costs.Macs);
        return new(name, label, ratio, ratio.ToString("0.000x", CultureInfo.InvariantCulture));
    }

    private static double Value(Dimension value) => value.Evaluate(new Dictionary<string, long>());
}
