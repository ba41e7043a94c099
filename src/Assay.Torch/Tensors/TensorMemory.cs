using System.Runtime.InteropServices;
using Assay.Torch.Natives;
using TorchSharp;

namespace Assay.Torch.Tensors;

/// <summary>Where the elements of a tensor lie. TorchSharp gives spans only, which end at two gigabytes.</summary>
internal static partial class TensorMemory
{
    /// <summary>The first element. Valid as long as the tensor lives and keeps its storage.</summary>
    /// <exception cref="ArgumentException">The tensor is not contiguous or not in the memory of the processor.</exception>
    public static nint Pointer(torch.Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU) throw new ArgumentException("The tensor is not in the memory of the processor.", nameof(tensor));
        if (!tensor.is_contiguous()) throw new ArgumentException("The tensor is not contiguous.", nameof(tensor));
        return Data(tensor.Handle);
    }

    /// <summary>Length of all elements in bytes.</summary>
    public static long Bytes(torch.Tensor tensor) => tensor.NumberOfElements * tensor.ElementSize;

    [LibraryImport(TorchBinding.Name, EntryPoint = "THSTensor_data")]
    private static partial nint Data(nint handle);
}
