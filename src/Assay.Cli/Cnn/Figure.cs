using System.Globalization;
using Assay.Architecture.Graphs;

namespace Assay.Cli.Cnn;

/// <summary>Numbers and formulas for readers and for programs.</summary>
internal static class Figure
{
    /// <summary>With separators of thousands; formulas as they are.</summary>
    public static string Exact(Dimension value) => value.TryGetValue(out var number) ? number.ToString("N0", CultureInfo.InvariantCulture) : value.ToString();

    /// <summary>With separators of thousands.</summary>
    public static string Exact(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>In thousands, millions or billions: 1.583 G.</summary>
    public static string Short(Dimension value) => value.TryGetValue(out var number) ? Short(number) : value.ToString();

    /// <summary>In thousands, millions or billions.</summary>
    public static string Short(long value) => Scaled(value, 1000, ["", " k", " M", " G", " T", " P"]);

    /// <summary>Bytes in KiB, MiB or GiB.</summary>
    public static string Bytes(Dimension value) => value.TryGetValue(out var number) ? Scaled(number, 1024, [" B", " KiB", " MiB", " GiB", " TiB", " PiB"]) : $"{value} B";

    /// <summary>A quotient as 1.23x; empty where one of them is a formula.</summary>
    public static string Ratio(Dimension value, Dimension of) =>
        value.TryGetValue(out var number) && of.TryGetValue(out var whole) && whole != 0 ? ((double)number / whole).ToString("0.###x", CultureInfo.InvariantCulture) : value == of ? "1x" : "";

    /// <summary>A share of a whole in percent; empty where one of them is a formula.</summary>
    public static string Share(Dimension value, Dimension of) =>
        value.TryGetValue(out var number) && of.TryGetValue(out var whole) && whole != 0 ? ((double)number / whole).ToString("0.0 %", CultureInfo.InvariantCulture) : "";

    private static string Scaled(long value, int step, string[] units)
    {
        var (scaled, unit) = ((double)value, 0);
        while (Math.Abs(scaled) >= step && unit + 1 < units.Length) (scaled, unit) = (scaled / step, unit + 1);
        return scaled.ToString(unit == 0 ? "0" : scaled >= 100 ? "0.0" : "0.00", CultureInfo.InvariantCulture) + units[unit];
    }
}
