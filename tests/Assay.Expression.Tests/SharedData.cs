namespace Assay.Expression.Tests;

/// <summary>Real cohorts that are never part of the repository: from ASSAY_DATA, or from a folder beside it.</summary>
internal static class SharedData
{
    /// <summary>The path of a file in the folder of expression data; skips the test where it is missing.</summary>
    public static string Expression(string name)
    {
        var path = Folder() is { } folder ? Path.Combine(folder, "expression", name) : null;
        if (path is null || !File.Exists(path)) Assert.Skip($"needs expression/{name}, which is not part of the repository: set ASSAY_DATA to the folder that has it");
        return path!;
    }

    private static string? Folder()
    {
        if (Environment.GetEnvironmentVariable("ASSAY_DATA") is { Length: > 0 } given) return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate)) return candidate;
        }
        return null;
    }
}
