using System.Buffers.Text;
using System.Globalization;

namespace Assay.Expression.Formats.Internals;

/// <summary>
/// Single-precision numbers from bytes of UTF-8, correctly rounded. Numbers of at most 19 digits and a small exponent, which is nearly all of them,
/// take one multiplication or division in double precision (Clinger 1990); the few that lie on the edge between two floats go the slow way.
/// </summary>
internal static class NumberParser
{
    private const int LargestExactPower = 22;              // 10^22 is the last power of ten that a double holds exactly
    private const ulong LargestExactInteger = 1UL << 53;
    private const int MostDigits = 19;                     // 19 digits always fit into a ulong

    private static readonly double[] Powers = [.. Enumerable.Range(0, LargestExactPower + 1).Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture))];

    /// <summary>Reads one cell, without the blanks around it.</summary>
    /// <param name="cell">The cell's bytes.</param>
    /// <param name="point">The decimal point, '.' or ','.</param>
    /// <param name="value">The number; NaN where it is missing or none.</param>
    public static CellKind Parse(ReadOnlySpan<byte> cell, byte point, out float value)
    {
        var place = 0;
        var negative = false;
        if (cell.Length > 0 && cell[0] is (byte)'-' or (byte)'+') negative = cell[place++] == (byte)'-';
        ulong digits = 0;
        var (count, scale) = (0, 0);
        for (; place < cell.Length && (uint)(cell[place] - '0') <= 9; place++, count++) digits = digits * 10 + (ulong)(cell[place] - '0');
        if (place < cell.Length && cell[place] == point)
        {
            var start = ++place;
            for (; place < cell.Length && (uint)(cell[place] - '0') <= 9; place++, count++) digits = digits * 10 + (ulong)(cell[place] - '0');
            scale = start - place;
        }
        if (count is > 0 and <= MostDigits && (place == cell.Length || TryExponent(cell[place..], ref scale)) && digits <= LargestExactInteger && Math.Abs(scale) <= LargestExactPower)
        {
            var exact = scale < 0 ? digits / Powers[-scale] : digits * Powers[scale];
            // Rounding twice goes wrong only where the double lies half way between two floats.
            const ulong BelowFloat = (1UL << 29) - 1, HalfWay = 1UL << 28;
            if ((BitConverter.DoubleToUInt64Bits(exact) & BelowFloat) != HalfWay && exact is 0 or (> 1e-37 and < 3e38))
            {
                value = (float)(negative ? -exact : exact);
                return CellKind.Number;
            }
        }
        return Slow(cell, point, out value);
    }

    private static bool TryExponent(ReadOnlySpan<byte> rest, ref int scale)
    {
        if (rest[0] is not ((byte)'e' or (byte)'E') || !Utf8Parser.TryParse(rest[1..], out int exponent, out var used) || used != rest.Length - 1) return false;
        if (Math.Abs((long)exponent) > 1000) return false;
        scale += exponent;
        return true;
    }

    private static CellKind Slow(ReadOnlySpan<byte> cell, byte point, out float value)
    {
        cell = cell.Trim(" \u00a0"u8);
        value = float.NaN;
        if (IsMissing(cell)) return CellKind.Missing;
        Span<byte> copy = stackalloc byte[128];
        if (cell.Length > copy.Length) return CellKind.Text;
        cell.CopyTo(copy);
        copy = copy[..cell.Length];
        if (point == (byte)',')
        {
            if (copy.Contains((byte)'.')) return CellKind.Text;
            copy.Replace((byte)',', (byte)'.');
        }
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!float.TryParse(copy, Style, CultureInfo.InvariantCulture, out value))
        {
            value = float.NaN;
            return OtherWord(cell);
        }
        if (float.IsFinite(value)) return CellKind.Number;
        return float.IsNaN(value) ? CellKind.NotANumber : CellKind.Infinite;
    }

    private static bool IsMissing(ReadOnlySpan<byte> cell) =>
        cell.IsEmpty || cell.SequenceEqual("NA"u8) || cell.SequenceEqual("N/A"u8) || cell.SequenceEqual("na"u8) || cell.SequenceEqual("n/a"u8) || cell.SequenceEqual("#N/A"u8)
        || cell.SequenceEqual("null"u8) || cell.SequenceEqual("NULL"u8) || cell.SequenceEqual("Null"u8) || cell.SequenceEqual("-"u8) || cell.SequenceEqual("."u8) || cell.SequenceEqual("?"u8);

    private static CellKind OtherWord(ReadOnlySpan<byte> cell)
    {
        if (cell[0] is (byte)'-' or (byte)'+') cell = cell[1..];
        Span<byte> lower = stackalloc byte[9];
        if (cell.Length > lower.Length) return CellKind.Text;
        for (var i = 0; i < cell.Length; i++) lower[i] = (byte)(cell[i] | 0x20);
        lower = lower[..cell.Length];
        if (lower.SequenceEqual("nan"u8)) return CellKind.NotANumber;
        return lower.SequenceEqual("inf"u8) || lower.SequenceEqual("infinity"u8) ? CellKind.Infinite : CellKind.Text;
    }
}
