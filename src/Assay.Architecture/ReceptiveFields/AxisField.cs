using Assay.Architecture.Graphs;
using Assay.Architecture.ReceptiveFields.Internals;

namespace Assay.Architecture.ReceptiveFields;

/// <summary>
/// What the units of a tensor see along one axis of the input. It is the theoretical field, not cut at the border: padding counts as input.
/// Axes are followed apart from each other. Numbers are null where <see cref="Kind"/> is not <see cref="FieldKind.Window"/>.
/// </summary>
public sealed class AxisField
{
    private readonly AxisState _state;

    internal AxisField(int inputAxis, AxisState state)
    {
        InputAxis = inputAxis;
        _state = state;
        if (state.Field is not { } field) return;
        Size = field.Size;
        Stride = field.Stride;
        if (!state.Origin.TryGetValue(out var origin)) return;
        Offset = field.Centre + origin;
        Padding = field.At(0) is { IsEmpty: false } first ? checked(-(first.First + origin)) : null;
    }

    /// <summary>Axis of the input.</summary>
    public int InputAxis { get; }

    /// <summary>Axis of the tensor along which the window moves; null where there is none any more.</summary>
    public int? TensorAxis => _state.TensorAxis;

    /// <summary>Whether there is a window, and if not, why.</summary>
    public FieldKind Kind => _state.Kind;

    /// <summary>
    /// Elements of the input from the first to the last that can change a unit. Where units differ, as they do after transposed convolutions
    /// and resizing, that of the largest.
    /// </summary>
    public long? Size { get; }

    /// <summary>Elements of the input between the fields of neighbouring units; the mean of them where the steps differ.</summary>
    public Rational? Stride { get; }

    /// <summary>
    /// Position in the input of the first unit's centre: 0 is the first element. Where units differ it is the mean over one period of
    /// <see cref="Phases"/> units, each moved back to the first. Null where it depends on the input's size.
    /// </summary>
    public Rational? Offset { get; }

    /// <summary>
    /// Elements of the first unit's field that lie before the input: the effective padding, negative where the input's first elements are
    /// cut off. Null where it depends on the input's size, as <c>SAME</c> padding at a stride above 1 does.
    /// </summary>
    public long? Padding { get; }

    /// <summary>Units after which the fields repeat: 1 unless the stride is, or was, fractional.</summary>
    public int Phases => _state.Field?.Period ?? 1;

    /// <summary>Whether each unit may see the whole axis.</summary>
    public bool IsGlobal => Kind == FieldKind.Global;

    /// <summary>Whether all branches that were joined on the way had their centres at the same place.</summary>
    public bool IsAligned => _state.MisalignedAt.Count == 0;

    /// <summary>The nodes that join branches with different centres.</summary>
    public IReadOnlyList<GraphNode> MisalignedAt => _state.MisalignedAt;

    /// <summary>Why there is no window, in words.</summary>
    public string? Reason => _state.Reason;

    /// <summary>First and last element of the input that can change a unit; the input reaches on without end here.</summary>
    /// <param name="unit">Position along <see cref="TensorAxis"/>.</param>
    /// <returns>Null where there is no window, where its place depends on the input's size, and for units that see nothing: those between the steps of a transposed convolution whose kernel is smaller than its stride.</returns>
    /// <exception cref="OverflowException">The position does not fit 64 bits.</exception>
    public (long First, long Last)? Of(long unit)
    {
        if (_state.Field is not { } field || !_state.Origin.TryGetValue(out var origin)) return null;
        var seen = field.At(unit);
        return seen.IsEmpty ? null : checked((seen.First + origin, seen.Last + origin));
    }

    /// <summary>For example <c>size 11, stride 4, padding 2</c>.</summary>
    public override string ToString() => Kind switch
    {
        FieldKind.Window => $"size {Size}, stride {Stride}, padding {Padding?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "by size"}{(IsAligned ? "" : ", misaligned")}",
        FieldKind.Global => $"global: {Reason}",
        FieldKind.Unknown => $"unknown: {Reason}",
        _ => "independent",
    };
}
