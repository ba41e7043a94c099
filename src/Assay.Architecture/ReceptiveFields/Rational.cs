using System.Globalization;

namespace Assay.Architecture.ReceptiveFields;

/// <summary>An exact fraction of 64-bit whole numbers, always in lowest terms. Transposed convolutions and resizing give strides such as 1/2.</summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    // One less, so that the default value is 0/1.
    private readonly long _denominatorLessOne;

    /// <summary>The fraction in lowest terms, with its sign in the numerator.</summary>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    /// <exception cref="OverflowException">It does not fit 64 bits.</exception>
    public Rational(long numerator, long denominator = 1) => this = Of(numerator, denominator);

    private Rational(long numerator, long denominator, bool _) => (Numerator, _denominatorLessOne) = (numerator, denominator - 1);

    /// <summary>Above the line.</summary>
    public long Numerator { get; }

    /// <summary>Below the line; at least 1.</summary>
    public long Denominator => _denominatorLessOne + 1;

    /// <summary>Whether it is a whole number.</summary>
    public bool IsWhole => _denominatorLessOne == 0;

    /// <summary>A whole number.</summary>
    public static implicit operator Rational(long value) => FromInt64(value);

    /// <summary>A whole number.</summary>
    public static Rational FromInt64(long value) => new(value, 1, true);

    /// <summary>Sum.</summary>
    /// <exception cref="OverflowException">It does not fit 64 bits.</exception>
    public static Rational operator +(Rational left, Rational right) =>
        Of(checked((Int128)left.Numerator * right.Denominator + (Int128)right.Numerator * left.Denominator), (Int128)left.Denominator * right.Denominator);

    /// <summary>Difference.</summary>
    /// <inheritdoc cref="operator +"/>
    public static Rational operator -(Rational left, Rational right) =>
        Of(checked((Int128)left.Numerator * right.Denominator - (Int128)right.Numerator * left.Denominator), (Int128)left.Denominator * right.Denominator);

    /// <summary>Product.</summary>
    /// <inheritdoc cref="operator +"/>
    public static Rational operator *(Rational left, Rational right) => Of((Int128)left.Numerator * right.Numerator, (Int128)left.Denominator * right.Denominator);

    /// <summary>Quotient.</summary>
    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    /// <exception cref="OverflowException">It does not fit 64 bits.</exception>
    public static Rational operator /(Rational left, Rational right) => Of((Int128)left.Numerator * right.Denominator, (Int128)left.Denominator * right.Numerator);

    /// <summary>Whether they are equal.</summary>
    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    /// <summary>Order.</summary>
    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    /// <summary>Order.</summary>
    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    /// <summary>Order.</summary>
    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    /// <summary>Order.</summary>
    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    /// <summary>The same as <c>left + right</c>.</summary>
    public static Rational Add(Rational left, Rational right) => left + right;

    /// <summary>The same as <c>left - right</c>.</summary>
    public static Rational Subtract(Rational left, Rational right) => left - right;

    /// <summary>The same as <c>left * right</c>.</summary>
    public static Rational Multiply(Rational left, Rational right) => left * right;

    /// <summary>The same as <c>left / right</c>.</summary>
    public static Rational Divide(Rational left, Rational right) => left / right;

    /// <summary>The greatest whole number that is not greater.</summary>
    public long Floor() => Numerator / Denominator - (Numerator % Denominator < 0 ? 1 : 0);

    /// <summary>The least whole number that is not less.</summary>
    public long Ceiling() => Numerator / Denominator + (Numerator % Denominator > 0 ? 1 : 0);

    /// <summary>The nearest floating-point number.</summary>
    public double ToDouble() => (double)Numerator / Denominator;

    /// <inheritdoc/>
    public bool Equals(Rational other) => Numerator == other.Numerator && _denominatorLessOne == other._denominatorLessOne;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, _denominatorLessOne);

    /// <inheritdoc/>
    public int CompareTo(Rational other) => ((Int128)Numerator * other.Denominator).CompareTo((Int128)other.Numerator * Denominator);

    /// <summary>For example <c>2</c> or <c>-1/4</c>.</summary>
    public override string ToString() => IsWhole ? Numerator.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static Rational Of(Int128 numerator, Int128 denominator)
    {
        if (denominator == 0) throw new DivideByZeroException("A fraction has no denominator of 0.");
        if (denominator == 1) return new(checked((long)numerator), 1, true);
        if (denominator < 0) (numerator, denominator) = (-numerator, -denominator);
        var (a, b) = (Int128.Abs(numerator), denominator);
        while (b != 0) (a, b) = (b, a % b);
        return new(checked((long)(numerator / a)), checked((long)(denominator / a)), true);
    }
}
