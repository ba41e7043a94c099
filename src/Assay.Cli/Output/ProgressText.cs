using System.Globalization;
using Assay.Core.Progress;

namespace Assay.Cli.Output;

/// <summary>Puts progress into words: "5.93 M words/s, loss 2.134, 12 s left".</summary>
internal static class ProgressText
{
    /// <summary>A number with three significant digits and k, M or G.</summary>
    public static string Short(double value)
    {
        var (scaled, suffix) = Math.Abs(value) switch
        {
            >= 0.9995e9 => (value / 1e9, " G"),
            >= 0.9995e6 => (value / 1e6, " M"),
            >= 999.5 => (value / 1e3, " k"),
            _ => (value, ""),
        };
        var format = Math.Abs(scaled) switch { >= 99.95 => "0", >= 9.995 => "0.0", _ when suffix.Length == 0 && scaled == Math.Floor(scaled) => "0", _ => "0.00" };
        return scaled.ToString(format, CultureInfo.InvariantCulture) + suffix;
    }

    /// <summary>A time as people say it: "12 s", "1 min 05 s", "2 h 03 min".</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 9.95 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        < 59.5 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        < 3570 => string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Round(time.TotalSeconds) / 60} min {(int)Math.Round(time.TotalSeconds) % 60:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Round(time.TotalMinutes) / 60} h {(int)Math.Round(time.TotalMinutes) % 60:00} min"),
    };

    /// <summary>Done, rate, loss and time left.</summary>
    public static string Details(in ProgressReport report)
    {
        var parts = new List<string>(4);
        if (report.Total is null) parts.Add($"{Short(report.Done)} {report.Unit}");
        if (report.Rate > 0) parts.Add($"{Short(report.Rate)} {report.Unit}/s");
        if (report.Loss is { } loss) parts.Add(string.Create(CultureInfo.InvariantCulture, $"loss {loss:0.0000}"));
        if (report.Remaining is { } left) parts.Add($"{Duration(left)} left");
        return string.Join(", ", parts);
    }

    /// <summary>Share done, as "42 %"; empty where the total is unknown.</summary>
    public static string Share(in ProgressReport report) => report.Total is { } total and > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(report.Done / total, 0, 1) * 100:0} %")
        : "";
}
