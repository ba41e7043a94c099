using System.CommandLine;
using System.CommandLine.Parsing;
using Assay.Cli.Options;

namespace Assay.Cli.Conventions;

/// <summary>Says what is wrong with a command line, in one sentence of ours.</summary>
internal static class UsageCheck
{
    /// <summary>The first thing wrong; null where the line can be run.</summary>
    public static string? Problem(ParseResult parsed, CommandNode node)
    {
        if (node is CommandGroup group) return UnknownWord(parsed, group);
        var description = (CommandDescription)node;
        if (UnknownOption(parsed, description) is { } unknown) return unknown;
        if (parsed.UnmatchedTokens is [var surplus, ..]) return $"'{surplus}' is one argument too many: leave it out, or quote what belongs together";
        foreach (var setting in description.Settings.Concat(CommonSettings.All))
        {
            if (setting.IsGiven(parsed) && setting.Problem(parsed) is { } problem) return problem;
        }

        foreach (var positional in description.Positionals)
        {
            if (positional.Problem(parsed) is { } problem) return problem;
        }

        foreach (var setting in description.Settings)
        {
            if (setting.Problem(parsed) is { } problem) return problem;
        }

        // Whatever the parser found that the checks above do not know.
        return parsed.Errors is [var error, ..] ? error.Message.TrimEnd('.') : null;
    }

    private static string UnknownWord(ParseResult parsed, CommandGroup group)
    {
        var verbs = group.Children.Select(child => child.Name).ToArray();
        if (parsed.UnmatchedTokens is not [var word, ..]) return $"what should it do? Give one of {string.Join(", ", verbs)}";
        if (word.StartsWith('-')) return $"{word} is not an option here{Spelling.Suggest(word, Names(CommonSettings.All))}";
        return Spelling.Suggest(word, verbs) is { Length: > 0 } suggestion
            ? $"'{word}' is not a command{suggestion}"
            : $"'{word}' is not a command: give one of {string.Join(", ", verbs)}";
    }

    // The parser takes an unknown option for an argument where arguments are many, as in `nearest MODEL WORD… --tpo 5`.
    private static string? UnknownOption(ParseResult parsed, CommandDescription description)
    {
        var escaped = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).ToHashSet(ReferenceEqualityComparer.Instance);
        var taken = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(result => result.Tokens)
            .Where(token => !escaped.Contains(token)).Select(token => token.Value);
        var given = taken.Concat(parsed.UnmatchedTokens).FirstOrDefault(value => value.Length > 1 && value[0] == '-' && !char.IsAsciiDigit(value[1]));
        if (given is null) return null;
        var name = given.Split('=')[0];
        var suggestion = Spelling.Suggest(name, Names(description.Settings.Concat(CommonSettings.All)));
        return suggestion.Length > 0 ? $"{name} is not an option{suggestion}" : $"{name} is not an option of this command";
    }

    private static IEnumerable<string> Names(IEnumerable<Setting> settings) => settings.Select(setting => setting.Name);
}
