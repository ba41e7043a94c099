namespace Assay.Torch.Tests.Natives;

/// <summary>TorchSharp's native library for Linux, as its package brings it.</summary>
internal static class RealBinding
{
    public static string Path { get; } = Directory.EnumerateFiles(AppContext.BaseDirectory, "libLibTorchSharp.so", SearchOption.AllDirectories).First();
}
