using Assay.Architecture.Graphs;

namespace Assay.Architecture.Drawing;

/// <summary>A box of a drawing: one operation, or several that follow each other without a branch.</summary>
/// <param name="Nodes">The operations; none for an input of the network.</param>
/// <param name="Lines">What stands in it, from top to bottom; the first line is the title.</param>
/// <param name="Tooltip">All that is known, for the reader's pointer.</param>
/// <param name="Weight">Its share of what the colours show, from 0 to 1.</param>
public sealed record LayoutBox(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<string> Lines, string Tooltip, double Weight)
{
    /// <summary>Left edge.</summary>
    public double X { get; internal set; }

    /// <summary>Upper edge.</summary>
    public double Y { get; internal set; }

    /// <summary>Width.</summary>
    public double Width { get; internal set; }

    /// <summary>Height.</summary>
    public double Height { get; internal set; }
}
