using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Assay.Embeddings.Corpora.Internals;

/// <summary>
/// 64 bytes of text as bit masks, bit i for byte i. Right for ASCII only; <see cref="NotAscii"/> says whether that holds.
/// The bytes are normalised in place (lower case, digits to 0) as they are classified.
/// </summary>
internal readonly unsafe struct AsciiMasks
{
    public const int Width = 64;

    public readonly ulong NotAscii;
    public readonly ulong Newlines;
    public readonly ulong Letters;
    public readonly ulong Digits;
    public readonly ulong Connectors;
    public readonly ulong Apostrophes;
    public readonly ulong PointsAndCommas;
    public readonly ulong Spaces;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AsciiMasks(byte* text, bool lowerCase, bool zeroDigits)
    {
        var first = Vector256.Load(text);
        var second = Vector256.Load(text + 32);
        NotAscii = Bits(first, second);
        Newlines = Equal(first, second, (byte)'\n');
        var firstLower = first | Vector256.Create((byte)0x20);
        var secondLower = second | Vector256.Create((byte)0x20);
        var firstLetters = InRange(firstLower, (byte)'a', 26);
        var secondLetters = InRange(secondLower, (byte)'a', 26);
        Letters = Bits(firstLetters, secondLetters);
        var firstDigits = InRange(first, (byte)'0', 10);
        var secondDigits = InRange(second, (byte)'0', 10);
        Digits = Bits(firstDigits, secondDigits);
        Connectors = Equal(first, second, (byte)'_');
        Apostrophes = Equal(first, second, (byte)'\'');
        PointsAndCommas = Equal(first, second, (byte)'.') | Equal(first, second, (byte)',');
        Spaces = Bits(InRange(first, 9, 5), InRange(second, 9, 5)) | Equal(first, second, (byte)' ') | Equal(first, second, 0);
        if (NotAscii != 0) return; // bytes of longer characters must stay as they are
        if (lowerCase)
        {
            first = Vector256.ConditionalSelect(firstLetters, firstLower, first);
            second = Vector256.ConditionalSelect(secondLetters, secondLower, second);
        }

        if (zeroDigits)
        {
            first = Vector256.ConditionalSelect(firstDigits, Vector256.Create((byte)'0'), first);
            second = Vector256.ConditionalSelect(secondDigits, Vector256.Create((byte)'0'), second);
        }

        first.Store(text);
        second.Store(text + 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> InRange(Vector256<byte> bytes, byte start, byte count) =>
        Vector256.LessThan(bytes - Vector256.Create(start), Vector256.Create(count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Equal(Vector256<byte> first, Vector256<byte> second, byte value) =>
        Bits(Vector256.Equals(first, Vector256.Create(value)), Vector256.Equals(second, Vector256.Create(value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> first, Vector256<byte> second) =>
        first.ExtractMostSignificantBits() | ((ulong)second.ExtractMostSignificantBits() << 32);
}
