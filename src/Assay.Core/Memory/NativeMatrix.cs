using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Core.Memory;

/// <summary>
/// A matrix of single-precision numbers outside the garbage-collected heap, zero at first. Every row starts on a 64-byte boundary
/// (one cache line, one 512-bit vector) and is padded with zeros to <see cref="Stride"/>, so that kernels need no tail loop.
/// Large matrices ask the system for huge pages, since random access to rows is otherwise bound by the address translation.
/// </summary>
public sealed unsafe class NativeMatrix : IDisposable
{
    private const int Alignment = 64;
    private const int FloatsPerLine = Alignment / sizeof(float);
    private const nuint HugePage = 2 << 20;

    private void* _memory;

    /// <summary>Allocates a matrix of zeros, shape [rows, columns].</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative number of rows, or no columns.</exception>
    /// <exception cref="OutOfMemoryException">The matrix does not fit.</exception>
    public NativeMatrix(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        Rows = rows;
        Columns = columns;
        Stride = checked((columns + FloatsPerLine - 1) / FloatsPerLine * FloatsPerLine);
        var bytes = checked((nuint)rows * (nuint)Stride * sizeof(float));
        var huge = bytes >= 2 * HugePage;
        _memory = NativeMemory.AlignedAlloc(Math.Max(bytes, Alignment), huge ? HugePage : Alignment);
        if (huge) HugePages.Advise(_memory, bytes);
        NativeMemory.Clear(_memory, bytes);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns in use.</summary>
    public int Columns { get; }

    /// <summary>Distance between the starts of two rows in numbers: <see cref="Columns"/> rounded up to a multiple of 16.</summary>
    public int Stride { get; }

    /// <summary>The first number of the first row; 64-byte aligned.</summary>
    public float* Pointer => _memory != null ? (float*)_memory : throw new ObjectDisposedException(nameof(NativeMatrix));

    /// <summary>The numbers of one row, shape [columns].</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Span<float> Row(int row)
    {
        if ((uint)row >= (uint)Rows) throw new ArgumentOutOfRangeException(nameof(row));
        return new Span<float>(RowPointer(row), Columns);
    }

    /// <summary>The start of one row, unchecked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* RowPointer(int row) => Pointer + (nint)row * Stride;

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the memory back when the owner forgot to.</summary>
    ~NativeMatrix() => Free();

    private void Free()
    {
        var memory = _memory;
        _memory = null;
        if (memory != null) NativeMemory.AlignedFree(memory);
    }
}
