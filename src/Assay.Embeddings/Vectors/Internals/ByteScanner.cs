namespace Assay.Embeddings.Vectors.Internals;

/// <summary>Reads a stream piece by piece and knows where it is.</summary>
internal sealed class ByteScanner(Stream stream)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _atEnd;

    /// <summary>Bytes taken so far.</summary>
    public long Position { get; private set; }

    /// <summary>The next byte without taking it; −1 at the end.</summary>
    public int Peek() => _start < _end || Fill(1) ? _buffer[_start] : -1;

    public void Skip()
    {
        _start++;
        Position++;
    }

    /// <summary>The bytes before the next occurrence of a byte, which is taken as well; false at the end or beyond <paramref name="most"/> bytes. Valid until the next call.</summary>
    public bool TryTakeUntil(byte delimiter, int most, out ReadOnlySpan<byte> bytes)
    {
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf(delimiter);
            if (at >= 0 && searched + at <= most)
            {
                bytes = _buffer.AsSpan(_start, searched + at);
                Advance(searched + at + 1);
                return true;
            }
            searched = _end - _start;
            if (at >= 0 || searched > most || !Fill(searched + 1)) break;
        }
        bytes = default;
        return false;
    }

    /// <summary>What is left, at the end of the stream; empty if there is nothing.</summary>
    public ReadOnlySpan<byte> TakeRest(int most)
    {
        Fill(most + 1);
        var rest = _buffer.AsSpan(_start, Math.Min(most, _end - _start));
        Advance(rest.Length);
        return rest;
    }

    /// <summary>Exactly so many bytes; false if the stream ends before.</summary>
    public bool TryTake(Span<byte> target)
    {
        while (target.Length > 0)
        {
            if (_start == _end && !Fill(1)) return false;
            var count = Math.Min(target.Length, _end - _start);
            _buffer.AsSpan(_start, count).CopyTo(target);
            target = target[count..];
            Advance(count);
        }
        return true;
    }

    private void Advance(int count)
    {
        _start += count;
        Position += count;
    }

    /// <summary>Sees to it that so many bytes are in the buffer; false if the stream ends before.</summary>
    private bool Fill(int wanted)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (wanted > _buffer.Length) Array.Resize(ref _buffer, Math.Max(wanted, 2 * _buffer.Length));
        while (_end < wanted && !_atEnd)
        {
            var count = stream.Read(_buffer, _end, _buffer.Length - _end);
            _atEnd = count == 0;
            _end += count;
        }
        return _end >= wanted;
    }
}
