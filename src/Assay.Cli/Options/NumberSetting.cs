using System.CommandLine;
using System.Globalization;

namespace Assay.Cli.Options;

/// <summary>An option that takes a number.</summary>
/// <param name="name">Its name, with the dashes.</param>
/// <param name="help">What it does.</param>
/// <param name="least">Smallest value allowed.</param>
/// <param name="most">Largest value allowed.</param>
internal sealed class NumberSetting(string name, string help, double least, double most) : Setting(name, "X", help)
{
    /// <inheritdoc/>
    public override Option Symbol { get; } = new Option<string>(name) { Description = help };

    /// <summary>What holds where it is not given.</summary>
    public required double Default { get; init; }

    /// <summary>How the help puts the default where it is not a fixed number.</summary>
    public string? DefaultWords { get; init; }

    /// <inheritdoc/>
    public override string? DefaultText => DefaultWords ?? Default.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>What was given, or the default.</summary>
    public double Value(ParseResult parsed) => Text(parsed) is { } text && TryParse(text, out var value) ? value : Default;

    /// <inheritdoc/>
    protected override string? Mismatch(string value) => TryParse(value, out var number) && number >= least && number <= most
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"give a number from {least:R} to {most:R}, with a point for decimals");

    private static bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
