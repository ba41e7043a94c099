namespace Assay.Architecture.Tests;

/// <summary>Real models that are never part of the repository: from ASSAY_DATA, or from a folder beside it.</summary>
internal static class SharedData
{
    private static readonly string? Root = Find();

    /// <summary>Path of a shared file, for example vision/onnx/mnist.onnx; the test is skipped without it.</summary>
    public static string Path(string relative)
    {
        var path = Root is null ? null : System.IO.Path.Combine(Root, relative);
        if (path is null || !File.Exists(path) && !Directory.Exists(path)) Assert.Skip($"needs {relative}, which is not part of the repository: set ASSAY_DATA to the folder that has it");
        return path;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("ASSAY_DATA") is { Length: > 0 } given) return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(System.IO.Path.Combine(folder.FullName, "shared", "data"))) return System.IO.Path.Combine(folder.FullName, "shared", "data");
        return null;
    }
}
