using System.Diagnostics;
using Assay.Core.Errors;
using Assay.Core.Progress;
using Assay.Embeddings.Words;
using Assay.Embeddings.Words.Internals;

namespace Assay.Embeddings.Corpora.Internals;

/// <summary>
/// Text to ids in one reading. First each worker counts words in a table of its own and writes that table's ids to a temporary file; then the
/// tables are merged and the vocabulary is cut; then the ids are rewritten in the order of the text. Only tables and blocks are in memory.
/// </summary>
internal sealed unsafe class CorpusBuilder(Corpus corpus, TokenizerOptions tokenizer, VocabularyOptions vocabulary, TokenizedCorpusOptions options)
{
    private readonly int _threads = options.Threads ?? Environment.ProcessorCount;
    private readonly List<LocalIds> _blocks = [];
    private long _localCount;

    public TokenizedCorpus Build(IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var reader = new BlockReader(corpus, progress);
        using var local = new IdFile(options.CacheDirectory);
        var tables = new WordTable[_threads];
        var ids = new IdFile(options.CacheDirectory);
        try
        {
            for (var worker = 0; worker < _threads; worker++) tables[worker] = new WordTable();
            var tokenizers = Array.ConvertAll(tables, table => new Tokenizer(tokenizer, table));
            Workers.Run(_threads, (worker, stop) => Count(reader, tokenizers[worker], worker, local, stop), cancellation);
            var tokens = tokenizers.Sum(worker => worker.Tokens);
            if (tokens == 0) throw new InputException($"The corpus {corpus.Name} holds no words ({reader.Bytes} bytes); give text in UTF-8, a sentence on each line.");

            var words = Merge(tables, tokens, out var distinct, out var maps);
            var length = new IdRewriter(local, ids, _blocks, maps).Run(_threads, out var kept, cancellation);
            if (kept == 0) throw new InputException($"The corpus {corpus.Name} has no word of the vocabulary; train on with text in the same language and case.");
            reader.Report(last: true);
            var statistics = new CorpusStatistics
            {
                Parts = reader.Parts,
                Bytes = reader.Bytes,
                Lines = tokenizers.Sum(worker => worker.Lines),
                TokensRead = tokens,
                TokensKept = kept,
                DistinctWords = distinct,
                InvalidSequences = tokenizers.Sum(worker => worker.InvalidSequences),
                OverlongTokens = tokenizers.Sum(worker => worker.OverlongTokens),
                ContentHash = reader.ContentHash(),
                Seconds = clock.Elapsed.TotalSeconds,
            };
            return new TokenizedCorpus(corpus.Name, ids, length, words, statistics);
        }
        catch
        {
            ids.Dispose();
            throw;
        }
        finally
        {
            foreach (var table in tables) table?.Dispose();
        }
    }

    private void Count(BlockReader reader, Tokenizer tokenizer, int worker, IdFile local, CancellationToken stop)
    {
        using var block = new TextBlock();
        using var ids = new IdBuffer(Tokenizer.MaximumIds(TextBlock.Capacity));
        while (!stop.IsCancellationRequested && reader.Next(block))
        {
            var count = tokenizer.Run(block.Text, block.Length, ids.Ids);
            if (count == 0) continue;
            var start = Interlocked.Add(ref _localCount, count) - count;
            local.Write(ids.Ids, count, start);
            lock (_blocks) _blocks.Add(new LocalIds(block.Number, worker, start, count));
        }
    }

    // The vocabulary, and for each worker the final id of each of its words, or IdRewriter.LeftOut.
    private WordVocabulary Merge(WordTable[] tables, long tokens, out int distinct, out int[][] maps)
    {
        var all = tables[0];
        maps = new int[tables.Length][];
        for (var worker = 0; worker < tables.Length; worker++)
        {
            maps[worker] = new int[tables[worker].Count];
            if (worker == 0)
            {
                for (var id = 0; id < maps[0].Length; id++) maps[0][id] = id;
                continue;
            }

            all.Merge(tables[worker], maps[worker]);
            tables[worker].Dispose();
        }

        distinct = all.Count;
        var words = Choose(all, tokens, out var final);
        foreach (var map in maps)
        {
            for (var id = 0; id < map.Length; id++) map[id] = final[map[id]];
        }

        return words;
    }

    private WordVocabulary Choose(WordTable all, long tokens, out int[] final)
    {
        var chosen = options.Vocabulary;
        if (chosen is null || options.GrowVocabulary)
        {
            var frequent = VocabularyCut.Of(all, vocabulary);
            if (chosen is null && frequent.Count == 0)
                throw new InputException($"No word of the corpus {corpus.Name} occurs at least {vocabulary.MinimumCount} times ({tokens} words, {all.Count} different); give more text or a smaller --min-count.");
            chosen = chosen?.Grow(frequent) ?? frequent;
        }

        final = new int[all.Count];
        for (var id = 0; id < final.Length; id++) final[id] = chosen.TryGetId(all.Word(id), out var known) ? known : IdRewriter.LeftOut;
        return chosen;
    }
}
