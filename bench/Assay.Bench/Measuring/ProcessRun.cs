using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Assay.Bench.Measuring;

/// <summary>One run of a program: what it printed and how long the whole command took.</summary>
internal sealed record ProcessRun(string Output, string Errors, int ExitCode, double Seconds)
{
    public static ProcessRun Start(string program, IEnumerable<string> arguments, string? standardInput = null)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["NO_COLOR"] = "1";
        var errors = new StringBuilder();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        if (standardInput is not null) process.StandardInput.Write(standardInput);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ProcessRun(output, errors.ToString(), process.ExitCode, clock.Elapsed.TotalSeconds);
    }

    /// <summary>Like <see cref="Start"/>, but a failure of the program ends the benchmark with what it said.</summary>
    public static ProcessRun Require(string program, params IEnumerable<string> arguments)
    {
        var listed = arguments.ToArray();
        var run = Start(program, listed);
        return run.ExitCode == 0
            ? run
            : throw new BenchmarkException($"{program} {string.Join(' ', listed)} ended with {run.ExitCode}: {run.Errors.Trim()}");
    }

    /// <summary>The last JSON object on standard output.</summary>
    public JsonElement Json()
    {
        var line = Output.TrimEnd();
        var start = line.StartsWith('{') ? 0 : line.LastIndexOf("\n{", StringComparison.Ordinal) + 1;
        using var document = JsonDocument.Parse(line[start..]);
        return document.RootElement.Clone();
    }
}
