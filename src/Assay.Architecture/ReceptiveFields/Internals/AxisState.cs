using Assay.Architecture.Graphs;

namespace Assay.Architecture.ReceptiveFields.Internals;

/// <summary>What the units of a tensor see along one axis of the input, while the graph is followed.</summary>
/// <param name="Kind">Whether there is a window.</param>
/// <param name="TensorAxis">Axis along which it moves; null where that axis is gone.</param>
/// <param name="Reason">Why there is no window.</param>
internal sealed record AxisState(FieldKind Kind, int? TensorAxis, string? Reason)
{
    /// <summary>Nothing of the input.</summary>
    public static AxisState Independent { get; } = new(FieldKind.Independent, null, null);

    /// <summary>The windows, where there are any.</summary>
    public PeriodicField? Field { get; init; }

    /// <summary>Added to all positions of <see cref="Field"/>; symbolic where padding depends on the input's size.</summary>
    public Dimension Origin { get; init; } = Dimension.Zero;

    /// <summary>Nodes that joined branches with different centres on the way.</summary>
    public IReadOnlyList<GraphNode> MisalignedAt { get; init; } = [];

    /// <summary>The input itself.</summary>
    public static AxisState OfInput(int axis) => new(FieldKind.Window, axis, null) { Field = PeriodicField.Identity };

    /// <summary>It cannot be said any more.</summary>
    public AxisState Unknown(string reason) => Kind == FieldKind.Window ? new(FieldKind.Unknown, TensorAxis, reason) { MisalignedAt = MisalignedAt } : this;

    /// <summary>The whole axis; one that is not understood is at most that too, as long as it is known which it is.</summary>
    public AxisState Global(string reason) => Kind is FieldKind.Window or FieldKind.Unknown ? new(FieldKind.Global, TensorAxis, reason) { MisalignedAt = MisalignedAt } : this;

    /// <summary>The same along another axis.</summary>
    public AxisState On(int? tensorAxis) => tensorAxis == TensorAxis ? this : this with { TensorAxis = tensorAxis };

    /// <summary>The axis is gone because it had one unit left, or one was chosen.</summary>
    public AxisState Chosen(long unit) => this with { TensorAxis = null, Field = Field?.Of(unit) };

    /// <summary>What the results of an operator see that reads these units; the step may be moved by a symbolic number of units.</summary>
    public AxisState After(AxisStep? step, Dimension shift, GraphNode node)
    {
        if (Field is not { } field) return this;
        var moved = shift.TryGetValue(out var number);
        if (!moved && field.Period > 1) return Unknown($"{node} is padded or cut by the input's size at a fractional stride; give the input's size as a number");
        if (moved && number != 0) field = field.After(AxisStep.Shift(number)) ?? field;
        if (step is null || field.After(step) is not { } result) return Unknown($"the fields after {node} repeat only after more than {PeriodicField.PeriodLimit} units");
        if (result.IsEmpty) return Independent;
        return this with { Field = result, Origin = moved ? Origin : Origin + shift * field.Step };
    }
}
