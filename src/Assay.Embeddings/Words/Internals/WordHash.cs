using System.Runtime.CompilerServices;

namespace Assay.Embeddings.Words.Internals;

/// <summary>
/// A 64-bit hash of a word's UTF-8 bytes by folded 128-bit products (the construction of wyhash). It depends on the bytes alone,
/// but not on the machine or the run; no file holds it.
/// </summary>
internal static unsafe class WordHash
{
    /// <summary>How many bytes after a word must be readable: words are loaded in steps of 16.</summary>
    public const int Padding = 16;

    private const ulong First = 0x9E3779B97F4A7C15, Second = 0xD1B54A32D192ED03;

    /// <summary>Hash of a word of at most 16 bytes, given as its two halves padded with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Short(ulong low, ulong high, int length) => Fold(low ^ First, high ^ Second ^ (ulong)length);

    /// <summary>Hash of a word of more than 16 bytes. Reads up to <see cref="Padding"/> bytes beyond it.</summary>
    public static ulong Long(byte* word, int length)
    {
        var hash = (ulong)length;
        var at = 0;
        for (; at + 16 < length; at += 16) hash = Fold(Load(word + at) ^ First ^ hash, Load(word + at + 8) ^ Second);
        Halves(word + at, length - at, out var low, out var high);
        return Fold(low ^ First ^ hash, high ^ Second);
    }

    /// <summary>The first 16 bytes of a word as two numbers, with zeros beyond its end. Reads 16 bytes whatever the length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Halves(byte* word, int length, out ulong low, out ulong high)
    {
        low = Load(word);
        high = Load(word + 8);
        if (length < 8)
        {
            low &= (1UL << (length * 8)) - 1;
            high = 0;
        }
        else if (length < 16)
        {
            high &= (1UL << ((length - 8) * 8)) - 1;
        }
    }

    /// <summary>Hash of any bytes, without reading beyond them.</summary>
    public static ulong Of(ReadOnlySpan<byte> word)
    {
        const int onStack = 512;
        Span<byte> padded = word.Length + Padding <= onStack ? stackalloc byte[onStack] : new byte[word.Length + Padding];
        word.CopyTo(padded);
        fixed (byte* pointer = padded)
        {
            if (word.Length > 16) return Long(pointer, word.Length);
            Halves(pointer, word.Length, out var low, out var high);
            return Short(low, high, word.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load(byte* pointer) => Unsafe.ReadUnaligned<ulong>(pointer);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
