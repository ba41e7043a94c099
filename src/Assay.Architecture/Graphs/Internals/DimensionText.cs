using System.Globalization;
using System.Text;

namespace Assay.Architecture.Graphs.Internals;

/// <summary>Writes expressions as a reader of formulas expects them: <c>2*H*W - 3</c>.</summary>
internal static class DimensionText
{
    public static string Of(Dimension value)
    {
        var text = new StringBuilder();
        foreach (var term in value.Terms)
        {
            var negative = term.Coefficient < 0;
            if (text.Length > 0) text.Append(negative ? " - " : " + ");
            else if (negative) text.Append('-');
            var magnitude = Int128.Abs(term.Coefficient);
            if (magnitude != 1) text.Append(CultureInfo.InvariantCulture, $"{magnitude}*");
            AppendFactors(text, term.Factors);
        }
        if (value.Offset != 0) text.Append(CultureInfo.InvariantCulture, $" {(value.Offset < 0 ? '-' : '+')} {Int128.Abs(value.Offset)}");
        return text.Length <= Dimension.TextLimit ? text.ToString() : throw DimensionError.TooLong();
    }

    /// <summary>In brackets where the expression is more than one factor.</summary>
    public static string Grouped(Dimension value) => value.IsConstant && value.Offset >= 0 || value.IsAtom(out _) && value.Offset == 0 ? value.ToString() : $"({value})";

    private static void AppendFactors(StringBuilder text, DimensionFactor[] factors)
    {
        for (var i = 0; i < factors.Length;)
        {
            var power = 1;
            while (i + power < factors.Length && factors[i + power].Text == factors[i].Text) power++;
            if (i > 0) text.Append('*');
            text.Append(factors[i].Text);
            if (power > 1) text.Append(CultureInfo.InvariantCulture, $"^{power}");
            i += power;
        }
    }
}
