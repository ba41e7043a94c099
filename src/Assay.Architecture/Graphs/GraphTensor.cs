namespace Assay.Architecture.Graphs;

/// <summary>A tensor of a graph: an input, a constant, or what a node gives. Shared weights are one object.</summary>
public sealed class GraphTensor
{
    private readonly List<GraphNode> _consumers = [];

    internal GraphTensor(string name, TensorType elementType, TensorShape? shape, TensorConstant? constant = null)
    {
        Name = name;
        ElementType = elementType;
        Shape = shape;
        Constant = constant;
    }

    /// <summary>Name, unique in its graph.</summary>
    public string Name { get; }

    /// <summary>Element type; <see cref="TensorType.Undefined"/> where it is not known.</summary>
    public TensorType ElementType { get; internal set; }

    /// <summary>Shape; null where even the number of axes is not known.</summary>
    public TensorShape? Shape { get; internal set; }

    /// <summary>Content, where it is known.</summary>
    public TensorConstant? Constant { get; }

    /// <summary>Whether a caller may give another content than <see cref="Constant"/>.</summary>
    public bool IsReplaceable { get; internal init; }

    /// <summary>The node that gives it; null for inputs and constants.</summary>
    public GraphNode? Producer { get; internal set; }

    /// <summary>Elements that follow from shapes alone; set by shape inference.</summary>
    internal Shapes.Internals.KnownNumber[]? Known { get; set; }

    /// <summary>Whether its content is a constant or follows from the sizes of the inputs, so that nothing needs to be computed at run time.</summary>
    public bool IsSizeArithmetic => Constant is null && Known is { } known && Array.TrueForAll(known, number => number.IsKnown);

    /// <summary>The nodes that take it, in the graph's order, each once.</summary>
    public IReadOnlyList<GraphNode> Consumers => _consumers;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Shape?.ToString() ?? "?"}";

    internal void AddConsumer(GraphNode node)
    {
        if (_consumers.Count == 0 || _consumers[^1] != node) _consumers.Add(node);
    }
}
