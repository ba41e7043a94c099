using Assay.Core.Randomness;
using Assay.Embeddings.Corpora;
using BenchmarkDotNet.Attributes;

namespace Assay.Bench.Micro;

/// <summary>Text in memory to a vocabulary and word ids.</summary>
[ShortRunJob]
public class TokeniserBenchmarks
{
    private Corpus _corpus = Corpus.FromText([]);

    /// <summary>20,000 sentences of 20 words from 5,000, the frequent ones as frequent as in text.</summary>
    [GlobalSetup]
    public void Fill()
    {
        var random = new RandomStream(1);
        string Word() => $"word{(int)Math.Exp(random.NextDouble() * Math.Log(5000))}";
        _corpus = Corpus.FromText([.. Enumerable.Range(0, 20_000).Select(_ => string.Join(' ', Enumerable.Range(0, 20).Select(_ => Word())))]);
    }

    /// <summary>Reads it all.</summary>
    [Benchmark]
    public long Build()
    {
        using var read = TokenizedCorpus.Build(_corpus);
        return read.Length;
    }
}
