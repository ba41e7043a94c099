using Assay.Architecture.Graphs;
using Assay.Core.Errors;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>One node whose results get their shapes: what it takes, and where the answers go.</summary>
internal sealed class ShapeContext(string graph, GraphNode node, long opset)
{
    public GraphNode Node { get; } = node;

    public string Operator => Node.Operator;

    public long Opset { get; } = opset;

    public int InputCount => Node.Inputs.Count;

    public int OutputCount => Node.Outputs.Count;

    public bool Has(int input) => Node.Input(input) is not null;

    public TensorShape? Shape(int input) => Node.Input(input)?.Shape;

    public TensorType Type(int input) => Node.Input(input)?.ElementType ?? TensorType.Undefined;

    public KnownNumber[]? Known(int input) => KnownContent.Of(Node.Input(input));

    /// <summary>Sizes or indices from an input; null where they are not known.</summary>
    public Dimension?[]? Sizes(int input) => Known(input) is { } known ? Array.ConvertAll(known, number => number.Whole) : null;

    /// <summary>Whole numbers from an input of constants; null where it is left out or not known.</summary>
    public long[]? Integers(int input)
    {
        if (Known(input) is not { } known) return null;
        var values = new long[known.Length];
        for (var i = 0; i < values.Length; i++)
            if (known[i].Whole is null || !known[i].Whole!.TryGetValue(out values[i])) return null;
        return values;
    }

    /// <summary>Whole numbers that older operator sets give as an attribute and newer ones as an input.</summary>
    public long[]? Integers(string attribute, int input) => Node.GetInts(attribute) is { } given ? [.. given] : Integers(input);

    public void Set(int output, TensorShape? shape, TensorType type)
    {
        if (output >= OutputCount) return;
        Node.Outputs[output].Shape = Checked(shape);
        Node.Outputs[output].ElementType = type;
    }

    public void Set(int output, TensorShape? shape) => Set(output, shape, Type(0));

    public void SetKnown(int output, KnownNumber[]? values)
    {
        if (output < OutputCount && values is { Length: <= KnownContent.Limit }) Node.Outputs[output].Known = values;
    }

    /// <summary>A size that depends on the data, named after the result.</summary>
    public Dimension DataDependent(int output, int axis) => Dimension.Named($"{Node.Outputs[output].Name}_dim{axis}");

    /// <summary>A shape of data-dependent sizes.</summary>
    public TensorShape DataDependent(int output, int axes, int rank) => new(Enumerable.Range(axes, rank).Select(axis => DataDependent(output, axis)));

    public int Axis(long axis, int rank) =>
        axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis) : throw Error($"axis {axis} does not exist in a tensor of {rank} axes");

    public InputException Error(string what) => new($"{graph}: {Node}: {what}{(what.Contains(';', StringComparison.Ordinal) ? "" : "; check the model")}.");

    private TensorShape? Checked(TensorShape? shape)
    {
        if (shape is null) return null;
        if (shape.Rank > 64) throw Error($"a result of {shape.Rank} axes is more than is supported");
        foreach (var size in shape)
            if (size.TryGetValue(out var value) && value < 0) throw Error($"a result would have the shape {shape}, which has a negative size");
        _ = shape.Elements;
        return shape;
    }
}
