using System.Diagnostics;

namespace Assay.EndToEnd.Tests;

/// <summary>The built command as a process: the one beside the tests, which the project reference has copied there.</summary>
internal sealed record AssayProcess(int ExitCode, string Results, string Messages)
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    public static string Library { get; } = Path.Combine(AppContext.BaseDirectory, "assay.dll");

    public static AssayProcess Run(params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        return End(process);
    }

    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Library);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException("the command did not start");
    }

    public static AssayProcess End(Process process)
    {
        var messages = process.StandardError.ReadToEndAsync();
        var results = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(_patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"still running after {_patience}");
        }

        return new AssayProcess(process.ExitCode, results.GetAwaiter().GetResult(), messages.GetAwaiter().GetResult());
    }
}
