using System.CommandLine;
using System.CommandLine.Parsing;

namespace Assay.Cli.Options;

/// <summary>
/// An option. Values reach the parser as text and are read here, so that each error is our own sentence
/// and start-up does not compile a generic option type for every type of value.
/// </summary>
/// <param name="name">Its name, with the dashes.</param>
/// <param name="valueName">What the help shows after it; empty for a flag.</param>
/// <param name="help">What it does, one sentence.</param>
internal abstract class Setting(string name, string valueName, string help)
{
    /// <summary>Its name, with the dashes.</summary>
    public string Name => name;

    /// <summary>What the help shows after the name; empty for a flag.</summary>
    public string ValueName => valueName;

    /// <summary>What it does.</summary>
    public string Help => help;

    /// <summary>Whether the command cannot do without it.</summary>
    public bool Required { get; init; }

    /// <summary>What holds where it is not given, as the help shows it; null for nothing.</summary>
    public virtual string? DefaultText => null;

    /// <summary>Its symbol for the parser.</summary>
    public abstract Option Symbol { get; }

    /// <summary>Whether the user gave it.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetResult(Symbol) is { Implicit: false };

    /// <summary>The value in effect as text, given or by default; null where neither is. A flag that is given is "true".</summary>
    public string? InEffect(ParseResult parsed)
    {
        if (!IsGiven(parsed)) return DefaultText;
        var tokens = parsed.GetResult(Symbol) is OptionResult result ? result.Tokens : [];
        return tokens.Count == 0 ? "true" : string.Join(' ', tokens.Select(token => token.Value));
    }

    /// <summary>What is wrong with what was given, as one sentence; null where nothing is.</summary>
    public string? Problem(ParseResult parsed)
    {
        if (parsed.GetResult(Symbol) is not { Implicit: false } result)
            return Required ? $"{Name} is missing: add {Name} {ValueName}" : null;
        // The parser takes a following option for the value; a path that begins with two dashes can be written ./--name.
        if (result.Tokens.Count < Symbol.Arity.MinimumNumberOfValues || result.Tokens.Any(token => token.Value.StartsWith("--", StringComparison.Ordinal))) return $"{Name} needs a value: {Name} {ValueName}";
        if (result.Tokens.Count > Symbol.Arity.MaximumNumberOfValues || (result.IdentifierTokenCount > 1 && Symbol.Arity.MaximumNumberOfValues <= 1))
            return $"{Name} was given more than once: give it once";
        foreach (var token in result.Tokens)
        {
            if (Mismatch(token.Value) is { } wanted) return $"{Name} {token.Value}: {wanted}";
        }

        return null;
    }

    /// <summary>What the value should have been, as a clause; null where it is fine.</summary>
    protected virtual string? Mismatch(string value) => null;

    /// <summary>The text that was given; null where nothing was.</summary>
    protected string? Text(ParseResult parsed) => parsed.GetResult(Symbol) is { Implicit: false, Tokens: [.., Token last] } ? last.Value : null;
}
