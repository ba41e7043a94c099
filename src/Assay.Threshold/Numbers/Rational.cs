using System.Globalization;
using System.Numerics;

namespace Assay.Threshold.Numbers;

/// <summary>An exact fraction in lowest terms, so that a unit's sum is never rounded across its threshold.</summary>
public readonly record struct Rational : IComparable<Rational>
{
    private readonly BigInteger _denominatorLessOne; // so that default(Rational) is 0/1

    /// <summary>numerator / denominator.</summary>
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException("A fraction's denominator is zero.");
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        _denominatorLessOne = denominator / divisor - 1;
    }

    /// <summary>The numerator, which carries the sign.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator, above zero.</summary>
    public BigInteger Denominator => _denominatorLessOne + 1;

    /// <summary>One half: where a threshold over whole numbers is furthest from both sides.</summary>
    public static Rational Half => new(1, 2);

    /// <summary>The least common denominator of some fractions; 1 for none.</summary>
    public static BigInteger CommonDenominator(IEnumerable<Rational> values) =>
        values.Aggregate(BigInteger.One, (least, value) => least / BigInteger.GreatestCommonDivisor(least, value.Denominator) * value.Denominator);

    /// <summary>The number times a multiple of its denominator: a whole number.</summary>
    /// <param name="denominator">A multiple of <see cref="Denominator"/>.</param>
    public BigInteger Times(BigInteger denominator) => Numerator * (denominator / Denominator);

    /// <summary>The number without its sign.</summary>
    public Rational Magnitude => Numerator.Sign < 0 ? -this : this;

    /// <summary>A whole number as a fraction.</summary>
    public static implicit operator Rational(long value) => new(value, 1);

    /// <summary>Reads "3", "-3/2" or "0.25".</summary>
    /// <param name="text">The text, of up to 200 characters.</param>
    /// <param name="value">The number, exactly as written.</param>
    public static bool TryParse(string text, out Rational value)
    {
        const int Longest = 200;
        value = 0;
        if (text.Length is 0 or > Longest) return false;
        if (text.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0)
        {
            if (!Whole(text[..slash], out var numerator) || !Whole(text[(slash + 1)..], out var denominator) || denominator.Sign <= 0) return false;
            value = new(numerator, denominator);
            return true;
        }
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
        {
            if (!Whole(text, out var whole)) return false;
            value = new(whole, 1);
            return true;
        }
        var decimals = text.Length - point - 1;
        if (decimals == 0 || !char.IsAsciiDigit(text[point + 1]) || !Whole(string.Concat(text.AsSpan(0, point), text.AsSpan(point + 1)), out var digits)) return false;
        value = new(digits, BigInteger.Pow(10, decimals));
        return true;
    }

    private static bool Whole(string text, out BigInteger value) => BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>The exact sum.</summary>
    public static Rational operator +(Rational left, Rational right) =>
        new(left.Numerator * right.Denominator + right.Numerator * left.Denominator, left.Denominator * right.Denominator);

    /// <summary>The exact difference.</summary>
    public static Rational operator -(Rational left, Rational right) => left + -right;

    /// <summary>The number with the other sign.</summary>
    public static Rational operator -(Rational value) => new(-value.Numerator, value.Denominator);

    /// <summary>The exact product.</summary>
    public static Rational operator *(Rational left, Rational right) => new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>The exact quotient.</summary>
    /// <exception cref="DivideByZeroException">The right number is zero.</exception>
    public static Rational operator /(Rational left, Rational right) => new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    /// <summary>Whether the left number is the smaller.</summary>
    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left number is the larger.</summary>
    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left number is not the larger.</summary>
    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left number is not the smaller.</summary>
    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>"3/2", or "3" for a whole number.</summary>
    public override string ToString() => Denominator.IsOne
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
