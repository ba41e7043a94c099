using System.Text;
using System.Text.RegularExpressions;

namespace Assay.Core.Tests.HouseRules;

/// <summary>The rules of the source: each says what is wrong with a file, or null.</summary>
internal static partial class SourceRules
{
    private const int LargestFile = 20_000; // bytes

    public static readonly IReadOnlyDictionary<string, Func<SourceFile, string?>> All = new Dictionary<string, Func<SourceFile, string?>>
    {
        ["NoConsoleInLibraries"] = file => IsLibrary(file) && ConsoleUse().Match(file.Code) is { Success: true } match ? $"uses {match.Value}; libraries report through IProgress and results" : null,
        ["NoEnvironmentVariableInLibraries"] = file => IsLibrary(file) && EnvironmentUse().Match(file.Code) is { Success: true } match ? $"uses {match.Value}; libraries take options" : null,
        ["NativesAreLoadedByTheirOwner"] = file => IsLibrary(file) && file.Project != "Assay.Torch" && file.Path != "src/Assay.Threshold/Solver/SolverLibrary.cs" && NativeLoading().Match(file.Code) is { Success: true } match ? $"uses {match.Value}; Assay.Torch is the door to libtorch, and SolverLibrary that to the solver" : null,
        ["NoMachinePath"] = file => MachinePath().Match(file.Text) is { Success: true } match ? $"holds the path {match.Value} of some machine" : null,
        ["NamespaceIsFolder"] = file => file.IsProgram || file.Namespace == Folder(file) ? null : $"is in the namespace {file.Namespace ?? "(none)"}, its folder is {Folder(file)}",
        ["OnePublicType"] = file => file.TopLevelTypes.Count(type => type.IsPublic) > 1 ? $"has the public types {string.Join(", ", file.TopLevelTypes.Where(type => type.IsPublic).Select(type => type.Name))}" : null,
        ["FileIsNamedForItsType"] = file => file.IsProgram || file.TopLevelTypes.Any(type => type.Name == file.Name) ? null : $"holds {string.Join(", ", file.TopLevelTypes.Select(type => type.Name))}",
        ["NamesAreNouns"] = file => file.Path.Split('/')[..^1].Where(folder => EmptyFolderName().IsMatch(folder)).Concat(file.TopLevelTypes.Select(type => type.Name).Where(name => EmptyTypeName().IsMatch(name))).FirstOrDefault() is { } empty
            ? $"{empty} says nothing; use a noun of the field" : null,
        ["NothingLeftToDo"] = file => Unfinished().Match(file.Text) is { Success: true } match ? $"says {match.Value}" : null,
        ["FilesAreSmall"] = file => Encoding.UTF8.GetByteCount(file.Text) is var size && size > LargestFile ? $"has {size} bytes, more than {LargestFile}" : null,
    };

    private static bool IsLibrary(SourceFile file) => file.Room == "src" && file.Project != "Assay.Cli";

    private static string Folder(SourceFile file) => string.Join('.', file.Path.Split('/')[1..^1]);

    [GeneratedRegex(@"\bConsole\s*\.\s*\w+|\busing\s+(static\s+)?(\w+\s*=\s*)?(System\.Console|Spectre\.Console|System\.CommandLine)\b")]
    private static partial Regex ConsoleUse();

    [GeneratedRegex(@"\busing\s+(static\s+|\w+\s*=\s*)System\.Environment\b|\bEnvironment\s*\.\s*(GetEnvironmentVariables?|SetEnvironmentVariable|ExpandEnvironmentVariables)\b")]
    private static partial Regex EnvironmentUse();

    [GeneratedRegex(@"\bNativeLibrary\s*\.\s*\w+")]
    private static partial Regex NativeLoading();

    [GeneratedRegex("""(?<![\w.}*/])/(home|tmp|work|root|Users)(/|\b(?=["'\s,;)]))|\b[A-Z]:\\{1,2}\w""")]
    private static partial Regex MachinePath();

    [GeneratedRegex("^(Utils?|Utilities|Helpers?|Managers?|Common|Misc)$", RegexOptions.IgnoreCase)]
    private static partial Regex EmptyFolderName();

    [GeneratedRegex("(Utils?|Utilities|Helpers?|Managers?)$")]
    private static partial Regex EmptyTypeName();

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HA[C]K|X{3})\b")]
    private static partial Regex Unfinished();
}
