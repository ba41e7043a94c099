using System.Runtime.InteropServices;

namespace Assay.Embeddings.Corpora.Internals;

/// <summary>Unmanaged memory for ids.</summary>
internal sealed unsafe class IdBuffer(int capacity) : IDisposable
{
    ~IdBuffer() => NativeMemory.Free(Ids);

    public int* Ids { get; private set; } = (int*)NativeMemory.Alloc((nuint)capacity, sizeof(int));

    public Span<int> Span => new(Ids, capacity);

    public void Dispose()
    {
        NativeMemory.Free(Ids);
        Ids = null;
        GC.SuppressFinalize(this);
    }
}
