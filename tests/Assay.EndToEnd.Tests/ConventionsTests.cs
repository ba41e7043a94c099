using System.Diagnostics;

namespace Assay.EndToEnd.Tests;

public class ConventionsTests
{
    [Fact]
    public void Version_IsPrinted()
    {
        var run = AssayProcess.Run("--version");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("assay ", run.Results, StringComparison.Ordinal);
        Assert.Empty(run.Messages);
    }

    [Fact]
    public void NoArguments_ShowTheHelp()
    {
        var run = AssayProcess.Run();
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\nCommands\n", run.Results, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownCommand_IsOneSentenceOnStandardErrorAndExitCodeTwo()
    {
        var run = AssayProcess.Run("completoin");
        Assert.Equal(new AssayProcess(2, "", "assay: 'completoin' is not a command; did you mean completion? (assay --help shows how.)\n"), run);
    }

    [Fact]
    public void BashCompletion_CompletesCommandsAndShells()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "needs /bin/bash");
        Assert.Equal("completion", Complete("assay compl"));
        Assert.Equal("bash", Complete("assay completion b"));
        Assert.Equal("--json", Complete("assay completion --js"));
    }

    [Fact]
    public void AReaderThatStops_IsNoError()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "needs /bin/bash");
        Assert.Equal("0", Bash("assay --help | true; echo -n \"${PIPESTATUS[0]}\""));
    }

    [Fact]
    public void AFullDisk_IsSaidAndNotPassedOver()
    {
        Assert.SkipUnless(File.Exists("/bin/bash") && File.Exists("/dev/full"), "needs /dev/full");
        Assert.Equal("assay: No space left on device (IOException; --verbose shows where)1", Bash("assay --help 2>&1 >/dev/full | tr -d '\n' | sed \"s/ : '[^']*'//\"; echo -n \"${PIPESTATUS[0]}\""));
    }

    // Sources the script in a real bash, with a function in place of an installed command, and asks for the candidates of a line.
    private static string Complete(string line) => Bash(
        $$"""
        source <(assay completion bash)
        COMP_LINE='{{line}}'; COMP_POINT=${#COMP_LINE}; read -ra COMP_WORDS <<< "$COMP_LINE"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _assay_complete
        echo -n "${COMPREPLY[*]}"
        """);

    private static string Bash(string script)
    {
        var start = new ProcessStartInfo("/bin/bash") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"assay() {{ dotnet '{AssayProcess.Library}' \"$@\"; }}\n{script}");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
