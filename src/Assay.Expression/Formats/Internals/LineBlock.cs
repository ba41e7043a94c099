using System.Buffers;

namespace Assay.Expression.Formats.Internals;

/// <summary>Some whole lines of a text file, in a rented buffer.</summary>
internal sealed class LineBlock(byte[] buffer, int length, int firstNumber) : IDisposable
{
    /// <summary>The lines with their ends.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    /// <summary>Number of the first line in the file, from 1.</summary>
    public int FirstNumber => firstNumber;

    /// <summary>Row of the table that the first line that is not blank holds.</summary>
    public int FirstRow { get; init; }

    /// <summary>Lines that are not blank.</summary>
    public int Rows { get; init; }

    /// <summary>Whether the table ends within the block, at a line that begins with the stop mark.</summary>
    public bool Stops { get; init; }

    /// <summary>Takes the next line off; false at the end.</summary>
    public static bool TryNext(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        line = default;
        if (rest.IsEmpty) return false;
        var end = rest.IndexOf((byte)'\n');
        line = TextLines.WithoutReturn(end < 0 ? rest : rest[..end]);
        rest = end < 0 ? default : rest[(end + 1)..];
        return true;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
}
