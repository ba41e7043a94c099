using System.CommandLine;

namespace Assay.Cli.Options;

/// <summary>An option that takes several texts, one after another or by being repeated.</summary>
internal sealed class TextsSetting(string name, string valueName, string help) : Setting(name, valueName, help)
{
    private readonly Option<string[]> _symbol = new(name)
    {
        Description = help,
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };

    /// <inheritdoc/>
    public override Option Symbol => _symbol;

    /// <summary>What was given, in that order.</summary>
    public IReadOnlyList<string> Values(ParseResult parsed) => IsGiven(parsed) ? parsed.GetValue(_symbol) ?? [] : [];
}
