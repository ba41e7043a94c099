using System.CommandLine;
using System.Globalization;

namespace Assay.Cli.Options;

/// <summary>An option that takes a whole number.</summary>
/// <param name="name">Its name, with the dashes.</param>
/// <param name="help">What it does.</param>
/// <param name="least">Smallest value allowed.</param>
/// <param name="most">Largest value allowed.</param>
internal sealed class CountSetting(string name, string help, long least = 0, long most = int.MaxValue) : Setting(name, "N", help)
{
    /// <inheritdoc/>
    public override Option Symbol { get; } = new Option<string>(name) { Description = help };

    /// <summary>What holds where it is not given.</summary>
    public long? Default { get; init; }

    /// <summary>How the help puts the default where it is not a fixed number.</summary>
    public string? DefaultWords { get; init; }

    /// <inheritdoc/>
    public override string? DefaultText => DefaultWords ?? Default?.ToString(CultureInfo.InvariantCulture);

    /// <summary>What was given, or the default.</summary>
    public long Value(ParseResult parsed) => Text(parsed) is { } text ? Parse(text) : Default ?? least;

    /// <inheritdoc/>
    protected override string? Mismatch(string value) => TryParse(value, out var number) && number >= least && number <= most
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"give a whole number from {least} to {most}");

    private static long Parse(string text) => TryParse(text, out var value) ? value : 0;

    private static bool TryParse(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
