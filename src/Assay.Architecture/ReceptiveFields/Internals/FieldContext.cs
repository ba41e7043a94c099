using Assay.Architecture.Graphs;
using Assay.Architecture.Shapes.Internals;

namespace Assay.Architecture.ReceptiveFields.Internals;

/// <summary>One node whose results get their fields: what its inputs see, and where the answers go.</summary>
internal sealed class FieldContext(Graph graph, GraphNode node, long opset, int inputRank, Dictionary<GraphTensor, AxisState[]> states, SpatialAxes spatial)
{
    private readonly AxisState[] _independent = [.. Enumerable.Repeat(AxisState.Independent, inputRank)];

    public GraphNode Node { get; } = node;

    public long Opset { get; } = opset;

    /// <summary>Reads shapes and constants of inputs.</summary>
    public ShapeContext Reader { get; } = new(graph.Name, node, opset);

    /// <summary>What an input sees along each axis of the image.</summary>
    public AxisState[] Of(int input) => Node.Input(input) is { } tensor && states.TryGetValue(tensor, out var known) ? known : _independent;

    public bool Depends(int input) => Of(input).Any(state => state.Kind != FieldKind.Independent);

    /// <summary>Whether any input depends on the image.</summary>
    public bool IsDependent => Node.Outputs.Count > 0 && (Enumerable.Range(0, Node.Inputs.Count).Any(Depends) || Node.Captures.Any(states.ContainsKey));

    /// <summary>Whether the shapes of the inputs that depend on the image and of the first result are known; the families take that for granted.</summary>
    public bool HasShapes => Node.Outputs[0].Shape is not null && Enumerable.Range(0, Node.Inputs.Count).All(input => Reader.Shape(input) is not null || !Depends(input));

    /// <summary>Shape of the first result.</summary>
    public TensorShape Output => Node.Outputs[0].Shape!;

    /// <summary>Shape of an input; a single number stands for one that is left out.</summary>
    public TensorShape Shape(int input) => Reader.Shape(input) ?? TensorShape.Scalar;

    public void Set(int output, AxisState[] result)
    {
        if (output < Node.Outputs.Count && result.Any(state => state.Kind != FieldKind.Independent)) states[Node.Outputs[output]] = result;
    }

    public void SetAll(AxisState[] result)
    {
        for (var i = 0; i < Node.Outputs.Count; i++) Set(i, result);
    }

    /// <summary>Windows move along this axis of the first input: it is a spatial one.</summary>
    public void MarkWindowed(int tensorAxis) => spatial.AddWindowed(Of(0), tensorAxis);

    /// <summary>The first input is resized along this axis.</summary>
    public void MarkResized(int tensorAxis) => spatial.AddResized(Of(0), tensorAxis);

    public AxisState[] Map(int input, Func<AxisState, AxisState> change) => Array.ConvertAll(Of(input), state => change(state));

    /// <summary>Changes what is seen along each axis of a tensor that still is there.</summary>
    public AxisState[] MapAxes(int input, Func<AxisState, int, AxisState> change) => Map(input, state => state.TensorAxis is { } axis ? change(state, axis) : state);

    public AxisState[] Join(IEnumerable<AxisState[]> branches)
    {
        var all = branches.ToArray();
        var joined = new AxisState[inputRank];
        for (var i = 0; i < joined.Length; i++) joined[i] = BranchJoin.Of(all.Select(branch => branch[i]), Node);
        return joined;
    }

    /// <summary>The axis disappears, or all units along it take part in each result.</summary>
    public AxisState Collapsed(AxisState state, int input) =>
        state.TensorAxis is { } axis && Shape(input)[axis] == Dimension.One
            ? state.Chosen(0)
            : state.Global($"{Node} covers the whole axis").On(null);

    /// <summary>All units along the axis take part in each result, and there are as many.</summary>
    public AxisState Mixed(AxisState state, int axis, int input) =>
        Shape(input)[axis] == Dimension.One ? state : state.Global($"{Node} covers the whole axis");

    /// <summary>A result to which inputs beside the main ones contribute as a whole: weights and settings that were computed from the image.</summary>
    public AxisState[] WithWhole(AxisState[] main, params ReadOnlySpan<int> mainInputs)
    {
        var others = new List<AxisState[]> { main };
        for (var i = 0; i < Node.Inputs.Count; i++)
            if (!mainInputs.Contains(i) && Depends(i)) others.Add(Map(i, state => state.Global($"{Node} computes with all of '{Node.Inputs[i]!.Name}'").On(null)));
        return others.Count == 1 ? main : Join(others);
    }

    /// <summary>No result can be followed.</summary>
    public void SetUnknown(string reason)
    {
        var inputs = Enumerable.Range(0, Node.Inputs.Count).Select(Of).Concat(Node.Captures.Select(tensor => states.GetValueOrDefault(tensor, _independent)));
        SetAll(Join(inputs.Select(fields => Array.ConvertAll(fields, state => state.Unknown(reason).On(null)))));
    }
}
