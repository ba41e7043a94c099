using System.ComponentModel;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Assay.Core.Errors;
using Assay.Threshold.Exports;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;

namespace Assay.Threshold.Tests.Exports;

public sealed class SourceExportTests : IDisposable
{
    private const int Steps = 1_000_000;

    private const string Harness = """
        #include <stdio.h>
        #include <stdint.h>
        void reset(void);
        uint32_t step(uint32_t input);
        int main(void) {
            uint32_t word;
            reset();
            while (fread(&word, sizeof word, 1, stdin) == 1) {
                word = step(word);
                fwrite(&word, sizeof word, 1, stdout);
            }
            return 0;
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("assay").FullName;

    public static TheoryData<string> Networks => ExportedNetworks.Names;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Networks))]
    public void C99_CompilesFreestandingWithoutAWarning_AndStepsTheSame(string name)
    {
        string[] compilers = [.. new[] { "gcc", "clang" }.Where(IsThere)];
        if (compilers.Length == 0) Assert.Skip("Neither gcc nor clang is there to compile C99.");
        var network = ExportedNetworks.Create(name);
        NetworkExport.Write(network, Path.Combine(_folder, "net.h"), ExportFormat.C99, new() { Name = "some_net" });
        // The file twice: it is guarded.
        File.WriteAllText(Path.Combine(_folder, "net.c"), "#include \"net.h\"\n#include \"net.h\"\nvoid reset(void);\nuint32_t step(uint32_t input);\nstatic some_net_network one;\nvoid reset(void) { some_net_reset(&one); }\nuint32_t step(uint32_t input) { return some_net_step(&one, input); }\n");
        File.WriteAllText(Path.Combine(_folder, "main.c"), Harness);
        var inputs = ExportedNetworks.Inputs(network, name is "Wide" or "NoHidden" or "Random2" or "Random3" ? Steps / 10 : Steps);
        var expected = MemoryMarshal.AsBytes(ExportedNetworks.Outputs(network, inputs).AsSpan()).ToArray();
        File.WriteAllBytes(Path.Combine(_folder, "inputs"), MemoryMarshal.AsBytes(inputs.AsSpan()).ToArray());
        foreach (var compiler in compilers)
        {
            Run(compiler, "-std=c99", "-ffreestanding", "-O2", "-Wall", "-Wextra", "-Werror", "-pedantic", "-c", "net.c", "-o", "net.o");
            Run(compiler, "-O2", "main.c", "net.o", "-o", "net");
            Run("/bin/sh", "-c", "./net < inputs > outputs");
            Assert.True(File.ReadAllBytes(Path.Combine(_folder, "outputs")).AsSpan().SequenceEqual(expected), compiler);
        }
    }

    // The compiler of the SDK that runs the tests, and an old version of the language.
    [Fact]
    public void CSharp_CompilesWithoutAWarning_AndStepsTheSame()
    {
        string[] names = [.. ExportedNetworks.Names];
        foreach (var name in names) NetworkExport.Write(ExportedNetworks.Create(name), Path.Combine(_folder, $"{name}.cs"), ExportFormat.CSharp, new() { Name = name == "Textbook" ? name : $"Acme.Controllers.{name}" });
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var compiler = Directory.GetDirectories(Path.Combine(runtime, "..", "..", "..", "sdk")).Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll")).Last(File.Exists);
        Run("dotnet", [compiler, "-nologo", "-target:library", "-langversion:7.3", "-warn:9999", "-warnaserror", "-nostdlib", $"-r:{Path.Combine(runtime, "System.Private.CoreLib.dll")}", $"-r:{Path.Combine(runtime, "System.Runtime.dll")}", "-out:nets.dll", .. names.Select(name => $"{name}.cs")]);
        var context = new AssemblyLoadContext("exported", isCollectible: true);
        var assembly = context.LoadFromStream(new MemoryStream(File.ReadAllBytes(Path.Combine(_folder, "nets.dll"))));
        foreach (var name in names)
        {
            var type = assembly.GetType(name == "Textbook" ? name : $"Acme.Controllers.{name}", throwOnError: true)!;
            var one = Activator.CreateInstance(type)!;
            var step = type.GetMethod("Step")!.CreateDelegate<Func<uint, uint>>(one);
            var network = ExportedNetworks.Create(name);
            var inputs = ExportedNetworks.Inputs(network, name is "Textbook" or "SerialAdder" ? Steps : Steps / 10);
            var expected = ExportedNetworks.Outputs(network, inputs);
            Assert.Equal(expected, Array.ConvertAll(inputs, input => step(input)));
            type.GetMethod("Reset")!.Invoke(one, null);
            Assert.Equal(network.InitialState, type.GetProperty("State")!.GetValue(one));
            Assert.Equal(expected[..100], Array.ConvertAll(inputs[..100], input => step(input)));
        }
        context.Unload();
    }

    [Theory]
    [InlineData("Textbook", "int32_t", "int")]
    [InlineData("Wide", "int64_t", "long")]
    public void Numbers_AreAsWideAsTheSumsNeed(string name, string inC, string inCSharp)
    {
        var path = Path.Combine(_folder, "net");
        NetworkExport.Write(ExportedNetworks.Create(name), path, ExportFormat.C99);
        Assert.Contains($"static const {inC} network_hidden", File.ReadAllText(path), StringComparison.Ordinal);
        NetworkExport.Write(ExportedNetworks.Create(name), path, ExportFormat.CSharp);
        Assert.Contains($"static readonly {inCSharp}[] HiddenTable", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExportFormat.C99, "1net", "cannot begin names in C")]
    [InlineData(ExportFormat.C99, "net; int x", "cannot begin names in C")]
    [InlineData(ExportFormat.C99, "net\n", "cannot begin names in C")]
    [InlineData(ExportFormat.CSharp, "class", "cannot name a class")]
    [InlineData(ExportFormat.CSharp, "Acme..Net", "cannot name a class")]
    [InlineData(ExportFormat.CSharp, "Acme.Step", "a member of its own name")]
    public void NameThatTheLanguageLacks_IsNamed(ExportFormat format, string name, string expected)
    {
        var path = Path.Combine(_folder, "net");
        var problem = Assert.Throws<InputException>(() => NetworkExport.Write(ThresholdNetwork.EqualSoFarOfTheTextbook, path, format, new() { Name = name })).Message;
        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData(ExportFormat.C99, "C99")]
    [InlineData(ExportFormat.CSharp, "C#")]
    public void SumsBeyond64Bits_AreRefused(ExportFormat format, string language)
    {
        var textbook = ThresholdNetwork.EqualSoFarOfTheTextbook;
        var network = new ThresholdNetwork
        {
            InputWeights = textbook.InputWeights,
            StateToHidden = textbook.StateToHidden,
            HiddenBias = [new(1, BigInteger.One << 64), 0],
            HiddenToState = textbook.HiddenToState,
            StateToState = textbook.StateToState,
            StateBias = textbook.StateBias,
            OutputBits = 1,
        };
        var problem = Assert.Throws<InputException>(() => NetworkExport.Write(network, Path.Combine(_folder, "net"), format)).Message;
        Assert.Contains($"leave 64 bits, which numbers in {language} have", problem, StringComparison.Ordinal);
    }

    private static bool IsThere(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{output}\n{errors.GetAwaiter().GetResult()}");
    }
}
