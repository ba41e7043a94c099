using Assay.Architecture.Drawing.Internals;
using Assay.Architecture.Graphs;
using Assay.Architecture.Shapes;
using Assay.Core.Errors;

namespace Assay.Architecture.Drawing;

/// <summary>
/// Lays a network out in layers from top to bottom (Sugiyama et al. 1981): boxes for operations, edges for activations. Weights, sizes and what
/// follows from them alone are left out. Units are those of a font of 12; nothing is drawn here.
/// </summary>
public sealed class GraphLayout
{
    private const int MostBoxes = 5000;

    private GraphLayout(IReadOnlyList<LayoutBox> boxes, IReadOnlyList<LayoutEdge> edges, double width, double height)
    {
        (Boxes, Edges, Width, Height) = (boxes, edges, width, height);
    }

    /// <summary>The boxes.</summary>
    public IReadOnlyList<LayoutBox> Boxes { get; }

    /// <summary>The edges.</summary>
    public IReadOnlyList<LayoutEdge> Edges { get; }

    /// <summary>Width of the whole.</summary>
    public double Width { get; }

    /// <summary>Height of the whole.</summary>
    public double Height { get; }

    /// <summary>Lays a network out.</summary>
    /// <param name="graph">The network; shapes are inferred where they are not known yet.</param>
    /// <param name="weights">What the colours show, for example multiply-adds, by operation; all the same without it.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="InputException">The network has too many operations to be drawn.</exception>
    public static GraphLayout Of(Graph graph, IReadOnlyDictionary<GraphNode, double>? weights = null, LayoutOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (!graph.IsInferred) graph = ShapeInference.Infer(graph, cancellationToken: cancellationToken);
        var chosen = options ?? new LayoutOptions();
        var boxes = BoxGraph.Of(graph, weights ?? new Dictionary<GraphNode, double>(), chosen.FoldChains);
        if (boxes.Boxes.Count > MostBoxes) throw new InputException($"{graph.Name} has {boxes.Boxes.Count} boxes, more than can be drawn ({MostBoxes}); draw a part of it.");
        var layers = new LayeredGraph(boxes);
        layers.ReduceCrossings(cancellationToken);
        layers.PlaceAcross(cancellationToken);
        layers.Straighten();
        var (edges, width, height) = ColumnBreaks.Arrange(layers, boxes, chosen.Columns);
        return new(boxes.Boxes, edges, width, height);
    }
}
