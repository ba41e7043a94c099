using Assay.Architecture.Graphs;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>An element whose value follows from shapes: a whole number, perhaps symbolic, or a real constant, or not known.</summary>
internal readonly record struct KnownNumber(Dimension? Whole, double Real)
{
    public static KnownNumber Unknown { get; } = new(null, double.NaN);

    public bool IsKnown => Whole is not null || !double.IsNaN(Real);

    /// <summary>Its value where it does not depend on names.</summary>
    public double? Constant => Whole is null ? double.IsNaN(Real) ? null : Real : Whole.TryGetValue(out var value) ? value : null;

    public static KnownNumber Of(Dimension value) => new(value, double.NaN);

    // Whole numbers stay exact and take part in symbolic arithmetic whatever their type is.
    public static KnownNumber OfReal(double value) =>
        Math.Abs(value) < 1L << 53 && Math.Floor(value) == value ? Of((long)value) : double.IsFinite(value) ? new(null, value) : Unknown;
}
