using Assay.Core.Memory;
using Assay.Core.Randomness;
using Assay.Embeddings.Queries;
using Assay.Embeddings.Vectors;
using Assay.Embeddings.Words;
using BenchmarkDotNet.Attributes;

namespace Assay.Bench.Micro;

/// <summary>The ten nearest of one word among 68,000 vectors of 100 numbers.</summary>
[ShortRunJob]
public class NearestBenchmarks
{
    private const int Words = 68_000;

    private WordVectors? _vectors;

    /// <summary>Random vectors.</summary>
    [GlobalSetup]
    public void Fill()
    {
        var random = new RandomStream(1);
        var matrix = new NativeMatrix(Words, 100);
        for (var row = 0; row < Words; row++)
        {
            foreach (ref var value in matrix.Row(row)) value = random.NextSingle() - 0.5f;
        }
        _vectors = WordVectors.Create(WordVocabulary.FromWords([.. Enumerable.Range(0, Words).Select(word => $"word{word}")], new long[Words]), matrix);
        _vectors.Nearest("word0");
    }

    /// <summary>Gives the vectors back.</summary>
    [GlobalCleanup]
    public void Free() => _vectors?.Dispose();

    /// <summary>One search.</summary>
    [Benchmark]
    public IReadOnlyList<Neighbour> Nearest() => _vectors!.Nearest("word1000");
}
