using Assay.Architecture.Graphs.Internals;
using Assay.Architecture.Shapes;
using Assay.Core.Errors;

namespace Assay.Architecture.Graphs;

/// <summary>
/// Defines a network in code. Shapes are worked out as operations are added, so that weights get theirs; the weights themselves are
/// drawn from <paramref name="seed"/> only when the network is written.
/// </summary>
/// <example><code>
/// var net = new GraphBuilder("small");
/// var x = net.Input("image", 1, 3, 32, 32);
/// x = net.Relu(net.Convolution(x, channels: 16, WindowOptions.Square(3, padding: 1)));
/// net.Output(net.Dense(net.GlobalAveragePool(x), 10));
/// Graph graph = net.Build();
/// </code></example>
/// <param name="name">Name of the network.</param>
/// <param name="seed">Seed of the weights.</param>
public sealed partial class GraphBuilder(string name, ulong seed = 1)
{
    private readonly List<GraphTensor> _inputs = [];
    private readonly List<GraphTensor> _outputs = [];
    private readonly List<GraphTensor> _trainingOutputs = [];
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<string, GraphTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _opsets = new(StringComparer.Ordinal) { [""] = Graph.BuilderOpset };
    private readonly HashSet<string> _reserved = new(StringComparer.Ordinal);
    private string _scope = "";

    /// <summary>Name of the network.</summary>
    public string Name { get; } = name;

    /// <summary>Versions of the operator sets by domain.</summary>
    internal Dictionary<string, long> Opsets => _opsets;

    /// <summary>Notes that are written into the model.</summary>
    public IDictionary<string, string> Metadata => _metadata;

    /// <summary>Gives the names that follow a prefix, until it is disposed: <c>using (net.Scope("mixed_5b"))</c>.</summary>
    public IDisposable Scope(string part)
    {
        ArgumentException.ThrowIfNullOrEmpty(part);
        var outer = _scope;
        _scope = outer.Length == 0 ? part : $"{outer}/{part}";
        return new ScopeEnd(() => _scope = outer);
    }

    /// <summary>An input of single-precision numbers, for example [N, C, H, W]; sizes are numbers or names.</summary>
    public GraphTensor Input(string inputName, params IEnumerable<Dimension> sizes) => Input(inputName, TensorType.Float32, new TensorShape(sizes));

    /// <summary>An input.</summary>
    public GraphTensor Input(string inputName, TensorType type, TensorShape? shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(inputName);
        var tensor = Add(new(inputName, type, shape));
        _inputs.Add(tensor);
        return tensor;
    }

    /// <summary>A constant under a name of its own; using it in several places shares it.</summary>
    public GraphTensor Constant(string constantName, TensorConstant value)
    {
        ArgumentException.ThrowIfNullOrEmpty(constantName);
        ArgumentNullException.ThrowIfNull(value);
        return Add(new(Unique(constantName), value.Type, value.Shape, value));
    }

    /// <summary>Weights [shape] from a normal distribution with mean 0, under a name that starts with <paramref name="weightName"/>.</summary>
    public GraphTensor Weight(string weightName, TensorShape shape, double deviation) => Weight(weightName, TensorType.Float32, shape, deviation);

    /// <summary>The same in single or half precision.</summary>
    public GraphTensor Weight(string weightName, TensorType type, TensorShape shape, double deviation) => Constant(weightName, TensorConstant.Normal(type, shape, deviation, Mixed(weightName)));

    /// <summary>Any operation with one result.</summary>
    /// <param name="operator">ONNX operator, for example Relu.</param>
    /// <param name="inputs">What it takes; null where an optional input is left out.</param>
    /// <param name="attributes">Numbers (<see cref="long"/>, <see cref="float"/>), texts, arrays of these, or <see cref="TensorConstant"/>.</param>
    /// <param name="nodeName">Name; made from the operator where it is left out.</param>
    /// <exception cref="InputException">The operation does not fit its inputs.</exception>
    public GraphTensor Node(string @operator, IReadOnlyList<GraphTensor?> inputs, IReadOnlyDictionary<string, object>? attributes = null, string? nodeName = null) =>
        Nodes(@operator, inputs, 1, attributes, nodeName)[0];

    /// <summary>Any operation with any number of results.</summary>
    /// <inheritdoc cref="Node"/>
    public IReadOnlyList<GraphTensor> Nodes(string @operator, IReadOnlyList<GraphTensor?> inputs, int results, IReadOnlyDictionary<string, object>? attributes = null, string? nodeName = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(@operator);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfLessThan(results, 1);
        foreach (var input in inputs) Check(input);
        var unique = Scoped(nodeName ?? @operator.ToLowerInvariant());
        var outputs = new GraphTensor[results];
        for (var i = 0; i < results; i++) outputs[i] = Add(new(Unique(i == 0 ? unique : $"{unique}_{i}"), TensorType.Undefined, null));
        Append(new(outputs[0].Name, @operator, "", [.. inputs], outputs, attributes ?? new Dictionary<string, object>()));
        return outputs;
    }

    /// <summary>Declares a result of the network.</summary>
    public void Output(GraphTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        Check(tensor);
        if (!_outputs.Contains(tensor)) _outputs.Add(tensor);
    }

    /// <summary>Declares a result that is used in training alone: what leads to it has parameters, but costs nothing at inference.</summary>
    public void TrainingOutput(GraphTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        Check(tensor);
        if (!_trainingOutputs.Contains(tensor)) _trainingOutputs.Add(tensor);
    }

    /// <summary>The network. The builder can go on afterwards.</summary>
    /// <exception cref="InvalidOperationException">No output was declared.</exception>
    public Graph Build()
    {
        if (_outputs.Count == 0) throw new InvalidOperationException("The network has no output: call Output.");
        var graph = new Graph(Name, [.. _inputs], [.. _outputs], _nodes, new Dictionary<string, long>(_opsets), new Dictionary<string, string>(_metadata), [.. _trainingOutputs]);
        // A copy, because tensors know their consumers.
        return ShapeInference.Infer(graph);
    }

    /// <summary>The node that was made somewhere else, over tensors of this builder; its results join the builder.</summary>
    internal void Append(GraphNode node)
    {
        foreach (var output in node.Outputs)
            if (_tensors.TryAdd(output.Name, output) is false && _tensors[output.Name] != output) throw new InputException($"Graph {Name}: two tensors are called '{output.Name}'; give each its own name.");
        _nodes.Add(node);
        ShapeInference.InferNode(Name, node, node.Domain.Length == 0 ? _opsets[""] : _opsets.GetValueOrDefault(node.Domain, _opsets[""]));
    }

    /// <summary>A tensor that was made somewhere else.</summary>
    internal GraphTensor Adopt(GraphTensor tensor, bool isInput = false)
    {
        Add(tensor);
        if (isInput) _inputs.Add(tensor);
        return tensor;
    }

    /// <summary>Keeps names for tensors that are still to come.</summary>
    internal void Reserve(IEnumerable<string> names) => _reserved.UnionWith(names);

    /// <summary>A name that is not taken, made from this one.</summary>
    internal string Unique(string wanted)
    {
        if (!IsTaken(wanted)) return wanted;
        var count = _counts.GetValueOrDefault(wanted, 1);
        string candidate;
        do candidate = $"{wanted}_{++count}";
        while (IsTaken(candidate));
        _counts[wanted] = count;
        return candidate;
    }

    private bool IsTaken(string name) => _tensors.ContainsKey(name) || _reserved.Contains(name);

    private string Scoped(string local) => _scope.Length == 0 ? local : $"{_scope}/{local}";

    private GraphTensor Add(GraphTensor tensor)
    {
        if (!_tensors.TryAdd(tensor.Name, tensor)) throw new ArgumentException($"The network has a tensor called '{tensor.Name}' already.", nameof(tensor));
        return tensor;
    }

    private void Check(GraphTensor? tensor)
    {
        if (tensor is not null && (!_tensors.TryGetValue(tensor.Name, out var own) || own != tensor)) throw new ArgumentException($"The tensor '{tensor.Name}' belongs to another network.", nameof(tensor));
    }

    // FNV-1a, so that each weight has a stream of its own that depends on its name alone.
    private ulong Mixed(string weightName)
    {
        var hash = 14695981039346656037UL ^ seed;
        foreach (var c in weightName) hash = (hash ^ c) * 1099511628211UL;
        return hash;
    }
}
