namespace Assay.Threshold.Drawing.Internals;

/// <summary>One half of a drawing, from its own upper left corner.</summary>
internal sealed record DrawingPart(IReadOnlyList<DrawnNode> Nodes, IReadOnlyList<DrawnEdge> Edges, double Width, double Height);
