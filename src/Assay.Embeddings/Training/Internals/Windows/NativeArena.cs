using System.Runtime.InteropServices;

namespace Assay.Embeddings.Training.Internals.Windows;

/// <summary>Scratch memory of a worker: taken piece by piece, zeroed and on cache lines, given back all at once.</summary>
internal sealed unsafe class NativeArena : IDisposable
{
    private readonly List<nint> _pieces = [];

    public T* Take<T>(int count) where T : unmanaged
    {
        var bytes = (nuint)Math.Max(1, count) * (nuint)sizeof(T);
        var piece = NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(piece, bytes);
        _pieces.Add((nint)piece);
        return (T*)piece;
    }

    /// <summary>An array of pointers.</summary>
    public float** TakePointers(int count) => (float**)Take<nint>(count);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    ~NativeArena() => Free();

    private void Free()
    {
        foreach (var piece in _pieces) NativeMemory.AlignedFree((void*)piece);
        _pieces.Clear();
    }
}
