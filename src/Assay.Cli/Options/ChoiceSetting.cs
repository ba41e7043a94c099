using System.CommandLine;

namespace Assay.Cli.Options;

/// <summary>An option that takes one of a few names.</summary>
/// <typeparam name="T">What the names stand for.</typeparam>
internal sealed class ChoiceSetting<T> : Setting
{
    private readonly (string Name, T Value)[] _choices;
    private readonly Option<string> _symbol;

    /// <summary>Describes it; the first choice is the default.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    /// <param name="help">What it does.</param>
    /// <param name="choices">The names that the user may type and what they stand for.</param>
    public ChoiceSetting(string name, string help, params (string Name, T Value)[] choices)
        : this(name, string.Join('|', choices.Select(choice => choice.Name)), help, choices)
    {
    }

    /// <summary>Describes one whose names are too many for one line; the help lists them.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    /// <param name="valueName">What stands for the names: RULE.</param>
    /// <param name="help">What it does, and the names.</param>
    /// <param name="choices">The names that the user may type and what they stand for.</param>
    public ChoiceSetting(string name, string valueName, string help, params (string Name, T Value)[] choices)
        : base(name, valueName, help)
    {
        _choices = choices;
        _symbol = new Option<string>(name) { Description = help };
        _symbol.CompletionSources.Add([.. choices.Select(choice => choice.Name)]);
    }

    /// <inheritdoc/>
    public override Option Symbol => _symbol;

    /// <inheritdoc/>
    public override string? DefaultText => _choices[0].Name;

    /// <summary>What was chosen, or the default.</summary>
    public T Value(ParseResult parsed)
    {
        var text = Text(parsed) ?? _choices[0].Name;
        return Array.Find(_choices, choice => choice.Name == text).Value;
    }

    /// <summary>The name of what was chosen, or of the default.</summary>
    public string NameOf(ParseResult parsed) => Text(parsed) ?? _choices[0].Name;

    /// <inheritdoc/>
    protected override string? Mismatch(string value) => Array.Exists(_choices, choice => choice.Name == value)
        ? null
        : $"give one of {string.Join(", ", _choices.Select(choice => choice.Name))}";
}
