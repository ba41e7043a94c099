using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace Assay.Torch.Natives;

/// <summary>Tells TorchSharp, and the few calls made from here, that the native half is loaded already.</summary>
internal static class TorchBinding
{
    public const string Name = "LibTorchSharp";

    public static void Bind(nint library)
    {
        var torchSharp = typeof(torch).Assembly;
        // Calls into the library come by the resolver, TorchSharp's own search for it by the event: NativeLibrary.TryLoad passes resolvers over.
        NativeLibrary.SetDllImportResolver(torchSharp, Resolve);
        NativeLibrary.SetDllImportResolver(typeof(TorchBinding).Assembly, Resolve);
        AssemblyLoadContext.GetLoadContext(torchSharp)!.ResolvingUnmanagedDll += (assembly, name) => assembly == torchSharp && name == Name ? library : 0;

        nint Resolve(string name, Assembly assembly, DllImportSearchPath? search) => name == Name ? library : 0;
    }
}
