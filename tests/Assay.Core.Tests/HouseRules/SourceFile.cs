using System.Text.RegularExpressions;

namespace Assay.Core.Tests.HouseRules;

/// <summary>One C# file: where it is below the root and what it says.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>The text without comments and with empty strings, line by line as it was.</summary>
    public string Code { get; } = CommentOrString().Replace(Text, match => match.Value[0] == '/' ? Newlines(match.Value) : "\"\"" + Newlines(match.Value));

    /// <summary>src, tests, bench or samples.</summary>
    public string Room => Path.Split('/')[0];

    /// <summary>Name of the project, which is the folder below the room.</summary>
    public string Project => Path.Split('/')[1];

    /// <summary>Name up to the first dot: partial types have a file a part.</summary>
    public string Name => System.IO.Path.GetFileName(Path).Split('.')[0];

    /// <summary>A file-based app or the beginning of a program: statements instead of a type.</summary>
    public bool IsProgram => Room == "samples" || Name == "Program";

    /// <summary>The file-scoped namespace; null where there is none.</summary>
    public string? Namespace => NamespaceLine().Match(Code) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Types that stand at the beginning of a line, hence at the top level.</summary>
    public IReadOnlyList<(string Name, bool IsPublic)> TopLevelTypes =>
        [.. TypeLine().Matches(Code).Select(match => (match.Groups["name"].Value, match.Groups["access"].Value == "public")).Distinct()];

    private static string Newlines(string text) => new('\n', text.Count(character => character == '\n'));

    // Raw strings first, then verbatim ones, then ordinary ones; interpolated code in a string counts as string.
    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|(?<raw>"{3,}).*?\k<raw>(?!")|\$?@\$?"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|'(?:\\[^\n]+?|[^'\\\n])'""", RegexOptions.Singleline)]
    private static partial Regex CommentOrString();

    [GeneratedRegex(@"^namespace\s+([\w.]+)\s*[;{]?", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex("""
        ^(?<access>public|internal|file)?[ ]*(?:(?:static|sealed|abstract|partial|readonly|unsafe|ref)[ ]+)*
        (?:(?:record[ ]+struct|record[ ]+class|record|class|struct|interface|enum)[ ]+(?<name>\w+)|delegate[ ]+[^(]+?[ ](?<name>\w+)(?:<[^(]*>)?\()
        """, RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex TypeLine();
}
