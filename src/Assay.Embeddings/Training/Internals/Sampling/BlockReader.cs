using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Embeddings.Training.Internals.Sampling;

/// <summary>
/// Reads one block of the corpus: the words that subsampling keeps, the −1s between sentences, and on both sides as many kept words as a
/// window can reach, so that the cut into blocks changes no window.
/// </summary>
internal sealed unsafe class BlockReader : IDisposable
{
    private readonly IdStream _stream;
    private readonly Subsampler _subsampler;
    private readonly int _window;
    private int* _words;

    public BlockReader(IdStream stream, Subsampler subsampler, int window)
    {
        _stream = stream;
        _subsampler = subsampler;
        _window = window;
        // One −1 before and after, so that a search for context ends without a test of the bounds.
        _words = (int*)NativeMemory.Alloc((nuint)stream.BlockLength + 2 * (nuint)window + 2, sizeof(int));
    }

    /// <summary>The words read: −1 at both ends, context before, the block's own words from <see cref="First"/> to <see cref="End"/>, context after.</summary>
    public int* Words => _words;

    /// <summary>Index in <see cref="Words"/> of the first word of the block itself.</summary>
    public int First { get; private set; }

    /// <summary>Index after the last word of the block itself.</summary>
    public int End { get; private set; }

    /// <summary>Index of the −1 after the last word, context included.</summary>
    public int Last { get; private set; }

    /// <summary>Words of the corpus in the block, before subsampling.</summary>
    public int CorpusWords { get; private set; }

    /// <summary>Reads a block in the pass of <paramref name="key"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(int block, ulong key)
    {
        var ids = _stream.Pointer;
        var start = (long)block * _stream.BlockLength;
        var end = Math.Min(start + _stream.BlockLength, _stream.Length);

        // Words before are found walking back, so they are laid down from the right.
        var count = 1 + _window;
        var low = count;
        for (var place = start - 1; place >= 0 && low > 1; place--)
        {
            var word = ids[place];
            if (word < 0) break;
            if (_subsampler.Keeps(word, place, key)) _words[--low] = word;
        }
        for (var i = 0; i < low; i++) _words[i] = -1;

        First = count;
        var corpusWords = 0;
        for (var place = start; place < end; place++)
        {
            var word = ids[place];
            if (word < 0)
            {
                _words[count++] = -1;
                continue;
            }
            corpusWords++;
            if (_subsampler.Keeps(word, place, key)) _words[count++] = word;
        }
        End = count;
        CorpusWords = corpusWords;

        var room = count + _window;
        for (var place = end; place < _stream.Length && count < room; place++)
        {
            var word = ids[place];
            if (word < 0) break;
            if (_subsampler.Keeps(word, place, key)) _words[count++] = word;
        }
        Last = count;
        _words[count] = -1;
        _stream.Release(block);
    }

    public void Dispose()
    {
        NativeMemory.Free(_words);
        _words = null;
        GC.SuppressFinalize(this);
    }

    ~BlockReader() => NativeMemory.Free(_words);
}
