using Assay.Core.Errors;
using Assay.Core.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Torch.Tensors;

/// <summary>Tensors out of and into safetensors files, byte for byte.</summary>
internal static unsafe class TensorFile
{
    private const int Block = 1 << 20;

    private static readonly (ScalarType Torch, ElementType File)[] Types =
    [
        (ScalarType.Bool, ElementType.Bool), (ScalarType.Byte, ElementType.UInt8), (ScalarType.Int8, ElementType.Int8), (ScalarType.Int16, ElementType.Int16),
        (ScalarType.Float16, ElementType.Float16), (ScalarType.BFloat16, ElementType.BFloat16), (ScalarType.Int32, ElementType.Int32),
        (ScalarType.Float32, ElementType.Float32), (ScalarType.Float64, ElementType.Float64), (ScalarType.Int64, ElementType.Int64),
    ];

    /// <summary>The type in files; null where the format has none.</summary>
    public static ElementType? FileType(ScalarType type) => Array.FindIndex(Types, pair => pair.Torch == type) is >= 0 and var index ? Types[index].File : null;

    /// <summary>The type in memory; null where libtorch has none.</summary>
    public static ScalarType? MemoryType(ElementType type) => Array.FindIndex(Types, pair => pair.File == type) is >= 0 and var index ? Types[index].Torch : null;

    /// <summary>A tensor to be written; read when the file is.</summary>
    public static TensorSource Source(string name, Tensor tensor)
    {
        var type = FileType(tensor.dtype) ?? throw new InputException($"Tensor '{name}' is of type {tensor.dtype}, which safetensors files cannot hold; convert it first.");
        return TensorSource.From(name, type, stream => Write(stream, tensor), tensor.shape);
    }

    /// <summary>Fills a tensor from the one of that name, which must have its shape and type.</summary>
    /// <exception cref="InputException">It is missing or different.</exception>
    public static void ReadInto(SafetensorsFile file, string name, Tensor tensor)
    {
        var type = FileType(tensor.dtype) ?? throw new InputException($"Tensor '{name}' is of type {tensor.dtype}, which safetensors files cannot hold.");
        Copy(file, file.Require(name, type, tensor.shape), tensor);
    }

    /// <summary>Fills a tensor of the same shape; another type is converted.</summary>
    public static void Copy(SafetensorsFile file, TensorInfo from, Tensor tensor)
    {
        if (from.Elements == 0) return;
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var same = FileType(tensor.dtype) == from.Type && tensor.is_contiguous();
        var target = same ? tensor : empty(tensor.shape, MemoryType(from.Type)!.Value);
        Buffer.MemoryCopy(file.Pointer(from), (void*)TensorMemory.Pointer(target), from.Length, from.Length);
        if (!same) tensor.copy_(target);
    }

    private static void Write(Stream stream, Tensor tensor)
    {
        if (tensor.NumberOfElements == 0) return;
        using var scope = NewDisposeScope();
        var contiguous = tensor.detach().contiguous();
        var start = (byte*)TensorMemory.Pointer(contiguous);
        var length = TensorMemory.Bytes(contiguous);
        for (long done = 0; done < length; done += Block) stream.Write(new ReadOnlySpan<byte>(start + done, (int)Math.Min(Block, length - done)));
    }
}
