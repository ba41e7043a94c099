using Assay.Architecture.Graphs;

namespace Assay.Architecture.ReceptiveFields;

/// <summary>The receptive fields of all tensors of a graph relative to one input.</summary>
public sealed class ReceptiveFieldReport
{
    private readonly Dictionary<string, TensorField> _byName;

    internal ReceptiveFieldReport(Graph graph, GraphTensor input, IReadOnlyList<int> axes, IReadOnlyList<TensorField> tensors, TensorField? last)
    {
        Graph = graph;
        Input = input;
        Axes = axes;
        Tensors = tensors;
        Last = last;
        _byName = tensors.ToDictionary(field => field.Tensor.Name, StringComparer.Ordinal);
        MisalignedNodes = [.. tensors.SelectMany(field => field.Axes).SelectMany(axis => axis.MisalignedAt).Distinct()];
        Findings = [.. tensors.SelectMany(field => field.Axes).Select(axis => axis.Reason).OfType<string>().Concat(MisalignedNodes.Select(Misaligned)).Distinct()];
    }

    /// <summary>The graph with its shapes.</summary>
    public Graph Graph { get; }

    /// <summary>The input that the fields are relative to.</summary>
    public GraphTensor Input { get; }

    /// <summary>The spatial axes of the input: those along which windows move, wherever they stand (2 and 3 of NCHW, 1 and 2 of NHWC); from axis 2 on where none does.</summary>
    public IReadOnlyList<int> Axes { get; }

    /// <summary>All tensors in the graph's order.</summary>
    public IReadOnlyList<TensorField> Tensors { get; }

    /// <summary>The last tensor on the way to the first output that still is an image: before a global pooling or a flattening. Null where there is none.</summary>
    public TensorField? Last { get; }

    /// <summary>The nodes that join branches with different centres.</summary>
    public IReadOnlyList<GraphNode> MisalignedNodes { get; }

    /// <summary>In words: where fields become global or unknown, and which nodes join misaligned branches.</summary>
    public IReadOnlyList<string> Findings { get; }

    /// <summary>The field of a tensor of the graph, as given or with its shapes.</summary>
    /// <exception cref="ArgumentException">The graph has no such tensor.</exception>
    public TensorField Of(GraphTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return Of(tensor.Name);
    }

    /// <summary>The field of the tensor of a name.</summary>
    /// <exception cref="ArgumentException">The graph has no such tensor.</exception>
    public TensorField Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.GetValueOrDefault(name) ?? throw new ArgumentException($"The graph has no tensor called '{name}'.", nameof(name));
    }

    private static string Misaligned(GraphNode node) => $"{node} joins branches whose fields have different centres";
}
