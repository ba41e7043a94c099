using Assay.Architecture.Graphs;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>Arithmetic of elements that follow from shapes, as a runtime would compute it.</summary>
internal static class KnownArithmetic
{
    public static KnownNumber Unary(string @operator, KnownNumber x, TensorType type) => @operator switch
    {
        _ when !x.IsKnown => x,
        "Neg" when x.Whole is { } whole => KnownNumber.Of(-whole),
        "Floor" or "Ceil" or "Round" or "Identity" when x.Whole is not null => x,
        "Abs" when x.Whole is { } whole => KnownNumber.Of(Dimension.Max(whole, -whole)),
        "Floor" => Real(Math.Floor(x.Real), type),
        "Ceil" => Real(Math.Ceiling(x.Real), type),
        "Round" => Real(Math.Round(x.Real, MidpointRounding.ToEven), type),
        "Neg" => Real(-x.Real, type),
        "Abs" => Real(Math.Abs(x.Real), type),
        "Sqrt" when x.Constant is { } value => Real(Math.Sqrt(value), type),
        "Reciprocal" when x.Constant is { } value => Real(1 / value, type),
        "Exp" when x.Constant is { } value => Real(Math.Exp(value), type),
        "Log" when x.Constant is { } value => Real(Math.Log(value), type),
        "Not" when x.Constant is { } value => KnownNumber.Of(value == 0 ? 1 : 0),
        _ => KnownNumber.Unknown,
    };

    public static KnownNumber Binary(string @operator, KnownNumber x, KnownNumber y, TensorType type)
    {
        if (!x.IsKnown || !y.IsKnown) return KnownNumber.Unknown;
        if (x.Whole is { } a && y.Whole is { } b && Whole(@operator, a, b, type) is { } whole) return whole;
        if (x.Constant is not { } p || y.Constant is not { } q) return Scaled(@operator, x, y);
        return @operator switch
        {
            "Add" => Real(p + q, type),
            "Sub" => Real(p - q, type),
            "Mul" => Real(p * q, type),
            "Div" => q == 0 ? KnownNumber.Unknown : Real(type.IsInteger() ? Math.Truncate(p / q) : p / q, type),
            "Mod" => q == 0 ? KnownNumber.Unknown : Real(p - q * Math.Floor(p / q), type),
            "Pow" => Real(Math.Pow(p, q), type),
            "Min" => Real(Math.Min(p, q), type),
            "Max" => Real(Math.Max(p, q), type),
            "Equal" => Truth(p == q),
            "Greater" => Truth(p > q),
            "GreaterOrEqual" => Truth(p >= q),
            "Less" => Truth(p < q),
            "LessOrEqual" => Truth(p <= q),
            "And" => Truth(p != 0 && q != 0),
            "Or" => Truth(p != 0 || q != 0),
            _ => KnownNumber.Unknown,
        };
    }

    public static KnownNumber Cast(KnownNumber x, TensorType to)
    {
        if (to == TensorType.Bool) return x.Constant is { } truth ? Truth(truth != 0) : KnownNumber.Unknown;
        if (x.Whole is not null || !x.IsKnown) return x;
        return to.IsInteger() ? KnownNumber.OfReal(Math.Truncate(x.Real)) : Real(x.Real, to);
    }

    public static KnownNumber Truth(bool value) => KnownNumber.Of(value ? 1 : 0);

    // Null where the result is no whole number, or cannot be said for all sizes.
    private static KnownNumber? Whole(string @operator, Dimension a, Dimension b, TensorType type) => @operator switch
    {
        "Add" => KnownNumber.Of(a + b),
        "Sub" => KnownNumber.Of(a - b),
        "Mul" => KnownNumber.Of(a * b),
        "Min" => KnownNumber.Of(Dimension.Min(a, b)),
        "Max" => KnownNumber.Of(Dimension.Max(a, b)),
        // Sizes are not negative, so that truncation and floor agree; constants take the exact path.
        "Div" when type.IsInteger() && b != Dimension.Zero && !(a.IsConstant && b.IsConstant) => KnownNumber.Of(a.FloorDivide(b)),
        "Div" when !type.IsInteger() && b != Dimension.Zero && a.FloorDivide(b) is var quotient && quotient * b == a => KnownNumber.Of(quotient),
        "Mod" when b != Dimension.Zero => KnownNumber.Of(a - a.FloorDivide(b) * b),
        "Equal" when a == b => Truth(true),
        "GreaterOrEqual" or "LessOrEqual" when a == b => Truth(true),
        "Greater" or "Less" when a == b => Truth(false),
        // A symbolic size is a number of pixels: never negative.
        "Equal" when IsNegative(a) && !b.IsConstant || IsNegative(b) && !a.IsConstant => Truth(false),
        "Less" when !a.IsConstant && (IsNegative(b) || b == Dimension.Zero) => Truth(false),
        "Greater" when !b.IsConstant && IsNegative(a) => Truth(false),
        _ => null,
    };

    private static bool IsNegative(Dimension value) => value.TryGetValue(out var number) && number < 0;

    // A symbolic size times a fraction such as 0.5 is known once it is rounded; exact division is what remains of it here.
    private static KnownNumber Scaled(string @operator, KnownNumber x, KnownNumber y)
    {
        if (@operator != "Mul") return KnownNumber.Unknown;
        var (size, factor) = x.Whole is not null ? (x.Whole, y.Constant) : (y.Whole, x.Constant);
        if (size is null || factor is null || Fraction.Of(factor.Value) is not { } fraction) return KnownNumber.Unknown;
        var product = size * fraction.Numerator;
        var quotient = product.FloorDivide(fraction.Denominator);
        return quotient * fraction.Denominator == product ? KnownNumber.Of(quotient) : KnownNumber.Unknown;
    }

    // Runtimes compute in the tensor's own precision, and the size that comes out can depend on it.
    private static KnownNumber Real(double value, TensorType type) =>
        KnownNumber.OfReal(type is TensorType.Float64 || type.IsInteger() ? value : type == TensorType.Float16 ? (double)(Half)value : (double)(float)value);
}
