using Assay.Architecture.Graphs;

namespace Assay.Architecture.ReceptiveFields;

/// <summary>What the units of one tensor see of the input.</summary>
public sealed class TensorField
{
    internal TensorField(GraphTensor tensor, IReadOnlyList<AxisField> axes) => (Tensor, Axes) = (tensor, axes);

    /// <summary>The tensor, with its inferred shape.</summary>
    public GraphTensor Tensor { get; }

    /// <summary>One field for each spatial axis of the input, in the input's order.</summary>
    public IReadOnlyList<AxisField> Axes { get; }

    /// <summary>Whether it depends on the input at all.</summary>
    public bool IsDependent => Axes.Any(axis => axis.Kind != FieldKind.Independent);

    /// <summary>Whether the units may see the whole input along some axis.</summary>
    public bool IsGlobal => Axes.Any(axis => axis.IsGlobal);

    /// <summary>Whether all branches that were joined on the way had their centres at the same place.</summary>
    public bool IsAligned => Axes.All(axis => axis.IsAligned);

    /// <summary>Whether it still is an image: some axis of more than one unit moves over the input.</summary>
    public bool HasExtent => Axes.Any(axis => axis.Kind is FieldKind.Window or FieldKind.Global && axis.TensorAxis is { } own && Tensor.Shape is { } shape && shape[own] != Dimension.One);

    /// <inheritdoc/>
    public override string ToString() => $"{Tensor.Name}: {string.Join("; ", Axes)}";
}
