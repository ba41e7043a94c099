using System.Reflection;
using System.Runtime.InteropServices;
using Assay.Core.Errors;
using Google.OrTools.Sat;

namespace Assay.Threshold.Solver;

/// <summary>
/// Where the solver's native libraries are: beside a published application, else in the folder of their package, so that a build does not copy
/// 66 MB into every output folder. They find each other by themselves, being in one folder.
/// </summary>
internal static class SolverLibrary
{
    private const string Name = "google-ortools-native";

    private static readonly Lock Gate = new();
    private static bool _isPrepared;

    /// <summary>Loads them, and tells the runtime. To be called before the first use of the solver, so that what is wrong is said here and not in the depth of a type's initialiser.</summary>
    /// <exception cref="InputException">They are missing or damaged.</exception>
    public static void Prepare()
    {
        lock (Gate)
        {
            if (_isPrepared) return;
            var library = Load(Folders());
            NativeLibrary.SetDllImportResolver(typeof(CpSolver).Assembly, (name, _, _) => name == Name ? library : 0);
            _isPrepared = true;
        }
    }

    internal static nint Load(IReadOnlyList<string> folders)
    {
        var file = Name + (OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so");
        var path = folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists) ?? throw new InputException(
            $"The native library {file} of the constraint solver is missing; it was looked for in {string.Join(", ", folders)}. Restore the package Google.OrTools.runtime (dotnet restore) or publish the application again.");
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            throw new InputException($"The native library {path} cannot be loaded ({exception.Message.Split('\n')[0].Trim().TrimEnd('.')}); if it is damaged, delete the folder of its package and restore it again (dotnet restore).", exception);
        }
    }

    private static string[] Folders()
    {
        var built = typeof(SolverLibrary).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == "SolverFolder")?.Value;
        // The host lists the folders of native packages that are used where they lie, and where a single file was unpacked.
        var host = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string)?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        string[] folders = [AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"), .. host, .. built is { Length: > 0 } ? new[] { built } : []];
        return [.. folders.Distinct(StringComparer.Ordinal)];
    }
}
