using System.Globalization;
using System.Text;
using Assay.Core.Errors;

namespace Assay.Embeddings.Words;

public sealed partial class WordVocabulary
{
    private const int MaximumLineBytes = 1 << 16;

    /// <summary>Writes one line a word, in the order of ids: the word, a tab, its count (UTF-8, no header).</summary>
    /// <exception cref="InputException">A word holds a tab or a line break and so cannot be written this way.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        for (var id = 0; id < Count; id++)
        {
            var word = this[id];
            if (word.AsSpan().ContainsAny('\t', '\n', '\r'))
                throw new InputException($"The word with id {id} holds a tab or line break, which a vocabulary file cannot hold; leave it out.");
            writer.Write(word);
            writer.Write('\t');
            writer.WriteLine(_counts[id].ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Reads a file that <see cref="Save(Stream)"/> wrote: a word, a tab and its count on each line; ids are the line order.</summary>
    /// <exception cref="InputException">The file cannot be read, or a line is not a new word with a count.</exception>
    public static WordVocabulary Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var stream = File.OpenRead(path);
            return Load(stream, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read the vocabulary {path}: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a vocabulary from a stream; <paramref name="name"/> is what error messages call it.</summary>
    /// <exception cref="InputException">A line is not a new word with a count.</exception>
    public static WordVocabulary Load(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        var lines = new Lines(stream);
        var utf8 = new MemoryStream();
        var offsets = new List<long> { 0 };
        var counts = new List<long>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var total = 0L;
        while (lines.Next(name, out var line))
        {
            var tab = line.LastIndexOf((byte)'\t');
            if (tab <= 0 || !System.Buffers.Text.Utf8Parser.TryParse(line[(tab + 1)..], out long count, out var used) || used != line.Length - tab - 1 || count < 0)
                throw new InputException($"{name}, line {lines.Number}: expected a word, a tab and its count, such as 'house\t42'.");
            if (line[..tab].Contains((byte)'\t') || !System.Text.Unicode.Utf8.IsValid(line[..tab]))
                throw new InputException($"{name}, line {lines.Number}: the word is not valid UTF-8 without tabs.");
            if (!seen.TryAdd(Encoding.UTF8.GetString(line[..tab]), lines.Number))
                throw new InputException($"{name}, line {lines.Number}: the word '{Encoding.UTF8.GetString(line[..tab])}' stands there twice; keep one line for each word.");
            if (count > long.MaxValue - total) throw new InputException($"{name}, line {lines.Number}: the counts add up to more than {long.MaxValue}.");
            total += count;
            if (utf8.Length + tab > Array.MaxLength) throw new InputException($"{name}, line {lines.Number}: the words take more than 2 GB.");
            utf8.Write(line[..tab]);
            offsets.Add(utf8.Length);
            counts.Add(count);
        }

        if (counts.Count == 0) throw new InputException($"{name}: an empty vocabulary; expected one word, a tab and its count on each line.");
        return FromUtf8(utf8.ToArray(), [.. offsets], [.. counts]);
    }

    private ref struct Lines(Stream stream)
    {
        private readonly byte[] _buffer = new byte[2 * MaximumLineBytes];
        private int _start;
        private int _end;

        public int Number { get; private set; }

        public bool Next(string name, out ReadOnlySpan<byte> line)
        {
            while (true)
            {
                var rest = _buffer.AsSpan(_start, _end - _start);
                var length = rest.IndexOf((byte)'\n');
                if (length >= 0)
                {
                    _start += length + 1;
                    return Give(rest[..length], out line);
                }

                if (rest.Length > MaximumLineBytes)
                    throw new InputException($"{name}, line {Number + 1}: longer than {MaximumLineBytes} bytes, so this is no vocabulary of words and counts.");
                rest.CopyTo(_buffer);
                (_start, _end) = (0, rest.Length);
                var read = stream.Read(_buffer, _end, _buffer.Length - _end);
                _end += read;
                if (read != 0) continue;
                line = default;
                if (_end == 0) return false;
                rest = _buffer.AsSpan(0, _end);
                _end = 0;
                return Give(rest, out line);
            }
        }

        private bool Give(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
        {
            Number++;
            line = rest is [.., (byte)'\r'] ? rest[..^1] : rest;
            return true;
        }
    }
}
