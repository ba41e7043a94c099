using Assay.Cli.Output;

namespace Assay.Cli.Cnn;

/// <summary>A table of several networks, with ratios to the first.</summary>
internal static class ComparisonTable
{
    public static ResultTable Of(IReadOnlyList<NetworkFigures> all)
    {
        var table = new ResultTable("network", "input", ">parameters", ">ratio", ">MACs", ">ratio", ">peak", ">ratio", ">field", ">bottleneck", ">of images");
        var first = all[0].Costs;
        foreach (var figures in all)
        {
            var costs = figures.Costs;
            table.Add(
                figures.Model,
                string.Join(", ", costs.Graph.Inputs.Select(input => input.Shape?.ToString() ?? "?")),
                Least(Figure.Exact(costs.Parameters)),
                Figure.Ratio(costs.Parameters, first.Parameters),
                Least(Figure.Short(costs.Macs)),
                Figure.Ratio(costs.Macs, first.Macs),
                Least(Figure.Bytes(costs.PeakActivationBytes)),
                Figure.Ratio(costs.PeakActivationBytes, first.PeakActivationBytes),
                Words.FieldSize(figures.Fields.Last),
                figures.Bottlenecks.Minimum is { } cut ? Figure.Exact(cut.Elements) : "",
                figures.Bottlenecks.Features is { } images ? Figure.Exact(images.Elements) : "");

            string Least(string figure) => costs.IsLowerBound ? $"≥ {figure}" : figure;
        }
        return table;
    }
}
