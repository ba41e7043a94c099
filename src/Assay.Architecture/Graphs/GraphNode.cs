namespace Assay.Architecture.Graphs;

/// <summary>One operation of a graph, with the operators and attributes of the ONNX standard.</summary>
public sealed class GraphNode
{
    internal GraphNode(string name, string @operator, string domain, IReadOnlyList<GraphTensor?> inputs, IReadOnlyList<GraphTensor> outputs, IReadOnlyDictionary<string, object> attributes, IReadOnlyList<GraphTensor>? captures = null)
    {
        Name = name;
        Operator = @operator;
        Domain = domain;
        Inputs = inputs;
        Outputs = outputs;
        Attributes = attributes;
        Captures = captures ?? [];
        foreach (var output in outputs) output.Producer = this;
    }

    /// <summary>Name, for people; may be empty.</summary>
    public string Name { get; }

    /// <summary>Operator, for example Conv.</summary>
    public string Operator { get; }

    /// <summary>Operator set that it belongs to; empty for the standard one.</summary>
    public string Domain { get; }

    /// <summary>What it takes; null for an optional input that is left out.</summary>
    public IReadOnlyList<GraphTensor?> Inputs { get; }

    /// <summary>What it gives.</summary>
    public IReadOnlyList<GraphTensor> Outputs { get; }

    /// <summary>Tensors that its <see cref="Subgraph"/> attributes take from this graph by name.</summary>
    public IReadOnlyList<GraphTensor> Captures { get; }

    /// <summary>Attributes: <see cref="long"/>, <see cref="float"/>, <see cref="string"/>, arrays of these, <see cref="TensorConstant"/> or <see cref="Subgraph"/>.</summary>
    public IReadOnlyDictionary<string, object> Attributes { get; }

    /// <summary>An input, or null where it is left out.</summary>
    public GraphTensor? Input(int index) => index < Inputs.Count ? Inputs[index] : null;

    /// <summary>An integer attribute.</summary>
    public long GetInt(string name, long missing = 0) => Attributes.GetValueOrDefault(name) is long value ? value : missing;

    /// <summary>A list of integers; null where it is missing.</summary>
    public IReadOnlyList<long>? GetInts(string name) => Attributes.GetValueOrDefault(name) as long[];

    /// <summary>A number.</summary>
    public float GetFloat(string name, float missing = 0) => Attributes.GetValueOrDefault(name) is float value ? value : missing;

    /// <summary>A text.</summary>
    public string GetString(string name, string missing = "") => Attributes.GetValueOrDefault(name) as string ?? missing;

    /// <summary>A tensor; null where it is missing.</summary>
    public TensorConstant? GetTensor(string name) => Attributes.GetValueOrDefault(name) as TensorConstant;

    /// <summary>What people call it: its name, or that of its first result.</summary>
    public string Label => Name.Length > 0 || Outputs.Count == 0 ? Name : Outputs[0].Name;

    /// <inheritdoc/>
    public override string ToString() => $"{Operator} '{Label}'";
}
