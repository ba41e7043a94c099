using System.Diagnostics;
using System.Security.Cryptography;
using Assay.Core.Errors;
using Assay.Core.Progress;

namespace Assay.Embeddings.Corpora.Internals;

/// <summary>
/// Cuts a corpus into blocks at white space. Workers take turns: one reads while the others tokenise. Where blocks are cut depends on the
/// text alone. A run of <see cref="TextBlock.Capacity"/> bytes without any ASCII white space is cut between two characters; this ends a word there.
/// </summary>
internal sealed class BlockReader : IDisposable
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _turn = new();
    private readonly IReadOnlyList<CorpusPart> _parts;
    private readonly long? _length;
    private readonly IProgress<ProgressReport>? _progress;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly byte[] _carry = new byte[TextBlock.Capacity];
    private int _carried;
    private byte _last = (byte)'\n'; // of the block before
    private Stream? _stream;
    private TimeSpan _reported;

    public BlockReader(Corpus corpus, IProgress<ProgressReport>? progress)
    {
        _parts = [.. corpus.Parts()];
        _length = _parts.All(part => part.Length is not null) ? _parts.Sum(part => part.Length) : null;
        _progress = progress;
    }

    public long Bytes { get; private set; }

    public int Blocks { get; private set; }

    /// <summary>Parts opened so far.</summary>
    public int Parts { get; private set; }

    /// <summary>Fills a block with the next piece of text.</summary>
    /// <returns>False at the end of the corpus.</returns>
    public bool Next(TextBlock block)
    {
        lock (_turn)
        {
            block.Length = 0;
            _carry.AsSpan(0, _carried).CopyTo(block.Free);
            block.Length = _carried;
            _carried = 0;
            while (block.Free.Length >= TextCheck.HeadBytes || _stream is not null)
            {
                if (_stream is null)
                {
                    if (Parts == _parts.Count) break;
                    Open(block);
                }
                else if (!Fill(block))
                {
                    break;
                }
            }

            if (block.Length == 0) return false;
            _last = block.Used[^1];
            block.Number = Blocks++;
            Report(last: false);
            return true;
        }
    }

    /// <summary>SHA-256 of all text read.</summary>
    public string ContentHash() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Report(bool last)
    {
        if (_progress is null || (!last && _clock.Elapsed - _reported < ReportInterval)) return;
        _reported = _clock.Elapsed;
        _progress.Report(new ProgressReport { Stage = "reading the corpus", Done = Bytes, Total = _length, Unit = "bytes", Elapsed = _reported });
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _hash.Dispose();
    }

    private void Open(TextBlock block)
    {
        var part = _parts[Parts++];
        _stream = part.Open();
        var start = block.Length;
        while (block.Length - start < TextCheck.HeadBytes && Read(block) != 0) { }
        block.Remove(start, TextCheck.ByteOrderMark(part.Name, block.Used[start..]));
    }

    // False if the block is full: what stands after its last white space is carried over to the next.
    private bool Fill(TextBlock block)
    {
        while (block.Free.Length > 0)
        {
            if (Read(block) != 0) continue;
            _stream!.Dispose();
            _stream = null;
            if ((block.Length > 0 ? block.Used[^1] : _last) != '\n') block.Append((byte)'\n');
            return true;
        }

        var cut = block.Used.LastIndexOfAny(" \n\t\r"u8) + 1;
        if (cut == 0)
        {
            cut = block.Length;
            for (var back = 1; back <= 4; back++)
            {
                if ((block.Used[^back] & 0xC0) == 0x80) continue; // a character begins further to the front
                if (block.Used[^back] >= 0xC0) cut = block.Length - back;
                break;
            }
        }

        block.Used[cut..].CopyTo(_carry);
        _carried = block.Length - cut;
        block.Length = cut;
        return false;
    }

    private int Read(TextBlock block)
    {
        try
        {
            var read = _stream!.Read(block.Free);
            _hash.AppendData(block.Free[..read]);
            block.Length += read;
            Bytes += read;
            return read;
        }
        catch (InvalidDataException exception)
        {
            throw new InputException($"{_parts[Parts - 1].Name} is damaged: the gzip data cannot be unpacked after {Bytes} bytes of text; fetch or pack it again.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read {_parts[Parts - 1].Name} beyond {Bytes} bytes: {exception.Message}", exception);
        }
    }
}
