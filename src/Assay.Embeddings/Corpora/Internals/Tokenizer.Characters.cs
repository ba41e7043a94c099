using System.Buffers;
using System.Text;

namespace Assay.Embeddings.Corpora.Internals;

internal sealed unsafe partial class Tokenizer
{
    private readonly byte[] _word = GC.AllocateUninitializedArray<byte>(TokenizerOptions.MaximumBytes + 64, pinned: true);
    private int _wordBytes;
    private int _wordCharacters;

    /// <summary>Scans character by character, at least up to <paramref name="resume"/> and then to the next ASCII white space.</summary>
    /// <returns>Where to go on: at white space, or at the end.</returns>
    private byte* ScanCharacters(byte* at, byte* resume, byte* end)
    {
        var last = CharacterClass.Separator;
        while (at < end)
        {
            if (at >= resume && *at is (byte)' ' or (byte)'\n') break;
            if (*at == '\n')
            {
                CloseWord();
                EndLine();
                last = CharacterClass.Separator;
                at++;
                continue;
            }

            var valid = Decode(at, end, out var rune, out var length);
            if (!valid) InvalidSequences++;
            at += length;
            var kind = !valid ? CharacterClass.Separator
                : _unicode ? CharacterClasses.Of(rune)
                : CharacterClasses.IsWhitespace(rune) ? CharacterClass.Separator : CharacterClass.Letter;
            switch (kind)
            {
                case CharacterClass.Letter or CharacterClass.Digit or CharacterClass.Connector:
                    Append(rune, kind);
                    break;
                case CharacterClass.Alone:
                    CloseWord();
                    Append(rune, kind);
                    CloseWord();
                    break;
                case CharacterClass.BetweenLetters when last == CharacterClass.Letter && ClassAt(at, end) == CharacterClass.Letter:
                case CharacterClass.BetweenDigits when last == CharacterClass.Digit && ClassAt(at, end) == CharacterClass.Digit:
                    Append(rune, kind);
                    break;
                default:
                    CloseWord();
                    break;
            }

            last = kind;
        }

        CloseWord();
        return at;
    }

    private static bool Decode(byte* at, byte* end, out Rune rune, out int length) =>
        Rune.DecodeFromUtf8(new ReadOnlySpan<byte>(at, (int)Math.Min(4, end - at)), out rune, out length) == OperationStatus.Done;

    private static CharacterClass ClassAt(byte* at, byte* end) =>
        at < end && Decode(at, end, out var rune, out _) ? CharacterClasses.Of(rune) : CharacterClass.Separator;

    private void Append(Rune rune, CharacterClass kind)
    {
        if (_wordBytes > TokenizerOptions.MaximumBytes) return; // too long already; only that is kept
        if (_lowerCase) rune = CharacterClasses.ToLower(rune);
        if (_zeroDigits && (kind == CharacterClass.Digit || (!_unicode && Rune.IsDigit(rune)))) rune = new Rune('0');
        _wordBytes += rune.EncodeToUtf8(_word.AsSpan(_wordBytes));
        _wordCharacters++;
    }

    private void CloseWord()
    {
        if (_wordBytes == 0) return;
        fixed (byte* word = _word)
        {
            if (Accepts(word, _wordBytes, _wordCharacters)) *_next++ = table.Count1(word, _wordBytes);
        }

        _wordBytes = _wordCharacters = 0;
    }

    private static bool IsNumber(ReadOnlySpan<byte> word)
    {
        var digits = false;
        while (!word.IsEmpty)
        {
            Rune.DecodeFromUtf8(word, out var rune, out var length);
            if (Rune.IsLetter(rune)) return false;
            digits |= Rune.IsDigit(rune);
            word = word[length..];
        }

        return digits;
    }
}
