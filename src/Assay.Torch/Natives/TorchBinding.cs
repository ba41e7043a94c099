using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace Assay.Torch.Natives;

/// <summary>Tells TorchSharp that its native half is loaded already, wherever it asks.</summary>
internal static class TorchBinding
{
    private const string Name = "LibTorchSharp";

    public static void Bind(nint library)
    {
        var torchSharp = typeof(torch).Assembly;
        // Calls into the library come by the resolver, TorchSharp's own search for it by the event: NativeLibrary.TryLoad passes resolvers over.
        NativeLibrary.SetDllImportResolver(torchSharp, (name, _, _) => name == Name ? library : 0);
        AssemblyLoadContext.GetLoadContext(torchSharp)!.ResolvingUnmanagedDll += (assembly, name) => IsTorchSharp(assembly) && name == Name ? library : 0;
    }

    private static bool IsTorchSharp(Assembly assembly) => assembly == typeof(torch).Assembly;
}
