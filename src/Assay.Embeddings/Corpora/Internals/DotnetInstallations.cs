using System.Runtime.InteropServices;

namespace Assay.Embeddings.Corpora.Internals;

/// <summary>Where .NET may be installed, best guess first.</summary>
internal static class DotnetInstallations
{
    public static IReadOnlyList<string> All() =>
        [.. Candidates().Where(path => !string.IsNullOrEmpty(path)).Select(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path!))).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string?> Candidates()
    {
        // ROOT/shared/Microsoft.NETCore.App/VERSION/ for a program that runs on a shared runtime.
        yield return Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..");
        if (Environment.ProcessPath is { } process && Path.GetFileNameWithoutExtension(process) == "dotnet") yield return Path.GetDirectoryName(process);
        if (OperatingSystem.IsWindows())
        {
            yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "dotnet");
        }
        else
        {
            // Where the system's installer registers it: https://github.com/dotnet/designs, install-locations.
            const string registration = "/etc/dotnet/install_location";
            if (File.Exists(registration)) yield return File.ReadLines(registration).FirstOrDefault()?.Trim();
            yield return "/usr/share/dotnet";
            yield return "/usr/lib/dotnet";
            yield return "/usr/lib64/dotnet";
            yield return "/usr/local/share/dotnet";
            yield return "/opt/dotnet";
        }

        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet");
    }
}
