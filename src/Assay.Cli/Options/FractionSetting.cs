using System.CommandLine;
using Assay.Threshold.Numbers;

namespace Assay.Cli.Options;

/// <summary>An option that takes an exact fraction: 3/2, 2, 0.25.</summary>
/// <param name="name">Its name, with the dashes.</param>
/// <param name="help">What it does.</param>
internal sealed class FractionSetting(string name, string help) : Setting(name, "X", help)
{
    /// <inheritdoc/>
    public override Option Symbol { get; } = new Option<string>(name) { Description = help };

    /// <summary>How the help puts the default.</summary>
    public string? DefaultWords { get; init; }

    /// <inheritdoc/>
    public override string? DefaultText => DefaultWords;

    /// <summary>What was given; null where nothing was.</summary>
    public Rational? Value(ParseResult parsed) => Text(parsed) is { } text && Rational.TryParse(text, out var value) ? value : null;

    /// <inheritdoc/>
    protected override string? Mismatch(string value) => Rational.TryParse(value, out var number) && number > 0 ? null : "give a fraction above zero, such as 3/2, 2 or 0.25";
}
