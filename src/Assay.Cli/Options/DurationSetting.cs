using System.CommandLine;
using System.Globalization;

namespace Assay.Cli.Options;

/// <summary>An option that takes a time: 60, 60s, 1.5m, 2h.</summary>
/// <param name="name">Its name, with the dashes.</param>
/// <param name="help">What it does.</param>
/// <param name="standard">The default, as the user would type it.</param>
internal sealed class DurationSetting(string name, string help, string standard) : Setting(name, "TIME", help)
{
    private static readonly TimeSpan _longest = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public override Option Symbol { get; } = new Option<string>(name) { Description = help };

    /// <inheritdoc/>
    public override string? DefaultText => standard;

    /// <summary>What was given, or the default.</summary>
    public TimeSpan Value(ParseResult parsed) => TryParse(Text(parsed) ?? standard, out var time) ? time : TimeSpan.Zero;

    /// <inheritdoc/>
    protected override string? Mismatch(string value) => TryParse(value, out var time) && time > TimeSpan.Zero && time <= _longest ? null : "give a time above zero, at most a week, such as 60s, 5m or 2h";

    private static bool TryParse(string text, out TimeSpan time)
    {
        var unit = text.Length == 0 ? 's' : char.ToLowerInvariant(text[^1]);
        var seconds = unit switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        var number = seconds == 0 ? text : text[..^1];
        var known = double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value < 1e6;
        time = known ? TimeSpan.FromSeconds(value * Math.Max(1, seconds)) : TimeSpan.Zero;
        return known;
    }
}
