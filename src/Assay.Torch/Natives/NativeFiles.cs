using System.Runtime.InteropServices;
using Assay.Core.Errors;

namespace Assay.Torch.Natives;

/// <summary>How the native libraries are called on a system.</summary>
/// <param name="Runtime">Identifier of the system, e.g. linux-x64.</param>
/// <param name="Preflight">What libtorch consists of, in the order of loading; a star stands for a part of the name that changes with the version.</param>
/// <param name="Binding">TorchSharp's own library, loaded last.</param>
internal sealed record NativeFiles(string Runtime, IReadOnlyList<string> Preflight, string Binding)
{
    public static NativeFiles Linux { get; } = new("linux-x64", ["libgomp*.so*", "libc10.so", "libtorch_cpu.so", "libtorch.so"], "libLibTorchSharp.so");

    public static NativeFiles Windows { get; } = new("win-x64", ["libiomp*.dll", "c10.dll", "torch_cpu.dll", "torch.dll"], "LibTorchSharp.dll");

    public static NativeFiles Mac { get; } = new("osx-arm64", ["libomp*.dylib", "libc10.dylib", "libtorch_cpu.dylib", "libtorch.dylib"], "libLibTorchSharp.dylib");

    public static string RuntimeOfThisSystem => OfThisSystem().Runtime;

    /// <summary>Those of the system that this process runs on.</summary>
    /// <exception cref="InputException">There is no libtorch package for it.</exception>
    public static NativeFiles OfThisSystem() => (OperatingSystem.IsLinux(), OperatingSystem.IsWindows(), OperatingSystem.IsMacOS(), RuntimeInformation.ProcessArchitecture) switch
    {
        (true, _, _, Architecture.X64) => Linux,
        (_, true, _, Architecture.X64) => Windows,
        (_, _, true, Architecture.Arm64) => Mac,
        _ => throw new InputException($"There is no libtorch for {RuntimeInformation.RuntimeIdentifier}; use Linux or Windows on x64, or macOS on arm64."),
    };

    /// <summary>Whether a package may do without: OpenMP is linked into some builds of libtorch.</summary>
    public bool IsOptional(string pattern) => pattern == Preflight[0];
}
