using System.Runtime.InteropServices;

namespace Assay.Embeddings.Corpora.Internals;

/// <summary>Memory for one block of text with the room behind it that <see cref="Tokenizer"/> asks for.</summary>
internal sealed unsafe class TextBlock : IDisposable
{
    public const int Capacity = 1 << 19;

    public TextBlock() => Text = (byte*)NativeMemory.AlignedAlloc(Capacity + Tokenizer.Padding, 64);

    ~TextBlock() => NativeMemory.AlignedFree(Text);

    public byte* Text { get; private set; }

    /// <summary>Number of the block within the corpus, from 0.</summary>
    public int Number { get; set; }

    /// <summary>Bytes in use.</summary>
    public int Length { get; set; }

    public Span<byte> Free => new(Text + Length, Capacity - Length);

    public ReadOnlySpan<byte> Used => new(Text, Length);

    public void Append(byte value) => Text[Length++] = value;

    public void Remove(int start, int count)
    {
        if (count == 0) return;
        Used[(start + count)..].CopyTo(new Span<byte>(Text + start, Length - start));
        Length -= count;
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(Text);
        Text = null;
        GC.SuppressFinalize(this);
    }
}
