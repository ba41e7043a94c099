using Assay.Architecture.Graphs;
using Assay.Architecture.Onnx.Internals;
using Assay.Core.Errors;
using Google.Protobuf;

namespace Assay.Architecture.Onnx;

/// <summary>
/// Reads networks in the ONNX format, of all operator sets since the first. Weights stay in the file's bytes or, where the model keeps them
/// beside it, on disk until they are asked for.
/// </summary>
public static class OnnxReader
{
    // What a protobuf message can be at most.
    private const long LargestModel = int.MaxValue;

    /// <summary>Reads a model file.</summary>
    /// <exception cref="InputException">The file cannot be read, is no ONNX model, is damaged, or contradicts itself.</exception>
    public static Graph Read(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes;
        try
        {
            using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            var length = RandomAccess.GetLength(file);
            if (length > LargestModel) throw new InputException($"{path} has {length} bytes, more than an ONNX file can have (2 GB); keep its weights in an external data file.");
            if (length == 0) throw new InputException($"{path} is empty; give an ONNX model.");
            bytes = GC.AllocateUninitializedArray<byte>((int)length);
            var read = 0;
            while (read < bytes.Length)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var count = RandomAccess.Read(file, bytes.AsSpan(read, Math.Min(1 << 24, bytes.Length - read)), read);
                if (count == 0) throw new InputException($"{path} became shorter while it was read; try again.");
                read += count;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InputException(Directory.Exists(path) ? $"{path} is a folder; give the .onnx file in it." : File.Exists(path) ? $"{path} cannot be read: {error.Message}" : $"{path} does not exist; give an ONNX model.", error);
        }
        return Read(bytes, path, Path.GetDirectoryName(Path.GetFullPath(path)));
    }

    /// <summary>Reads a model from memory.</summary>
    /// <param name="model">The file's bytes.</param>
    /// <param name="name">What error messages call it.</param>
    /// <param name="folder">Folder in which external data files lie; null if there is none.</param>
    /// <exception cref="InputException">It is no ONNX model, is damaged, or contradicts itself.</exception>
    public static Graph Read(ReadOnlyMemory<byte> model, string name, string? folder = null)
    {
        ModelProto proto;
        try
        {
            proto = ModelProto.Parser.ParseFrom(model.Span);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new InputException($"{name} is not a whole ONNX model ({error.Message.TrimEnd('.')}); export or download it again.", error);
        }
        return new ModelReader(name, folder).Read(proto);
    }
}
