using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Assay.Core.Errors;

namespace Assay.Core.Safetensors;

/// <summary>
/// A safetensors file, memory-mapped: opening reads and checks the header only, so that a file of many gigabytes opens in milliseconds,
/// and tensors are read in place.
/// <code>
/// using var file = SafetensorsFile.Open("model.safetensors");
/// ReadOnlySpan&lt;float&gt; weights = file.Read&lt;float&gt;(file.Require("weights", ElementType.Float32, 128, -1)); // [128, any]
/// </code>
/// </summary>
public sealed unsafe class SafetensorsFile : IDisposable
{
    private readonly MemoryMappedFile _mapping;
    private readonly MemoryMappedViewAccessor _view;
    private readonly SafetensorsHeader _header;
    private byte* _pointer;

    private SafetensorsFile(string path, long length, MemoryMappedFile mapping)
    {
        Path = path;
        _mapping = mapping;
        _view = mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        try
        {
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _pointer);
            var json = SafetensorsHeader.JsonLength(path, length, BinaryPrimitives.ReadUInt64LittleEndian(new ReadOnlySpan<byte>(_pointer, sizeof(ulong))));
            _header = SafetensorsHeader.Parse(path, new ReadOnlySpan<byte>(_pointer + sizeof(ulong), json), length);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where the file is.</summary>
    public string Path { get; }

    /// <summary>The free strings of the header (<c>__metadata__</c>).</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>All tensors by name.</summary>
    public IReadOnlyDictionary<string, TensorInfo> Tensors => _header.Tensors;

    /// <summary>Opens a file and checks its header: lengths, types, shapes, and that tensors neither overlap nor leave gaps.</summary>
    /// <exception cref="InputException">The file is missing, unreadable, truncated or damaged; the sentence says what and where.</exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            var length = stream.Length;
            if (length < sizeof(ulong) + 2)
            {
                stream.Dispose();
                throw new InputException($"{path}: {length} bytes are too few for a safetensors file; it is truncated or something else.");
            }
            return new SafetensorsFile(path, length, MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"There is no file {path}; check the path.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read {path}: {exception.Message.TrimEnd('.')}; check the path and its permissions.", exception);
        }
    }

    /// <summary>The tensor of a name, type and shape.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">The type that it must have.</param>
    /// <param name="shape">The shape that it must have; −1 for any size.</param>
    /// <exception cref="InputException">It is missing or different; the sentence names it.</exception>
    public TensorInfo Require(string name, ElementType type, params ReadOnlySpan<long> shape)
    {
        if (!Tensors.TryGetValue(name, out var tensor)) throw new InputException($"{Path} has no tensor '{name}'; it is a file of another kind.");
        if (tensor.Type != type) throw new InputException($"{Path}: tensor '{name}' is of type {tensor.Type.Name()}, expected {type.Name()}.");
        var fits = tensor.Shape.Length == shape.Length;
        for (var i = 0; fits && i < shape.Length; i++) fits = shape[i] < 0 || shape[i] == tensor.Shape[i];
        if (fits) return tensor;
        var wanted = string.Join(", ", shape.ToArray().Select(size => size < 0 ? "any" : $"{size}"));
        throw new InputException($"{Path}: tensor '{name}' has the shape [{string.Join(", ", tensor.Shape)}], expected [{wanted}].");
    }

    /// <summary>The elements of a tensor, in place and valid until <see cref="Dispose"/>. The file's order is little-endian, as is every processor that .NET runs on today.</summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not as large as an element, or the tensor is longer than a span can be.</exception>
    public ReadOnlySpan<T> Read<T>(TensorInfo tensor) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (Unsafe.SizeOf<T>() != tensor.Type.Size()) throw new ArgumentException($"An element of '{tensor.Name}' has {tensor.Type.Size()} bytes, {typeof(T).Name} has {Unsafe.SizeOf<T>()}.");
        if (tensor.Elements > int.MaxValue) throw new ArgumentException($"'{tensor.Name}' has {tensor.Elements} elements, more than a span can hold; use its pointer.");
        return new ReadOnlySpan<T>(Pointer(tensor), (int)tensor.Elements);
    }

    /// <summary>The first byte of a tensor; not aligned unless the writer saw to it. Valid until <see cref="Dispose"/>.</summary>
    public byte* Pointer(TensorInfo tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return _pointer != null ? _pointer + tensor.Offset : throw new ObjectDisposedException(nameof(SafetensorsFile));
    }

    /// <summary>Reads a single-precision tensor through and insists on finite numbers.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="most">How many elements to look at, from the first.</param>
    /// <exception cref="InputException">A number is infinite or not a number; the sentence says which.</exception>
    public void CheckFinite(TensorInfo tensor, long most = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        const int Piece = 1 << 20;
        var start = (float*)Pointer(tensor);
        var elements = Math.Min(most, tensor.Elements);
        for (long done = 0; done < elements; done += Piece)
        {
            var piece = new ReadOnlySpan<float>(start + done, (int)Math.Min(Piece, elements - done));
            if (AllFinite(piece)) continue;
            var place = done;
            while (float.IsFinite(start[place])) place++;
            throw new InputException($"{Path}: element {place} of tensor '{tensor.Name}' is {start[place]}; the weights must be finite, train or convert them again.");
        }
    }

    // x − x is 0 for finite numbers and NaN for the others.
    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        var place = 0;
        for (; place <= values.Length - Vector<float>.Count; place += Vector<float>.Count)
        {
            var block = new Vector<float>(values[place..]);
            if (!Vector.EqualsAll(block - block, Vector<float>.Zero)) return false;
        }
        foreach (var value in values[place..])
        {
            if (!float.IsFinite(value)) return false;
        }
        return true;
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose()
    {
        if (_pointer != null) _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _pointer = null;
        _view.Dispose();
        _mapping.Dispose();
    }
}
