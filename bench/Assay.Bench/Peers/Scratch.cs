namespace Assay.Bench.Peers;

/// <summary>The folder for vectors that the contestants write.</summary>
internal static class Scratch
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine("artifacts", "bench", "vectors"));

    public static string File(string name)
    {
        Directory.CreateDirectory(Folder);
        return Path.Combine(Folder, name);
    }
}
