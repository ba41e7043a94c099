using System.Text;

namespace Assay.Embeddings.Corpora.Internals;

/// <summary>Sentences as a stream of UTF-8 lines, encoded as they are read.</summary>
internal sealed class SentenceStream(IEnumerable<string> sentences) : ReadOnlyStream
{
    private readonly IEnumerator<string> _sentences = sentences.GetEnumerator();
    private byte[] _line = new byte[1024];
    private int _at;
    private int _length;

    public override int Read(Span<byte> buffer)
    {
        var written = 0;
        while (written < buffer.Length)
        {
            if (_at == _length && !Next()) break;
            var count = Math.Min(_length - _at, buffer.Length - written);
            _line.AsSpan(_at, count).CopyTo(buffer[written..]);
            _at += count;
            written += count;
        }

        return written;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _sentences.Dispose();
        base.Dispose(disposing);
    }

    private bool Next()
    {
        if (!_sentences.MoveNext()) return false;
        var sentence = _sentences.Current;
        var most = Encoding.UTF8.GetMaxByteCount(sentence.Length) + 1;
        if (_line.Length < most) _line = new byte[most];
        (_at, _length) = (0, Encoding.UTF8.GetBytes(sentence, _line));
        _line[_length++] = (byte)'\n';
        return true;
    }
}
