namespace Assay.Embeddings.Corpora.Internals;

/// <summary>
/// Rewrites the workers' ids to final ids in the order of the text, without words that were left out and without empty sentences. Workers map
/// blocks independently; only where a block begins has to wait until the length of those before it is known.
/// </summary>
internal sealed unsafe class IdRewriter(IdFile source, IdFile target, List<LocalIds> blocks, int[][] maps)
{
    /// <summary>What a map gives for a word that is not in the vocabulary.</summary>
    public const int LeftOut = -2;

    private readonly Lock _take = new();
    private readonly object _order = new();
    private int _taken;
    private int _placed;          // blocks whose place is known
    private long _length;         // ids in them
    private long _words;
    private bool _sentenceOpen;   // whether the last id so far is a word

    /// <summary>Does it all and returns the length of the stream, sentence ends included.</summary>
    public long Run(int threads, out long words, CancellationToken cancellation)
    {
        blocks.Sort((left, right) => left.Block.CompareTo(right.Block));
        Workers.Run(threads, (_, stop) => Rewrite(stop), cancellation);
        words = _words;
        return _length;
    }

    private void Rewrite(CancellationToken stop)
    {
        using var buffer = new IdBuffer(blocks.Max(block => block.Count));
        using var wake = stop.Register(() => { lock (_order) Monitor.PulseAll(_order); });
        while (true)
        {
            int index;
            lock (_take) index = _taken++;
            if (index >= blocks.Count || stop.IsCancellationRequested) return;
            var block = blocks[index];
            source.Read(buffer.Ids, block.Count, block.Start);
            var count = Map(buffer.Ids, block.Count, maps[block.Worker], out var ends);
            long start;
            var first = buffer.Ids;
            lock (_order)
            {
                while (_placed != index && !stop.IsCancellationRequested) Monitor.Wait(_order);
                if (stop.IsCancellationRequested) return;
                if (count > 0)
                {
                    if (*first == Tokenizer.SentenceEnd && !_sentenceOpen)
                    {
                        first++;
                        count--;
                        ends--;
                    }

                    if (count > 0) _sentenceOpen = first[count - 1] != Tokenizer.SentenceEnd;
                }

                start = _length;
                _length += count;
                _words += count - ends;
                _placed++;
                Monitor.PulseAll(_order);
            }

            target.Write(first, count, start);
        }
    }

    // In place; at most one sentence end in a row.
    private static int Map(int* ids, int count, int[] map, out int ends)
    {
        var next = ids;
        ends = 0;
        fixed (int* final = map)
        {
            for (var id = ids; id < ids + count; id++)
            {
                if (*id == Tokenizer.SentenceEnd)
                {
                    if (next != ids && next[-1] == Tokenizer.SentenceEnd) continue;
                    *next++ = Tokenizer.SentenceEnd;
                    ends++;
                    continue;
                }

                var mapped = final[*id];
                *next = mapped;
                next += mapped >= 0 ? 1 : 0;
            }
        }

        return (int)(next - ids);
    }
}
