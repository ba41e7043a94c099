using System.Buffers;
using System.IO.Compression;
using Assay.Core.Errors;

namespace Assay.Expression.Formats.Internals;

/// <summary>
/// Lines of a text file as bytes, gzip or not: one by one for a preamble, then in blocks for parallel parsing.
/// Never holds more than a block (or one line, where a line is longer).
/// </summary>
internal sealed class TextLines : IDisposable
{
    private const int BlockSize = 1 << 20;
    private const int LongestLine = 1 << 28; // half a million columns of 500 bytes; what is longer is no table

    private readonly Stream _stream;
    private byte[] _buffer = new byte[BlockSize];
    private int _start, _end;
    private bool _ended;

    private TextLines(string path, Stream stream) => (Path, _stream) = (path, stream);

    /// <summary>The file, for messages.</summary>
    public string Path { get; }

    /// <summary>Number of the line read last, from 1.</summary>
    public int Number { get; private set; }

    /// <exception cref="InputException">The file is not there, cannot be read, or is no text in UTF-8.</exception>
    public static TextLines Open(string path)
    {
        var stream = OpenFile(path);
        var lines = new TextLines(path, stream);
        try
        {
            lines.Fill();
            lines.SkipMark();
            return lines;
        }
        catch
        {
            lines.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file, decompressing it where it begins like gzip, whatever its name.</summary>
    /// <exception cref="InputException">It is not there or cannot be read.</exception>
    public static Stream OpenFile(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            var (first, second) = (file.ReadByte(), file.ReadByte());
            file.Position = 0;
            return first == 0x1F && second == 0x8B ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"There is no file {path}; check the path.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read {path}: {exception.Message.TrimEnd('.')}; check the path and its permissions.", exception);
        }
    }

    /// <summary>The next line without its end, valid until the next call; false at the end of the file.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var seen = 0;
        while (true)
        {
            var place = _buffer.AsSpan(_start + seen, _end - _start - seen).IndexOf((byte)'\n');
            if (place >= 0)
            {
                line = WithoutReturn(_buffer.AsSpan(_start, seen + place));
                _start += seen + place + 1;
                Number++;
                return true;
            }
            seen = _end - _start;
            if (!_ended)
            {
                Fill();
                continue;
            }
            line = WithoutReturn(_buffer.AsSpan(_start, seen));
            _start = _end;
            if (seen == 0) return false;
            Number++;
            return true;
        }
    }

    /// <summary>The next lines together, for one worker; null at the end. The block belongs to the caller.</summary>
    /// <param name="delimiter">Of the cells, to tell blank lines.</param>
    /// <param name="stop">A line that begins with this ends the table; null where only the end of the file does.</param>
    /// <param name="firstRow">Row of the block's first line that is not blank.</param>
    public LineBlock? ReadBlock(byte delimiter, byte? stop, int firstRow)
    {
        while (!_ended && (_end - _start < BlockSize || _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n') < 0)) Fill();
        if (_start == _end) return null;
        var length = _ended ? _end - _start : _buffer.AsSpan(_start, _end - _start).LastIndexOf((byte)'\n') + 1;
        var first = Number + 1;
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_start, length);
        var (rows, stops) = (0, false);
        while (!stops && LineBlock.TryNext(ref rest, out var line))
        {
            Number++;
            if (!line.IsEmpty && line[0] == stop) stops = true;
            else if (!Fields.IsBlank(line, delimiter)) rows++;
        }
        var rented = ArrayPool<byte>.Shared.Rent(length);
        _buffer.AsSpan(_start, length).CopyTo(rented);
        _start += length;
        return new LineBlock(rented, length, first) { FirstRow = firstRow, Rows = rows, Stops = stops };
    }

    public void Dispose() => _stream.Dispose();

    public static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) => line.Length > 0 && line[^1] == '\r' ? line[..^1] : line;

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LongestLine) throw new InputException($"{Path}, line {Number + 1}: the line is longer than {LongestLine >> 20} MB; this is not a table of text.");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        try
        {
            var read = _stream.ReadAtLeast(_buffer.AsSpan(_end), _buffer.Length - _end, throwOnEndOfStream: false);
            _ended = read < _buffer.Length - _end;
            _end += read;
        }
        catch (InvalidDataException exception)
        {
            throw new InputException($"{Path}, after line {Number}: the gzip compression is damaged; copy or download the file again.", exception);
        }
        catch (IOException exception)
        {
            throw new InputException($"Cannot read {Path} after line {Number}: {exception.Message.TrimEnd('.')}; check the disk or the connection.", exception);
        }
    }

    // A byte order mark is no part of the first name; text in UTF-16 is what a spreadsheet's "Unicode text" gives.
    private void SkipMark()
    {
        var bytes = _buffer.AsSpan(_start, _end - _start);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) _start += 3;
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new InputException($"{Path} is text in UTF-16; save it as UTF-8 (for example: iconv -f UTF-16 -t UTF-8).");
        else if (bytes[..Math.Min(bytes.Length, 4096)].Contains((byte)0))
            throw new InputException($"{Path} holds zero bytes; it is not text, so give a table, GCT, SOFT, series matrix, 10x folder or .h5ad file.");
    }
}
