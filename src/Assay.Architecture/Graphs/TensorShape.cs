using System.Collections;
using Assay.Core.Errors;

namespace Assay.Architecture.Graphs;

/// <summary>The sizes of a tensor's axes, each a number or an expression. Immutable; a scalar has none.</summary>
public sealed class TensorShape : IReadOnlyList<Dimension>, IEquatable<TensorShape>
{
    private readonly Dimension[] _dimensions;
    private Dimension? _elements;

    /// <summary>Creates a shape.</summary>
    public TensorShape(params IEnumerable<Dimension> dimensions)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        _dimensions = [.. dimensions];
    }

    /// <summary>The shape of a single number.</summary>
    public static TensorShape Scalar { get; } = new();

    /// <summary>Number of axes.</summary>
    public int Rank => _dimensions.Length;

    int IReadOnlyCollection<Dimension>.Count => _dimensions.Length;

    /// <summary>Size of an axis; negative axes are not counted from the end here.</summary>
    public Dimension this[int index] => _dimensions[index];

    /// <summary>Number of elements: the product of the sizes, 1 for a scalar.</summary>
    /// <exception cref="InputException">The product exceeds 64 bits.</exception>
    public Dimension Elements => _elements ??= _dimensions.Aggregate(Dimension.One, (product, size) => product * size);

    /// <summary>Whether every axis has a number.</summary>
    public bool IsConstant => Array.TrueForAll(_dimensions, size => size.IsConstant);

    /// <summary>A shape of numbers.</summary>
    public static TensorShape Of(params ReadOnlySpan<long> sizes)
    {
        var dimensions = new Dimension[sizes.Length];
        for (var i = 0; i < sizes.Length; i++) dimensions[i] = sizes[i];
        return new(dimensions);
    }

    /// <summary>The sizes, if all of them are numbers.</summary>
    public bool TryGetSizes(out long[] sizes)
    {
        sizes = new long[_dimensions.Length];
        for (var i = 0; i < sizes.Length; i++)
            if (!_dimensions[i].TryGetValue(out sizes[i])) return false;
        return true;
    }

    /// <summary>The shape with one axis replaced.</summary>
    public TensorShape With(int axis, Dimension size)
    {
        Dimension[] changed = [.. _dimensions];
        changed[axis] = size;
        return new(changed);
    }

    /// <inheritdoc/>
    public bool Equals(TensorShape? other) => other is not null && _dimensions.AsSpan().SequenceEqual(other._dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TensorShape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var size in _dimensions) hash.Add(size);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<Dimension> GetEnumerator() => ((IEnumerable<Dimension>)_dimensions).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>For example <c>1x3x224x224</c> or <c>NxCx(floor(H/2) + 1)xW</c>; <c>scalar</c> without axes.</summary>
    public override string ToString() => Rank == 0 ? "scalar" : string.Join('x', _dimensions.Select(Internals.DimensionText.Grouped));
}
