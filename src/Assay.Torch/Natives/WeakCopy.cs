using System.Security.Cryptography;
using Assay.Core.Errors;
using Assay.Core.Files;

namespace Assay.Torch.Natives;

/// <summary>A copy of a library, in the user's cache, for which the absence of one version of a system library is no error.</summary>
internal static class WeakCopy
{
    /// <summary>The only symbol that may stand behind the version: it starts the streams in libstdc++ 13, and does so too when it is never called.</summary>
    private const string EmptyFunction = "_ZSt21ios_base_library_initv";

    /// <summary>Makes the copy, or finds the one that was made before: its content is compared by hash, so that a damaged one is replaced.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="InputException">The library is damaged, needs the version in earnest, or the cache cannot be written.</exception>
    public static string Of(string library, string cache, string version)
    {
        var content = Read(library);
        try
        {
            Weaken(content, version);
        }
        catch (InvalidDataException exception)
        {
            throw new InputException($"{library} wants {version}, which libstdc++ of this system lacks, and cannot do without it ({exception.Message}); install libstdc++ of GCC 13 or later, or use a newer distribution.", exception);
        }
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var copy = Path.Combine(cache, hash[..16], Path.GetFileName(library));
        if (Holds(copy, hash)) return copy;
        MakeFolder(Path.GetDirectoryName(copy)!);
        AtomicFile.WriteAllBytes(copy, content);
        return Holds(copy, hash) ? copy : throw new InputException($"{copy} does not hold what was written to it; check the disk, or delete the folder {cache}.");
    }

    /// <summary>Sets VER_FLG_WEAK on the version, so that the loader goes on where it is missing.</summary>
    /// <exception cref="InvalidDataException">The file is no such library, lacks the version, or more than the empty function stands behind it.</exception>
    public static void Weaken(Span<byte> library, string version)
    {
        var need = ElfVersions.Read(library).FirstOrDefault(need => need.Version == version) ?? throw new InvalidDataException($"it has no entry for {version}");
        if (need.Symbols.FirstOrDefault(symbol => symbol != EmptyFunction) is { } other) throw new InvalidDataException($"its symbol {other} needs that version");
        ElfVersions.SetWeak(library, need);
    }

    private static byte[] Read(string library)
    {
        try
        {
            return File.ReadAllBytes(library);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read {library}: {exception.Message.TrimEnd('.')}; check its permissions.", exception);
        }
    }

    private static bool Holds(string path, string hash) => File.Exists(path) && Convert.ToHexStringLower(SHA256.HashData(Read(path))) == hash;

    private static void MakeFolder(string folder)
    {
        try
        {
            // What is loaded into the process must not be writable by others.
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot make the folder {folder} for a copy of a native library: {exception.Message.TrimEnd('.')}; make it writable.", exception);
        }
    }
}
