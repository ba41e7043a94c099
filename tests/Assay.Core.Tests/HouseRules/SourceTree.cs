namespace Assay.Core.Tests.HouseRules;

/// <summary>The source tree that these tests were built from, found by walking up to the solution.</summary>
internal static class SourceTree
{
    private static readonly string[] Rooms = ["src", "tests", "bench", "samples"];
    private static readonly string[] BuildOutputs = ["bin", "obj", "artifacts"];

    /// <summary>Folder of the solution; skips the test where there is none (tests that run from a copy of the binaries).</summary>
    public static string Root
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "Assay.slnx"))) return folder.FullName;
            Assert.Skip("needs the source tree: no Assay.slnx above the test's folder");
            return "";
        }
    }

    /// <summary>All C# files of the house.</summary>
    public static IReadOnlyList<SourceFile> Files() => [.. Paths("*.cs").Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path))))];

    /// <summary>Paths below the root, with slashes, of files outside build outputs.</summary>
    public static IEnumerable<string> Paths(string pattern) => Rooms
        .Select(room => Path.Combine(Root, room)).Where(Directory.Exists)
        .SelectMany(room => Directory.EnumerateFiles(room, pattern, SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Intersect(BuildOutputs).Any())
        .Order(StringComparer.Ordinal);
}
