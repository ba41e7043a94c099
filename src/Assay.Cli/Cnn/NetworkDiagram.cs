using Assay.Architecture.Drawing;
using Assay.Architecture.Graphs;
using Assay.Reports.Diagrams;

namespace Assay.Cli.Cnn;

/// <summary>Makes a picture of a layout.</summary>
internal static class NetworkDiagram
{
    public static Diagram Of(GraphLayout layout, string title, Dimension total)
    {
        var diagram = new Diagram(title, layout.Width, layout.Height) { Legend = total == Dimension.Zero ? "" : "darker boxes need more multiply-adds" };
        foreach (var box in layout.Boxes) diagram.Boxes.Add(new(box.X, box.Y, box.Width, box.Height, box.Lines, box.Tooltip, box.Weight));
        foreach (var edge in layout.Edges) diagram.Paths.Add(new(edge.Points, edge.Label, edge.LabelX, edge.LabelY, edge.StartMark, edge.EndMark));
        return diagram;
    }
}
