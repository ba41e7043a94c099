using Assay.Architecture.Costs.Internals;
using Assay.Architecture.Graphs;
using Assay.Architecture.Graphs.Internals;
using Google.Protobuf;

namespace Assay.Architecture.Onnx.Internals;

/// <summary>Makes a model for the file of a graph.</summary>
internal sealed class ModelBuilder
{
    // Below this a fill takes as much room as the operation that makes it.
    private const long SmallestFill = 256;

    // Where maps of files can begin on every system.
    private const long Alignment = 4096;

    private readonly Graph _graph;
    private readonly OnnxWriterOptions _options;
    private readonly string _dataFile;
    private readonly List<GraphNode> _nodes;
    private readonly List<GraphTensor> _constants;
    private readonly HashSet<string> _names;

    public ModelBuilder(Graph graph, OnnxWriterOptions options, string dataFile)
    {
        (_graph, _options, _dataFile) = (graph, options, dataFile);
        var training = TrainingOnly.Of(graph);
        _nodes = [.. graph.Nodes.Where(node => !training.Contains(node))];
        _constants = [.. _nodes.SelectMany(node => node.Inputs.Concat(node.Captures)).OfType<GraphTensor>().Concat(graph.Outputs).Where(tensor => tensor.Constant is not null).Distinct()];
        _names = [.. graph.Tensors.Select(tensor => tensor.Name)];
        long offset = 0;
        foreach (var tensor in _constants)
        {
            var length = tensor.Constant!.ByteLength;
            if (IsCompact(tensor)) continue;
            if (options.ExternalFrom is { } from && length >= from && tensor.Constant.Type != TensorType.String)
            {
                offset = (offset + Alignment - 1) / Alignment * Alignment;
                External.Add((tensor, offset));
                offset += length;
            }
            else InternalBytes += length;
        }
    }

    /// <summary>Bytes of the weights within the model.</summary>
    public Int128 InternalBytes { get; }

    /// <summary>Weights beside the model, with their positions.</summary>
    public List<(GraphTensor Tensor, long Offset)> External { get; } = [];

    public ModelProto Build(CancellationToken cancellationToken)
    {
        var graph = new GraphProto { Name = _graph.Name };
        var external = External.ToDictionary(entry => entry.Tensor, entry => entry.Offset);
        foreach (var tensor in _constants)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsCompact(tensor)) AddFill(graph, tensor);
            else graph.Initializer.Add(external.TryGetValue(tensor, out var offset) ? OutsideTensor(tensor, offset) : TensorProtos.Of(tensor.Constant!, tensor.Name));
        }
        foreach (var node in _nodes) graph.Node.Add(NodeProtos.Of(node));
        foreach (var input in _graph.Inputs.Concat(_constants.Where(tensor => tensor.IsReplaceable))) graph.Input.Add(Info(input));
        foreach (var output in _graph.Outputs) graph.Output.Add(Info(output));
        var model = new ModelProto { IrVersion = _graph.Opset >= 21 ? 10 : _graph.Opset >= 19 ? 9 : 8, Graph = graph, ProducerName = "Assay" };
        foreach (var (domain, version) in _graph.Opsets) model.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = version });
        AddMetadata(model);
        return model;
    }

    public void WriteExternal(Stream stream, CancellationToken cancellationToken)
    {
        var block = new byte[1 << 20];
        long position = 0;
        foreach (var (tensor, offset) in External)
        {
            for (; position < offset; position++) stream.WriteByte(0);
            for (long done = 0; done < tensor.Constant!.ByteLength; done += block.Length)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var part = block.AsSpan(0, (int)Math.Min(block.Length, tensor.Constant.ByteLength - done));
                tensor.Constant.Read(done, part);
                stream.Write(part);
            }
            position += tensor.Constant.ByteLength;
        }
    }

    // The operation exists since version 9; its results cannot be outputs without changing the graph's shape.
    private bool IsCompact(GraphTensor tensor) =>
        _options.CompactFills && _graph.Opset >= 9 && tensor is { IsReplaceable: false, Constant: { FillValue: not null } constant } && constant.ByteLength >= SmallestFill && !_graph.Outputs.Contains(tensor);

    private void AddFill(GraphProto graph, GraphTensor tensor)
    {
        var constant = tensor.Constant!;
        constant.Shape.TryGetSizes(out var sizes);
        var shape = Unused($"{tensor.Name}.shape");
        graph.Initializer.Add(TensorProtos.Of(TensorConstant.FromInt64(sizes), shape));
        var node = new NodeProto { Name = Unused($"{tensor.Name}.fill"), OpType = "ConstantOfShape" };
        node.Input.Add(shape);
        node.Output.Add(tensor.Name);
        node.Attribute.Add(new AttributeProto { Name = "value", Type = (int)AttributeKind.Tensor, T = TensorProtos.Of(TensorConstant.Fill(constant.Type, TensorShape.Of(1), constant.FillValue!.Value), "") });
        graph.Node.Add(node);
    }

    private TensorProto OutsideTensor(GraphTensor tensor, long offset)
    {
        var proto = TensorProtos.Header(tensor.Constant!, tensor.Name);
        proto.DataLocation = 1;
        foreach (var (key, value) in new[] { ("location", _dataFile), ("offset", $"{offset}"), ("length", $"{tensor.Constant!.ByteLength}") })
            proto.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
        return proto;
    }

    private static ValueInfoProto Info(GraphTensor tensor)
    {
        var info = new ValueInfoProto { Name = tensor.Name };
        if (tensor.ElementType == TensorType.Undefined) return info;
        var type = new TypeProto.Types.Tensor { ElemType = (int)tensor.ElementType };
        if (tensor.Shape is { } shape)
        {
            type.Shape = new TensorShapeProto();
            foreach (var size in shape)
                type.Shape.Dim.Add(size.TryGetValue(out var value) ? new TensorShapeProto.Types.Dimension { DimValue = value } : new TensorShapeProto.Types.Dimension { DimParam = size.ToString() });
        }
        info.Type = new TypeProto { TensorType = type };
        return info;
    }

    private void AddMetadata(ModelProto model)
    {
        foreach (var (key, value) in _graph.Metadata)
        {
            switch (key)
            {
                case "producer_name": model.ProducerName = value; break;
                case "producer_version": model.ProducerVersion = value; break;
                case "doc_string": model.DocString = value; break;
                default: model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value }); break;
            }
        }
    }

    private string Unused(string wanted)
    {
        while (!_names.Add(wanted)) wanted += "_";
        return wanted;
    }
}
