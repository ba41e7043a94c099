using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Embeddings.Words.Internals;

namespace Assay.Embeddings.Corpora.Internals;

/// <summary>
/// Turns a block of text into the ids that a table gives to its words, −1 for each line end after at least one word. ASCII runs through
/// bit masks of 64 bytes at a time; where another character occurs, <see cref="ScanCharacters"/> takes over until the next white space.
/// Each worker has its own.
/// </summary>
internal sealed unsafe partial class Tokenizer(TokenizerOptions options, WordTable table)
{
    /// <summary>Bytes that must be writable after the text.</summary>
    public const int Padding = AsciiMasks.Width + WordHash.Padding;

    /// <summary>What ends a sentence in a stream of ids.</summary>
    public const int SentenceEnd = -1;

    private readonly bool _lowerCase = options.LowerCase;
    private readonly bool _zeroDigits = options.Digits == DigitHandling.Zero;
    private readonly bool _dropNumbers = options.Digits == DigitHandling.Drop;
    private readonly bool _unicode = options.Boundaries == WordBoundaries.Unicode;
    private readonly int _minimumLength = options.MinimumLength;
    private int* _next;
    private int* _first;

    /// <summary>Words so far.</summary>
    public long Tokens { get; private set; }

    /// <summary>Line ends so far.</summary>
    public long Lines { get; private set; }

    /// <summary>Sequences of bytes that are no UTF-8, counted as Unicode's "maximal subparts", one replacement character each.</summary>
    public long InvalidSequences { get; private set; }

    /// <summary>Words left out because they are longer than <see cref="TokenizerOptions.MaximumBytes"/>.</summary>
    public long OverlongTokens { get; private set; }

    /// <summary>Tests set this: no vectors, the same result.</summary>
    internal bool CharactersOnly { get; init; }

    /// <summary>Most ids that a block of text can give.</summary>
    public static int MaximumIds(int bytes) => bytes + 2;

    /// <summary>Tokenises a block. The text is changed (lower case), and <see cref="Padding"/> bytes after it are overwritten.</summary>
    /// <returns>How many ids were written.</returns>
    public int Run(byte* text, int length, int* ids)
    {
        _first = _next = ids;
        new Span<byte>(text + length, Padding).Fill((byte)' ');
        var end = text + length;
        if (CharactersOnly) ScanCharacters(text, end, end);
        else ScanAscii(text, end);
        var written = (int)(_next - ids);
        Tokens += written;
        for (var index = 0; index < written; index++) Tokens += ids[index] >> 31; // less one for each line end
        return written;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScanAscii(byte* at, byte* end)
    {
        byte* word = null;                        // start of the word that is open
        ulong letterBefore = 0, digitBefore = 0;  // whether the byte before this mask is one
        while (at < end)
        {
            var masks = new AsciiMasks(at, _lowerCase, _zeroDigits);
            var text = ~masks.Spaces;
            var mixed = masks.NotAscii != 0;
            if (_unicode)
            {
                var after = at[AsciiMasks.Width];
                var letterAfter = (ulong)(((after | 0x20) - 'a') <= 25u ? 1 : 0) << 63;
                var digitAfter = (ulong)((after - '0') <= 9u ? 1 : 0) << 63;
                text = masks.Letters | masks.Digits | masks.Connectors
                    | (masks.Apostrophes & ((masks.Letters << 1) | letterBefore) & ((masks.Letters >> 1) | letterAfter))
                    | (masks.PointsAndCommas & ((masks.Digits << 1) | digitBefore) & ((masks.Digits >> 1) | digitAfter));
                mixed |= after >= 0x80 && (masks.Apostrophes | masks.PointsAndCommas) >> 63 != 0;
            }

            if (mixed)
            {
                at = ScanCharacters(word != null ? word : at, at + AsciiMasks.Width, end);
                word = null;
                letterBefore = digitBefore = 0;
                continue;
            }

            letterBefore = masks.Letters >> 63;
            digitBefore = masks.Digits >> 63;
            Cut(at, text, masks.Newlines, ref word);
            at += AsciiMasks.Width;
        }

        if (word != null) Emit(word, (int)(end - word));
    }

    // Words begin and end where the mask changes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Cut(byte* at, ulong text, ulong newlines, ref byte* word)
    {
        var changes = text ^ ((text << 1) | (word != null ? 1UL : 0UL));
        if (newlines != 0)
        {
            CutLines(at, changes, newlines, ref word);
            return;
        }

        if (changes == 0) return;
        if (word != null)
        {
            Emit(word, (int)(at + BitOperations.TrailingZeroCount(changes) - word));
            word = null;
            changes &= changes - 1;
        }

        while (changes != 0)
        {
            var start = at + BitOperations.TrailingZeroCount(changes);
            changes &= changes - 1;
            if (changes == 0)
            {
                word = start;
                return;
            }

            Emit(start, (int)(at + BitOperations.TrailingZeroCount(changes) - start));
            changes &= changes - 1;
        }
    }

    private void CutLines(byte* at, ulong changes, ulong newlines, ref byte* word)
    {
        for (var events = changes | newlines; events != 0; events &= events - 1)
        {
            var bit = events & (0 - events);
            var here = at + BitOperations.TrailingZeroCount(events);
            if ((changes & bit) != 0)
            {
                if (word == null)
                {
                    word = here;
                }
                else
                {
                    Emit(word, (int)(here - word));
                    word = null;
                }
            }

            if ((newlines & bit) != 0) EndLine();
        }
    }

    // An ASCII word, normalised in place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Emit(byte* word, int length)
    {
        if ((uint)(length - _minimumLength) > (uint)(TokenizerOptions.MaximumBytes - _minimumLength) || _dropNumbers)
        {
            if (!Accepts(word, length, length)) return;
        }

        *_next++ = table.Count1(word, length);
    }

    // The rare questions about a word, asked by both scanners.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Accepts(byte* word, int bytes, int characters)
    {
        if (bytes > TokenizerOptions.MaximumBytes)
        {
            OverlongTokens++;
            return false;
        }

        return characters >= _minimumLength && !(_dropNumbers && IsNumber(new ReadOnlySpan<byte>(word, bytes)));
    }

    private void EndLine()
    {
        Lines++;
        if (_next != _first && _next[-1] != SentenceEnd) *_next++ = SentenceEnd;
    }
}
