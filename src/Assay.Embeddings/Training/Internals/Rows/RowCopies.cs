using System.Runtime.InteropServices;
using Assay.Core.Memory;

namespace Assay.Embeddings.Training.Internals.Rows;

/// <summary>
/// One lane's own copies of the rows of a matrix that it touched, made at the first touch. The memory is reserved for the most rows that a
/// lane can touch; the system provides only what is used.
/// </summary>
internal sealed unsafe class RowCopies : IDisposable
{
    private readonly NativeMatrix _shared;
    private readonly int _capacity;
    private readonly int _mask;
    private int* _slots;  // copy + 1, or 0 where free
    private int* _rows;   // the row of each copy
    private float* _copies;

    public RowCopies(NativeMatrix shared, int capacity)
    {
        _shared = shared;
        _capacity = Math.Min(capacity, shared.Rows);
        var slots = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2 * _capacity));
        _mask = slots - 1;
        _slots = (int*)NativeMemory.AllocZeroed((nuint)slots, sizeof(int));
        _rows = (int*)NativeMemory.Alloc((nuint)_capacity + 1, sizeof(int));
        _copies = (float*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, _capacity) * (nuint)shared.Stride * sizeof(float), 64);
    }

    /// <summary>Copies made so far.</summary>
    public int Count { get; private set; }

    /// <summary>The row of W or W′ that a copy was made of.</summary>
    public int RowOf(int copy) => _rows[copy];

    /// <summary>The lane's copy of a row; the shared row is copied at the first call.</summary>
    public float* Get(int row)
    {
        var slot = Slot(row);
        while (_slots[slot] != 0)
        {
            var copy = _slots[slot] - 1;
            if (_rows[copy] == row) return _copies + (nint)copy * _shared.Stride;
            slot = (slot + 1) & _mask;
        }
        if (Count == _capacity) throw new InvalidOperationException("A lane touched more rows than it can hold.");
        _rows[Count] = row;
        _slots[slot] = ++Count;
        var target = _copies + (nint)(Count - 1) * _shared.Stride;
        Buffer.MemoryCopy(_shared.RowPointer(row), target, _shared.Stride * sizeof(float), _shared.Stride * sizeof(float));
        return target;
    }

    /// <summary>The copy of a row, or null if this lane has not touched it.</summary>
    public float* Find(int row)
    {
        for (var slot = Slot(row); _slots[slot] != 0; slot = (slot + 1) & _mask)
        {
            var copy = _slots[slot] - 1;
            if (_rows[copy] == row) return _copies + (nint)copy * _shared.Stride;
        }
        return null;
    }

    /// <summary>Forgets all copies.</summary>
    public void Clear()
    {
        Count = 0;
        NativeMemory.Clear(_slots, (nuint)(_mask + 1) * sizeof(int));
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    ~RowCopies() => Free();

    private void Free()
    {
        NativeMemory.Free(_slots);
        NativeMemory.Free(_rows);
        NativeMemory.AlignedFree(_copies);
        _slots = _rows = null;
        _copies = null;
    }

    private int Slot(int row) => (int)((uint)row * 0x9E3779B1u >> 7) & _mask;
}
