namespace Assay.Embeddings.Corpora.Internals;

/// <summary>Bytes that were already taken from a stream, put back in front of it.</summary>
internal sealed class PrefixedStream(byte[] prefix, Stream rest, bool leaveOpen) : ReadOnlyStream
{
    private int _at;

    public override int Read(Span<byte> buffer)
    {
        if (_at == prefix.Length) return rest.Read(buffer);
        var count = Math.Min(prefix.Length - _at, buffer.Length);
        prefix.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen) rest.Dispose();
        base.Dispose(disposing);
    }
}
