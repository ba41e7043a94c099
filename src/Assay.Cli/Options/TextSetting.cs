using System.CommandLine;

namespace Assay.Cli.Options;

/// <summary>An option that takes a text: a path, a name.</summary>
internal sealed class TextSetting(string name, string valueName, string help) : Setting(name, valueName, help)
{
    /// <inheritdoc/>
    public override Option Symbol { get; } = new Option<string>(name) { Description = help };

    /// <inheritdoc/>
    public override string? DefaultText => Default;

    /// <summary>What holds where it is not given.</summary>
    public string? Default { get; init; }

    /// <summary>What was given, or the default.</summary>
    public string? Value(ParseResult parsed) => Text(parsed) ?? Default;

    /// <inheritdoc/>
    protected override string? Mismatch(string value) => value.Length == 0 ? "is empty; give a value or leave it out" : null;
}
