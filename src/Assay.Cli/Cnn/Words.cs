using System.Globalization;
using Assay.Architecture.Bottlenecks;
using Assay.Architecture.Costs;
using Assay.Architecture.ReceptiveFields;

namespace Assay.Cli.Cnn;

/// <summary>Figures of networks in words.</summary>
internal static class Words
{
    public static string Convention(CostConvention convention) => convention == CostConvention.MultiplyAdds
        ? "MACs are multiply-adds of convolutions and matrix products; FLOPs are twice as many"
        : "MACs are multiply-adds of convolutions and matrix products; FLOPs are twice as many and all element-wise work";

    /// <summary>At least, where something was not counted.</summary>
    public static string AtLeast(CostReport costs, string figure) => costs.IsLowerBound ? $"at least {figure}" : figure;

    public static string Field(TensorField? field)
    {
        if (field is null) return "none: nothing is an image";
        var axes = field.Axes.Select(Axis).Distinct().ToList();
        return axes.Count == 1 ? axes[0] : string.Join("; ", field.Axes.Select((axis, i) => $"axis {axis.InputAxis}: {Axis(axis)}"));
    }

    /// <summary>The size alone, for tables: 211 or 211x107.</summary>
    public static string FieldSize(TensorField? field)
    {
        if (field is null) return "";
        var sizes = field.Axes.Select(axis => axis.Size is { } size ? size.ToString(CultureInfo.InvariantCulture) : axis.IsGlobal ? "all" : axis.Kind == FieldKind.Independent ? "-" : "?").ToList();
        return sizes.Distinct().Count() == 1 ? sizes[0] : string.Join('x', sizes);
    }

    public static string Cut(BottleneckCut? cut) => cut is null ? "none" : $"{Figure.Exact(cut.Elements)} elements at {string.Join(" + ", cut.Tensors.Select(tensor => tensor.Name))}";

    public static IEnumerable<string> Findings(NetworkFigures figures) =>
        figures.Bottlenecks.Findings.Select(finding => finding.ToString()).Concat(figures.Fields.Findings.Select(finding => $"Receptive field: {finding}."));

    private static string Axis(AxisField axis) => axis.ToString();
}
