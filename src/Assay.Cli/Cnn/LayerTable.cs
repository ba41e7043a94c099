using Assay.Architecture.Costs;
using Assay.Cli.Output;

namespace Assay.Cli.Cnn;

/// <summary>A table of all operations.</summary>
internal static class LayerTable
{
    /// <summary>For readers: what costs nothing has empty cells.</summary>
    public static ResultTable Readable(NetworkFigures figures)
    {
        var costs = figures.Costs;
        var table = new ResultTable("operation", "operator", "output", ">parameters", ">MACs", ">share", ">FLOPs", ">activations", ">field");
        foreach (var layer in costs.Nodes)
            table.Add(
                layer.Node.Label + (layer.IsTrainingOnly ? " (training)" : ""),
                layer.Node.Operator,
                Output(layer),
                layer.Parameters == 0 ? "" : Figure.Exact(layer.Parameters),
                !layer.IsCounted ? "?" : layer.Macs == 0 ? "" : Figure.Short(layer.Macs),
                layer.Macs == 0 ? "" : Figure.Share(layer.Macs, costs.Macs),
                !layer.IsCounted ? "?" : layer.Flops == 0 ? "" : Figure.Short(layer.Flops),
                layer.ActivationBytes == 0 ? "" : Figure.Bytes(layer.ActivationBytes),
                layer.Node.Outputs.Count > 0 ? Words.FieldSize(figures.Fields.Of(layer.Node.Outputs[0])) : "");
        return table;
    }

    /// <summary>For programs: exact numbers.</summary>
    public static ResultTable Exact(NetworkFigures figures)
    {
        var table = new ResultTable("name", "op", "output", "parameters", "buffers", "macs", "flops", "weight_bytes", "activation_bytes", "receptive_field", "counted");
        foreach (var layer in figures.Costs.Nodes)
            table.Add(layer.Node.Label, layer.Node.Operator, Output(layer), $"{layer.Parameters}", $"{layer.Buffers}", $"{layer.Macs}", $"{layer.Flops}", $"{layer.WeightBytes}", $"{layer.ActivationBytes}",
                layer.Node.Outputs.Count > 0 ? Words.FieldSize(figures.Fields.Of(layer.Node.Outputs[0])) : "", layer.IsCounted ? "true" : "false");
        return table;
    }

    private static string Output(NodeCost layer) => layer.Node.Outputs.Count == 0 ? "" : layer.Node.Outputs[0].Shape?.ToString() ?? "?";
}
