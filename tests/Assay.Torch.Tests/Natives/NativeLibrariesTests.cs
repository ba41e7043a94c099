using Assay.Core.Errors;
using Assay.Torch.Natives;

namespace Assay.Torch.Tests.Natives;

/// <summary>Each way in which loading can go, on the real binding but with a loader that answers as asked.</summary>
public sealed class NativeLibrariesTests
{
    private readonly List<string> _opened = [];

    [Fact]
    public void Everything_IsOpenedInOrder()
    {
        using var scratch = Folder();
        Assert.Equal(5, Load(scratch, _ => null));
        Assert.Equal(["libgomp-98.so.1", "libc10.so", "libtorch_cpu.so", "libtorch.so", "libLibTorchSharp.so"], _opened.Select(Path.GetFileName));
    }

    [Fact]
    public void EarlierFolder_IsPreferred()
    {
        using var first = Folder();
        using var second = Folder();
        new NativeLibraries([first.Path, second.Path], first.File("cache"), NativeFiles.Linux, Open(_ => null)).Load();
        Assert.All(_opened, path => Assert.StartsWith(first.Path, path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("libc10.so", "libtorch-cpu-linux-x64")]
    [InlineData("libtorch_cpu.so", "libtorch-cpu-linux-x64")]
    [InlineData("libLibTorchSharp.so", "TorchSharp")]
    public void MissingFile_IsNamedWithItsPackage(string name, string package)
    {
        using var scratch = Folder();
        File.Delete(scratch.File(name));
        var error = Assert.Throws<InputException>(() => Load(scratch, _ => null));
        Assert.Contains($"The native library {name} is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains(scratch.Path, error.Message, StringComparison.Ordinal);
        Assert.Contains($"Restore the package {package}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenMp_MayBeLinkedIn()
    {
        using var scratch = Folder();
        File.Delete(scratch.File("libgomp-98.so.1"));
        Assert.Equal(4, Load(scratch, _ => null));
    }

    [Fact]
    public void DispensableVersion_IsMadeWeakInTheCache()
    {
        using var scratch = Folder();
        Load(scratch, LacksVersion(NativeLibraries.DispensableVersion));
        var copy = _opened[^1];
        Assert.StartsWith(scratch.File("cache"), copy, StringComparison.Ordinal);
        var original = ElfVersions.Read(File.ReadAllBytes(scratch.File("libLibTorchSharp.so"))).Single(need => need.Version == NativeLibraries.DispensableVersion);
        var patched = ElfVersions.Read(File.ReadAllBytes(copy));
        Assert.False(original.IsWeak);
        Assert.True(patched.Single(need => need.Version == NativeLibraries.DispensableVersion).IsWeak);
        Assert.Single(patched, need => need.IsWeak);
        Assert.Equal(["_ZSt21ios_base_library_initv"], original.Symbols);
        var differing = File.ReadAllBytes(copy).Zip(File.ReadAllBytes(scratch.File("libLibTorchSharp.so"))).Count(pair => pair.First != pair.Second);
        Assert.Equal(1, differing);
    }

    [Fact]
    public void CopyInTheCache_IsUsedAgain_AndReplacedWhenDamaged()
    {
        using var scratch = Folder();
        Load(scratch, LacksVersion(NativeLibraries.DispensableVersion));
        var copy = _opened[^1];
        var written = File.GetLastWriteTimeUtc(copy);
        var content = File.ReadAllBytes(copy);
        Load(scratch, LacksVersion(NativeLibraries.DispensableVersion));
        Assert.Equal(written, File.GetLastWriteTimeUtc(copy));
        File.WriteAllText(copy, "damaged");
        Load(scratch, LacksVersion(NativeLibraries.DispensableVersion));
        Assert.Equal(content, File.ReadAllBytes(copy));
    }

    [Theory]
    [InlineData("GLIBCXX_3.4.31", "libstdc++")]
    [InlineData("GLIBC_2.99", "the C library (glibc)")]
    public void OtherVersion_IsNamedWithTheMend(string version, string library)
    {
        using var scratch = Folder();
        var error = Assert.Throws<InputException>(() => Load(scratch, LacksVersion(version)));
        Assert.Contains($"libLibTorchSharp.so wants {version}, which {library} of this system lacks", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(scratch.File("cache")));
    }

    [Fact]
    public void SecondMissingVersion_IsNamedToo()
    {
        using var scratch = Folder();
        var error = Assert.Throws<InputException>(() => Load(scratch, path =>
            Path.GetFileName(path) != "libLibTorchSharp.so" ? null : path.Contains("cache", StringComparison.Ordinal) ? "version `CXXABI_1.3.99' not found" : "version `GLIBCXX_3.4.32' not found"));
        Assert.Contains("wants CXXABI_1.3.99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TruncatedBinding_IsNotPatched()
    {
        using var scratch = Folder();
        using (var file = File.OpenWrite(scratch.File("libLibTorchSharp.so"))) file.SetLength(100_000);
        var error = Assert.Throws<InputException>(() => Load(scratch, LacksVersion(NativeLibraries.DispensableVersion)));
        Assert.Contains("table of sections is damaged or cut off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedFile_IsNamedWithTheSystemsReason()
    {
        using var scratch = Folder();
        File.WriteAllText(scratch.File("libc10.so"), "not a library");
        Func<string, nint> real = System.Runtime.InteropServices.NativeLibrary.Load;
        var libraries = new NativeLibraries([scratch.Path], scratch.File("cache"), NativeFiles.Linux with { Preflight = ["libgomp*", "libc10.so"] }, path => path.Contains("gomp", StringComparison.Ordinal) ? 1 : real(path));
        var error = Assert.Throws<InputException>(() => libraries.Load());
        Assert.Contains("libc10.so cannot be loaded (", error.Message, StringComparison.Ordinal);
        Assert.Contains("restore it again", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private nint Load(ScratchFolder scratch, Func<string, string?> failure) =>
        new NativeLibraries([scratch.File("nowhere"), scratch.Path], scratch.File("cache"), NativeFiles.Linux, Open(failure)).Load();

    private Func<string, nint> Open(Func<string, string?> failure) => path =>
    {
        _opened.Add(path);
        return failure(path) is { } reason ? throw new DllNotFoundException(reason) : _opened.Count;
    };

    private static Func<string, string?> LacksVersion(string version) => path =>
        Path.GetFileName(path) != "libLibTorchSharp.so" || path.Contains("cache", StringComparison.Ordinal) ? null
            : $"Unable to load shared library '{path}' or one of its dependencies.\n/lib/libstdc++.so.6: version `{version}' not found (required by {path})\n";

    private static ScratchFolder Folder()
    {
        var scratch = new ScratchFolder();
        foreach (var name in (string[])["libgomp-98.so.1", "libc10.so", "libtorch_cpu.so", "libtorch.so"]) File.WriteAllText(scratch.File(name), name);
        File.Copy(RealBinding.Path, scratch.File("libLibTorchSharp.so"));
        return scratch;
    }
}
