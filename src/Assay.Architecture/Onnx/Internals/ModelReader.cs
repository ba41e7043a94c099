using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;
using Assay.Core.Errors;

namespace Assay.Architecture.Onnx.Internals;

/// <summary>Makes a graph of a parsed model.</summary>
internal sealed class ModelReader(string file, string? folder)
{
    private readonly TensorReader _tensors = new(file, folder);
    private readonly Dictionary<string, GraphTensor> _named = new(StringComparer.Ordinal);
    // By reference: messages compare by content, which is slow and not what is meant.
    private readonly HashSet<NodeProto> _constants = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, ValueInfoProto> _declared = new(StringComparer.Ordinal);

    public Graph Read(ModelProto model)
    {
        if (model.Graph is not { } graph) throw Error("has no graph in it; it is no ONNX model, or a part of one");
        if (graph.SparseInitializer.Count > 0) throw Error("has sparse weights, which are not understood; save it with dense ones");
        FunctionInliner.Inline(model, file);
        var opsets = Opsets(model);
        foreach (var info in graph.ValueInfo.Concat(graph.Output)) _declared.TryAdd(info.Name, info);
        foreach (var initializer in graph.Initializer) Define(new(Named(initializer.Name, "a weight"), _tensors.TypeOf(initializer), null, _tensors.Read(initializer, initializer.Name)), "weight");
        // Files of IR version 3 and older list their weights among the inputs.
        var inputs = new List<GraphTensor>();
        foreach (var input in graph.Input)
            if (!(_named.TryGetValue(input.Name, out var known) && known.Constant is not null)) inputs.Add(Define(Tensor(Named(input.Name, "an input"), input.Type), "input"));
        foreach (var node in graph.Node) DefineResults(node);
        var nodes = new List<GraphNode>(graph.Node.Count);
        foreach (var node in graph.Node)
            if (!_constants.Contains(node)) nodes.Add(Node(node));
        if (graph.Output.Count == 0) throw Error("has no outputs; it is a part of a model");
        var outputs = graph.Output.Select(output => Find(output.Name) ?? throw Error($"promises the output '{output.Name}', which no operation makes")).Distinct().ToList();
        return Checked(() => new Graph(graph.Name.Length > 0 ? graph.Name : "graph", inputs, outputs, nodes, opsets, Metadata(model)));
    }

    private Dictionary<string, long> Opsets(ModelProto model)
    {
        var opsets = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var import in model.OpsetImport)
        {
            if (import.Version is < 1 or > int.MaxValue) throw Error($"asks for version {import.Version} of the operators '{Domain(import.Domain)}', which cannot be");
            opsets[Domain(import.Domain)] = import.Version;
        }
        // Models of the first two IR versions say nothing: they use the first operators.
        opsets.TryAdd("", 1);
        return opsets;
    }

    private static Dictionary<string, string> Metadata(ModelProto model)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        if (model.ProducerName.Length > 0) metadata["producer_name"] = model.ProducerName;
        if (model.ProducerVersion.Length > 0) metadata["producer_version"] = model.ProducerVersion;
        if (model.DocString.Length > 0) metadata["doc_string"] = model.DocString;
        foreach (var entry in model.MetadataProps) metadata[entry.Key] = entry.Value;
        return metadata;
    }

    private void DefineResults(NodeProto node)
    {
        if (node.OpType.Length == 0) throw Error($"has a node '{node.Name}' without an operator");
        if (Constant(node) is { } constant)
        {
            Define(new(node.Output[0], constant.Type, constant.Shape, constant), "constant");
            _constants.Add(node);
            return;
        }
        foreach (var output in node.Output.Where(output => output.Length > 0))
        {
            var declared = _declared.GetValueOrDefault(output);
            Define(declared is null ? new(output, TensorType.Undefined, null) : Tensor(output, declared.Type), "result");
        }
    }

    // Weights given by a node instead of an initialiser, with or without bytes of their own.
    private TensorConstant? Constant(NodeProto node)
    {
        if (Domain(node.Domain).Length > 0 || node.Output.Count != 1 || node.Output[0].Length == 0) return null;
        if (node.OpType == "Constant") return node.Input.Count == 0 ? _tensors.OfConstant(node) : null;
        if (node.OpType != "ConstantOfShape" || node.Input.Count != 1 || !_named.TryGetValue(node.Input[0], out var sizes) || sizes.Constant is not { } shape) return null;
        return _tensors.OfShape(node, shape);
    }

    private GraphNode Node(NodeProto node)
    {
        var label = node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault("");
        var inputs = new List<GraphTensor?>(node.Input.Count);
        foreach (var input in node.Input)
            inputs.Add(input.Length == 0 ? null : Find(input) ?? throw Error($"node '{label}' ({node.OpType}) takes '{input}', which nothing makes"));
        var attributes = new Dictionary<string, object>(node.Attribute.Count, StringComparer.Ordinal);
        var captures = new HashSet<GraphTensor>();
        foreach (var attribute in node.Attribute)
        {
            if (attribute.RefAttrName.Length > 0) throw Error($"node '{label}' ({node.OpType}) refers to the attribute '{attribute.RefAttrName}' of a function, but is in none");
            // The first operators wrote here which inputs they overwrite.
            if (attribute.Name == "consumed_inputs") continue;
            if (AttributeReader.Read(attribute, _tensors, label) is { } value && !attributes.TryAdd(attribute.Name, value)) throw Error($"node '{label}' ({node.OpType}) has the attribute '{attribute.Name}' twice");
            foreach (var graph in attribute.G is null ? attribute.Graphs : attribute.Graphs.Append(attribute.G))
                foreach (var name in SubgraphNames.Outer(graph))
                    if (Find(name) is { } captured) captures.Add(captured);
        }
        // Results without a name at the end are left out; in between they keep their place under a name of their own.
        var results = node.Output.ToList();
        while (results.Count > 0 && results[^1].Length == 0) results.RemoveAt(results.Count - 1);
        var outputs = results.Select((output, i) => output.Length > 0 ? _named[output] : Define(new(Unused($"{label}_unused_{i}"), TensorType.Undefined, null), "result")).ToList();
        return new(node.Name, node.OpType, Domain(node.Domain), inputs, outputs, attributes, [.. captures]);
    }

    private GraphTensor Tensor(string name, TypeProto? type)
    {
        var tensor = type?.TensorType;
        var elementType = tensor is null ? TensorType.Undefined : _tensors.Type(tensor.ElemType, name);
        if (tensor?.Shape is not { } shape) return new(name, elementType, null);
        if (shape.Dim.Count > 64) throw Error($"tensor '{name}' has {shape.Dim.Count} axes, more than is supported");
        // Old exporters write 0 or −1 for a size that is open.
        return new(name, elementType, new TensorShape(shape.Dim.Select((size, axis) =>
            size.DimParam.Length > 0 ? Dimension.Named(size.DimParam) : size.DimValue > 0 ? size.DimValue : Dimension.Named($"{name}_dim{axis}"))));
    }

    private GraphTensor? Find(string name) => _named.GetValueOrDefault(name);

    private string Named(string name, string what) => name.Length > 0 ? name : throw Error($"has {what} without a name");

    private string Unused(string wanted)
    {
        while (_named.ContainsKey(wanted)) wanted += "_";
        return wanted;
    }

    private GraphTensor Define(GraphTensor tensor, string what)
    {
        if (tensor.Constant is { } constant) tensor.Shape = constant.Shape;
        return _named.TryAdd(tensor.Name, tensor) ? tensor : throw Error($"has two tensors called '{tensor.Name}' (the second is a {what}); each needs a name of its own");
    }

    private static string Domain(string domain) => domain == "ai.onnx" ? "" : domain;

    private T Checked<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (InputException error)
        {
            throw new InputException($"{file}: {error.Message}", error);
        }
    }

    private InputException Error(string what) => new($"{file} {what}.");
}
