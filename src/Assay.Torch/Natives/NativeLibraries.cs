using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Assay.Core.Errors;

namespace Assay.Torch.Natives;

/// <summary>
/// Loads libtorch and LibTorchSharp by their full paths, in the order in which they need each other, so that the system's search never runs.
/// LibTorchSharp 0.107 asks for GLIBCXX_3.4.32, which Debian 12 and Ubuntu 22.04 lack; it gets a copy that does without (<see cref="WeakCopy"/>).
/// </summary>
/// <param name="folders">Where the libraries may lie, best first.</param>
/// <param name="cache">Where a copy may be kept.</param>
/// <param name="files">The names of the libraries on this system.</param>
/// <param name="open">Loads a library by its path; throws <see cref="DllNotFoundException"/> with the system's reason.</param>
internal sealed partial class NativeLibraries(IReadOnlyList<string> folders, string cache, NativeFiles files, Func<string, nint> open)
{
    /// <summary>The version that is dispensable: behind it stands one empty function (libstdc++ 13, ios_init.cc).</summary>
    public const string DispensableVersion = "GLIBCXX_3.4.32";

    public static NativeLibraries OfThisProcess() =>
        new(Folders(), Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "assay", "natives"), NativeFiles.OfThisSystem(), NativeLibrary.Load);

    /// <summary>Loads everything.</summary>
    /// <returns>The handle of LibTorchSharp.</returns>
    /// <exception cref="InputException">A library is missing, damaged or does not fit the system.</exception>
    public nint Load()
    {
        foreach (var pattern in files.Preflight)
        {
            if (Find(pattern) is { } path) LoadPlain(path);
            else if (!files.IsOptional(pattern)) throw Missing(pattern, $"libtorch-cpu-{files.Runtime}");
        }
        var binding = Find(files.Binding) ?? throw Missing(files.Binding, "TorchSharp");
        try
        {
            return open(binding);
        }
        catch (Exception exception) when (IsLoadFailure(exception))
        {
            // Any other reason is one that a copy would not mend.
            if (MissingVersion(exception) != DispensableVersion) throw Failure(binding, exception);
            return LoadPlain(WeakCopy.Of(binding, cache, DispensableVersion));
        }
    }

    private nint LoadPlain(string path)
    {
        try
        {
            return open(path);
        }
        catch (Exception exception) when (IsLoadFailure(exception))
        {
            throw Failure(path, exception);
        }
    }

    private string? Find(string pattern)
    {
        foreach (var folder in folders)
        {
            if (!Directory.Exists(folder)) continue;
            if (Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal).FirstOrDefault() is { } path) return path;
        }
        return null;
    }

    private static string[] Folders()
    {
        var runtime = NativeFiles.RuntimeOfThisSystem;
        var built = typeof(NativeLibraries).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == "LibTorchFolder")?.Value;
        // The host lists the folders of native packages that are used where they lie, and where a single file was unpacked.
        var host = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string)?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        string[] folders = [AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "runtimes", runtime, "native"), .. host, .. built is { Length: > 0 } ? new[] { built } : []];
        return [.. folders.Distinct(StringComparer.Ordinal)];
    }

    private static bool IsLoadFailure(Exception exception) => exception is DllNotFoundException or BadImageFormatException;

    /// <summary>The version of a system library that the loader missed, whatever language its message is in; null for another reason.</summary>
    private static string? MissingVersion(Exception exception) => VersionName().Match(exception.Message) is { Success: true } match ? match.Value : null;

    private InputException Missing(string pattern, string package) => new(
        $"The native library {pattern} is missing; it was looked for in {string.Join(", ", folders)}. Restore the package {package} (dotnet restore) or publish the application again.");

    private static InputException Failure(string path, Exception cause)
    {
        if (MissingVersion(cause) is { } version)
        {
            var library = version.StartsWith("GLIBC_", StringComparison.Ordinal) ? "the C library (glibc)" : version.StartsWith("GCC_", StringComparison.Ordinal) ? "libgcc" : "libstdc++";
            return new InputException($"{path} wants {version}, which {library} of this system lacks; use a newer distribution, or install a newer {library}.", cause);
        }
        var reason = cause.Message.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith(path, StringComparison.Ordinal)) ?? cause.Message.Split('\n')[0].Trim();
        return new InputException($"The native library {path} cannot be loaded ({reason.TrimEnd('.')}); if the file is damaged, delete the folder of its package and restore it again (dotnet restore).", cause);
    }

    [GeneratedRegex(@"\b(GLIBCXX|CXXABI|GLIBC|GCC)_[0-9]+(\.[0-9]+)*\b")]
    private static partial Regex VersionName();
}
