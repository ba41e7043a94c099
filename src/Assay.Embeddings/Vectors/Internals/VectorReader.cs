using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using Assay.Core.Errors;
using Assay.Core.Memory;
using Assay.Embeddings.Words;

namespace Assay.Embeddings.Vectors.Internals;

/// <summary>
/// Reads word2vec's text and binary files. The claimed number of words is held against the length of the file before anything is allocated:
/// a word takes at least two bytes and its numbers.
/// </summary>
internal sealed class VectorReader
{
    private const int LongestWord = 1 << 16;
    private const int LongestNumber = 64;

    private readonly string _path;
    private readonly ByteScanner _scanner;
    private readonly VectorHeader _header;
    private readonly List<byte> _utf8 = [];
    private readonly long[] _offsets;

    private VectorReader(string path, ByteScanner scanner, VectorHeader header)
    {
        _path = path;
        _scanner = scanner;
        _header = header;
        _offsets = new long[header.Words + 1];
    }

    public static WordVectors Read(string path, VectorFormat format)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            var scanner = new ByteScanner(stream);
            if (!scanner.TryTakeUntil((byte)'\n', 128, out var line) || !VectorHeader.TryParse(line, out var header)) throw new InputException($"{path}, line 1: expected two numbers, words and dimensions.");
            Check(path, header, stream.Length, format);
            return new VectorReader(path, scanner, header).ReadBody(format);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read {path}: {exception.Message.TrimEnd('.')}; check the path and its permissions.", exception);
        }
    }

    private static void Check(string path, VectorHeader header, long length, VectorFormat format)
    {
        var least = format == VectorFormat.Binary ? 2 + sizeof(float) * (long)header.Dimensions : 2 + 2L * header.Dimensions - 1;
        if (header.Words == 0) throw new InputException($"{path}, line 1: the file says that it holds no words.");
        if (header.Words > length / least || header.Words >= int.MaxValue)
            throw new InputException($"{path}, line 1: {header.Words} words of {header.Dimensions} dimensions are claimed, but the file has only {length} bytes; it is truncated or its first line is wrong.");
    }

    private WordVectors ReadBody(VectorFormat format)
    {
        var matrix = new NativeMatrix((int)_header.Words, _header.Dimensions);
        try
        {
            for (var id = 0; id < _header.Words; id++)
            {
                if (format == VectorFormat.Binary) ReadBinary(id, matrix.Row(id));
                else ReadText(id, matrix.Row(id));
                _offsets[id + 1] = _utf8.Count;
            }
            CheckEnd(format);
            return WordVectors.Create(Vocabulary(), matrix);
        }
        catch
        {
            matrix.Dispose();
            throw;
        }
    }

    private void ReadBinary(int id, Span<float> row)
    {
        // The word2vec program ends each vector with a line break, others do not.
        while (_scanner.Peek() is '\n' or '\r') _scanner.Skip();
        var start = _scanner.Position;
        if (!_scanner.TryTakeUntil((byte)' ', LongestWord, out var word)) throw Truncated(id, $"at byte {start}");
        AddWord(word, $"byte {start}");
        if (!_scanner.TryTake(MemoryMarshal.AsBytes(row))) throw Truncated(id, $"at byte {_scanner.Position}");
        foreach (var value in row)
        {
            if (!float.IsFinite(value)) throw new InputException($"{_path}, byte {start}: the vector of '{Encoding.UTF8.GetString(Word(id))}' has the number {value}; only finite numbers can be used.");
        }
    }

    private void ReadText(int id, Span<float> row)
    {
        var line = id + 2;
        var most = LongestWord + LongestNumber * (_header.Dimensions + 1);
        if (!_scanner.TryTakeUntil((byte)'\n', most, out var text))
        {
            text = _scanner.TakeRest(most);
            if (text.IsEmpty) throw Truncated(id, $"before line {line}");
        }
        text = text.TrimEnd(" \r\t"u8);
        // The word is all before the last d numbers: fastText's own words may have inner spaces of other scripts, never this one.
        var space = text.IndexOf((byte)' ');
        if (space <= 0) throw new InputException($"{_path}, line {line}: expected a word and {_header.Dimensions} numbers.");
        AddWord(text[..space], $"line {line}");
        var rest = text[(space + 1)..];
        for (var column = 0; column < row.Length; column++)
        {
            rest = rest.TrimStart((byte)' ');
            if (rest.IsEmpty) throw new InputException($"{_path}, line {line}: {column} numbers, expected {row.Length} (as in line 1).");
            if (!Utf8Parser.TryParse(rest, out float value, out var used) || (used < rest.Length && rest[used] != ' ') || !float.IsFinite(value))
            {
                var end = rest.IndexOf((byte)' ');
                throw new InputException($"{_path}, line {line}, number {column + 1}: '{Encoding.UTF8.GetString(rest[..Math.Min(LongestNumber, end < 0 ? rest.Length : end)])}' is not a finite number.");
            }
            row[column] = value;
            rest = rest[used..];
        }
        if (!rest.TrimStart((byte)' ').IsEmpty) throw new InputException($"{_path}, line {line}: more than {row.Length} numbers (as in line 1).");
    }

    private void AddWord(ReadOnlySpan<byte> word, string where)
    {
        if (word.IsEmpty) throw new InputException($"{_path}, {where}: a word is missing.");
        CollectionsMarshal.SetCount(_utf8, _utf8.Count + word.Length);
        word.CopyTo(CollectionsMarshal.AsSpan(_utf8)[^word.Length..]);
    }

    private ReadOnlySpan<byte> Word(int id) => CollectionsMarshal.AsSpan(_utf8)[(int)_offsets[id]..];

    private void CheckEnd(VectorFormat format)
    {
        while (_scanner.Peek() is '\n' or '\r' or ' ') _scanner.Skip();
        if (_scanner.Peek() < 0) return;
        var where = format == VectorFormat.Binary ? $"byte {_scanner.Position}" : $"line {_header.Words + 2}";
        throw new InputException($"{_path}, {where}: the file goes on after the {_header.Words} words that line 1 claims; correct line 1 or shorten the file.");
    }

    /// <summary>These formats have no counts. They are sorted by them, though, so ranks in reverse stand in.</summary>
    private WordVocabulary Vocabulary()
    {
        var counts = new long[_header.Words];
        for (var id = 0; id < counts.Length; id++) counts[id] = counts.Length - id;
        try
        {
            return WordVocabulary.FromUtf8([.. _utf8], _offsets, counts);
        }
        catch (ArgumentException exception)
        {
            throw new InputException($"{_path}: {exception.Message.TrimEnd('.')}; each word must occur once.", exception);
        }
    }

    private InputException Truncated(int id, string where) =>
        new($"{_path} ends {where}, after {id} of the {_header.Words} words that line 1 claims; it is truncated, copy it again.");
}
