using System.Globalization;
using System.Numerics;
using Assay.Threshold.Numbers;

namespace Assay.Threshold.Exports.Internals;

/// <summary>Fractions as text and as the nearest number in double precision.</summary>
internal static class ExactFractions
{
    /// <summary>The most characters of a fraction that is read: beyond any network, and little enough to be read at once.</summary>
    public const int MostCharacters = 2_000;

    /// <summary>The fraction of a text such as "3/2" or "-1", in lowest terms.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Rational value)
    {
        value = default;
        if (text.Length > MostCharacters) return false;
        var slash = text.IndexOf('/');
        if (!BigInteger.TryParse(slash < 0 ? text : text[..slash], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var numerator)) return false;
        var denominator = BigInteger.One;
        if (slash >= 0 && (!BigInteger.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out denominator) || denominator.IsZero)) return false;
        value = new(numerator, denominator);
        return text.SequenceEqual(value.ToString());
    }

    /// <summary>The nearest number in double precision, the even one of two; infinite where it is too large.</summary>
    public static double ToDouble(Rational value)
    {
        var (numerator, denominator) = (BigInteger.Abs(value.Numerator), value.Denominator);
        if (numerator.IsZero) return 0;
        // A quotient of 64 or 65 bits, the lowest of which says whether anything was left: then it is rounded once.
        var shift = 64 - (int)(numerator.GetBitLength() - denominator.GetBitLength());
        if (shift >= 0) numerator <<= shift;
        else denominator <<= -shift;
        var quotient = BigInteger.DivRem(numerator, denominator, out var rest);
        var sticky = !rest.IsZero;
        if (quotient.GetBitLength() > 64)
        {
            sticky |= !quotient.IsEven;
            quotient >>= 1;
            shift--;
        }
        var magnitude = Math.ScaleB((double)((ulong)quotient | (sticky ? 1UL : 0)), -shift);
        return value.Numerator.Sign < 0 ? -magnitude : magnitude;
    }
}
