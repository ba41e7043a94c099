using Assay.Core.Errors;
using Assay.Core.Machine;
using Assay.Torch.Natives;
using TorchSharp;

namespace Assay.Torch;

/// <summary>
/// The native libraries behind every tensor. All that computes with tensors here calls <see cref="Load"/> first; a program that uses
/// TorchSharp itself does so too, before its first tensor.
/// <code>
/// LibTorch.Load();
/// using var x = torch.randn(3, 4); // [3, 4]
/// </code>
/// </summary>
public static class LibTorch
{
    private static readonly Lock Gate = new();
    private static volatile bool _loaded;

    /// <summary>
    /// Threads of one tensor operation; the physical cores unless set. Results of sums may differ in their last bits between numbers of threads.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static int Threads
    {
        get
        {
            Load();
            return torch.get_num_threads();
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            Load();
            torch.set_num_threads(value);
        }
    }

    /// <summary>
    /// Loads libtorch and its binding from the application's folder or, in a build, from the package folder. Cheap from the second call on; any thread may call.
    /// </summary>
    /// <exception cref="InputException">A library is missing, damaged or wants a newer system library; the sentence names the file and the mend.</exception>
    public static void Load()
    {
        if (_loaded) return;
        lock (Gate)
        {
            if (_loaded) return;
            var natives = NativeLibraries.OfThisProcess();
            TorchBinding.Bind(natives.Load());
            torch.InitializeDeviceType(DeviceType.CPU);
            torch.set_num_threads(Processor.PhysicalCores);
            _loaded = true;
        }
    }
}
