using System.Globalization;

namespace Assay.Reports.Plots.Internals;

/// <summary>Where an axis is labelled, and how: steps of 1, 2 or 5, or decades on a logarithmic axis.</summary>
internal sealed record Ticks(double Low, double High, IReadOnlyList<(double Position, string Label)> Marks)
{
    /// <summary>The width of a range, as a part of its values, below which all values count as equal.</summary>
    internal const double Rounding = 1e-11;

    /// <summary>The ticks of a linear axis.</summary>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">The largest value.</param>
    /// <param name="wanted">About how many ticks there should be.</param>
    /// <param name="tight">Whether the axis ends with the data, or at the tick beyond.</param>
    internal static Ticks Linear(double low, double high, int wanted, bool tight = false)
    {
        // A range of a few units in the last place is rounding, not data: steps that small would not move its ends.
        var size = Math.Max(Math.Abs(low), Math.Abs(high));
        if (!(high - low > size * Rounding))
        {
            var around = size < 1e-290 ? 1 : size * 0.1;
            (low, high) = (low - around, high + around);
        }
        var step = Step((high - low) / Math.Max(1, wanted));
        var (first, last) = tight
            ? (Math.Ceiling(low / step - 1e-9), Math.Floor(high / step + 1e-9))
            : (Math.Floor(low / step + 1e-9), Math.Ceiling(high / step - 1e-9));
        var largest = Math.Max(Math.Abs(first * step), Math.Abs(last * step));
        var marks = new List<(double, string)>();
        var count = last - first <= 10.0 * Math.Max(1, wanted) ? (int)(last - first) : -1; // none where the range is not a number
        for (var i = 0; i <= count; i++) marks.Add(((first + i) * step, Label((first + i) * step, step, largest)));
        return tight ? new Ticks(low, high, marks) : new Ticks(first * step, last * step, marks);
    }

    /// <summary>The ticks of a logarithmic axis; its ends and positions are decimal logarithms. A tight one ends with the data.</summary>
    internal static Ticks Logarithmic(double low, double high, int wanted, bool tight = false)
    {
        var (first, last) = (Math.Floor(low + 1e-9), Math.Ceiling(high - 1e-9));
        if (last <= first) last = first + 1;
        var every = Math.Max(1, (int)Math.Ceiling((last - first) / Math.Max(1, wanted)));
        var marks = new List<(double, string)>();
        var few = last - first <= 2;
        for (var decade = first; decade <= last; decade++)
        {
            if ((decade - first) % every == 0) marks.Add((decade, LogarithmicLabel(decade, 1)));
            if (!few || decade == last) continue;
            marks.Add((decade + Math.Log10(2), LogarithmicLabel(decade, 2)));
            marks.Add((decade + Math.Log10(5), LogarithmicLabel(decade, 5)));
        }
        // Decades are far apart: the axis ends at the last tick that is needed, not at a whole decade.
        var (from, to) = (first, last);
        if (few)
        {
            from = marks.Last(mark => mark.Item1 <= low + 1e-9 || mark == marks[0]).Item1;
            to = marks.First(mark => mark.Item1 >= high - 1e-9 || mark == marks[^1]).Item1;
        }
        if (tight && high > low) (from, to) = (low, high);
        return new Ticks(from, to, [.. marks.Where(mark => mark.Item1 >= from - 1e-9 && mark.Item1 <= to + 1e-9)]);
    }

    /// <summary>A value as a label of its own, with three or four digits that count.</summary>
    internal static string Value(double value) => Value(value, value, alone: true);

    /// <summary>A value beside others, with as many decimals as the largest of them has.</summary>
    internal static string Value(double value, double largest, bool alone = false)
    {
        if (!double.IsFinite(value)) return "–";
        var magnitude = Math.Abs(largest);
        if (magnitude != 0 && (magnitude < 1e-3 || magnitude >= 1e7)) return Signed(value.ToString("0.##e0", CultureInfo.InvariantCulture));
        var decimals = magnitude >= 100 || magnitude == 0 ? 0 : magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : 3;
        return Signed(Math.Round(value, decimals).ToString("#,0." + new string(alone ? '#' : '0', decimals), CultureInfo.InvariantCulture));
    }

    private static string Label(double value, double step, double largest)
    {
        if (value == 0) return "0";
        var (unit, suffix) = largest switch
        {
            >= 1e12 => (0.0, ""),
            >= 1e9 => (1e9, " G"),
            >= 1e6 => (1e6, " M"),
            >= 1e4 => (1e3, " k"),
            < 1e-4 => (0.0, ""),
            _ => (1.0, ""),
        };
        if (unit == 0) return Signed(value.ToString("0.###e0", CultureInfo.InvariantCulture));
        var decimals = Math.Clamp((int)-Math.Floor(Math.Log10(step / unit) + 1e-9), 0, 12);
        return Signed((value / unit).ToString("#,0." + new string('0', decimals), CultureInfo.InvariantCulture)) + suffix;
    }

    private static string LogarithmicLabel(double decade, int digit)
    {
        string Thousands(int power) => (digit * Math.Pow(10, decade - power)).ToString("0", CultureInfo.InvariantCulture);
        return decade switch
        {
            >= 9 or < -4 => string.Create(CultureInfo.InvariantCulture, $"{digit}e{decade}").Replace('-', '−'),
            >= 6 => Thousands(6) + " M",
            >= 3 => Thousands(3) + " k",
            _ => (digit * Math.Pow(10, decade)).ToString("0.####", CultureInfo.InvariantCulture),
        };
    }

    private static string Signed(string number) => number.Replace('-', '−');

    private static double Step(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { <= 1.0000001 => 1, <= 2.0000001 => 2, <= 5.0000001 => 5, _ => 10 } * power;
    }
}
