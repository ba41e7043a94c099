using Assay.Core.Errors;

namespace Assay.Embeddings.Corpora.Internals;

/// <summary>Finds XML documentation files.</summary>
internal static class SdkDocumentationFiles
{
    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    /// <summary>packs/PACK/VERSION/ref/**/*.xml of the newest version of each pack that has any; in ordinal order.</summary>
    public static IReadOnlyList<string> OfInstallation(string root)
    {
        var packs = Path.Combine(root, "packs");
        if (!Directory.Exists(packs)) return [];
        return Listing(packs, () => [.. Directory.GetDirectories(packs).Order(StringComparer.Ordinal).SelectMany(OfPack)]);
    }

    /// <summary>All *.xml in and below a directory, in ordinal order.</summary>
    public static IReadOnlyList<string> OfDirectory(string directory) =>
        Listing(directory, () => [.. Directory.GetFiles(directory, "*.xml", Below).Order(StringComparer.Ordinal)]);

    private static IReadOnlyList<string> OfPack(string pack) =>
        Directory.GetDirectories(pack).OrderByDescending(VersionOf).ThenByDescending(Path.GetFileName, StringComparer.Ordinal)
            .Select(version => Path.Combine(version, "ref")).Where(Directory.Exists).Select(OfDirectory).FirstOrDefault(files => files.Count > 0) ?? [];

    // A release is newer than its previews.
    private static (Version Number, bool IsRelease) VersionOf(string directory)
    {
        var parts = Path.GetFileName(directory).Split('-', 2);
        return (Version.TryParse(parts[0], out var number) ? number : new Version(0, 0), parts.Length == 1);
    }

    private static IReadOnlyList<string> Listing(string directory, Func<IReadOnlyList<string>> list)
    {
        try
        {
            return list();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot list the directory {directory}: {exception.Message}", exception);
        }
    }
}
