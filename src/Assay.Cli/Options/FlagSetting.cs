using System.CommandLine;

namespace Assay.Cli.Options;

/// <summary>An option that is there or not.</summary>
internal sealed class FlagSetting : Setting
{
    private readonly Option<bool> _symbol;

    /// <summary>Describes it.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    /// <param name="help">What it does.</param>
    /// <param name="aliases">Other names for it.</param>
    public FlagSetting(string name, string help, params string[] aliases) : base(name, "", help) =>
        _symbol = new Option<bool>(name, aliases) { Description = help, Arity = ArgumentArity.Zero };

    /// <inheritdoc/>
    public override Option Symbol => _symbol;

    /// <summary>Whether it was given.</summary>
    public bool Value(ParseResult parsed) => IsGiven(parsed);
}
