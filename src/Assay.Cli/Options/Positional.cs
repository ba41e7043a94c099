using System.CommandLine;

namespace Assay.Cli.Options;

/// <summary>Something given by position: <c>MODEL</c>, <c>WORD…</c>.</summary>
internal sealed class Positional
{
    /// <summary>More than anybody types; the parser refuses larger numbers.</summary>
    public const int Many = 10_000;

    private readonly int _atLeast;

    /// <summary>Describes it.</summary>
    /// <param name="name">Its name in capitals, as the help shows it.</param>
    /// <param name="help">What it is.</param>
    /// <param name="atLeast">How many must be given.</param>
    /// <param name="atMost">How many may be given.</param>
    public Positional(string name, string help, int atLeast = 1, int atMost = 1)
    {
        Name = name;
        Help = help;
        _atLeast = atLeast;
        AtMost = atMost;
        // A single value as string[] is refused by the parser, hence the two types; both are read as tokens.
        Symbol = atMost == 1 ? new Argument<string>(name) : new Argument<string[]>(name);
        Symbol.Arity = new ArgumentArity(0, atMost);
        Symbol.Description = help;
    }

    /// <summary>Its name in capitals.</summary>
    public string Name { get; }

    /// <summary>What it is.</summary>
    public string Help { get; }

    /// <summary>How many may be given.</summary>
    public int AtMost { get; }

    /// <summary>How the usage line shows it.</summary>
    public string Usage => (_atLeast, AtMost) switch
    {
        (0, 1) => $"[{Name}]",
        (0, _) => $"[{Name}…]",
        (_, 1) => Name,
        _ => $"{Name}…",
    };

    /// <summary>Its symbol for the parser.</summary>
    public Argument Symbol { get; }

    /// <summary>Values that shell completion offers.</summary>
    public IReadOnlyList<string> Choices
    {
        init => Symbol.CompletionSources.Add([.. value]);
    }

    /// <summary>What was given.</summary>
    public IReadOnlyList<string> Values(ParseResult parsed) => [.. parsed.GetResult(Symbol)?.Tokens.Select(token => token.Value) ?? []];

    /// <summary>The first that was given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">None was given; never where one is required.</exception>
    public string Value(ParseResult parsed) => Values(parsed)[0];

    /// <summary>What is wrong with what was given, as one sentence; null where nothing is.</summary>
    public string? Problem(ParseResult parsed) => Values(parsed).Count < _atLeast
        ? $"{Name} is missing: {char.ToLowerInvariant(Help[0])}{Help[1..].TrimEnd('.')}"
        : null;
}
