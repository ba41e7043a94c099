using Assay.Core.Memory;
using Assay.Core.Progress;
using Assay.Core.Projections;
using Assay.Embeddings.Vectors;

namespace Assay.Embeddings.Evaluation;

/// <summary>Words in the plane, near where their vectors are near: unit vectors, so that cosine is what counts.</summary>
public static class VectorMap
{
    /// <summary>The ids of the most frequent words.</summary>
    /// <param name="vectors">The vectors.</param>
    /// <param name="count">How many.</param>
    /// <param name="skip">How many of the very first, the words of grammar, to leave out.</param>
    public static IReadOnlyList<int> MostFrequent(WordVectors vectors, int count, int skip = 0)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var from = Math.Min(skip, Math.Max(0, vectors.Count - count));
        return [.. Enumerable.Range(from, Math.Min(count, vectors.Count - from))];
    }

    /// <summary>Places words.</summary>
    /// <param name="vectors">The vectors.</param>
    /// <param name="ids">The words to place; the most important first.</param>
    /// <param name="method">How.</param>
    /// <param name="seed">Seed of t-SNE.</param>
    /// <param name="threads">Threads; they do not change the result.</param>
    /// <param name="progress">Hears of the iterations.</param>
    /// <param name="cancellation">Stops between two iterations.</param>
    /// <exception cref="ArgumentException">Fewer than three words.</exception>
    public static IReadOnlyList<(string Word, float X, float Y)> Of(
        WordVectors vectors, IReadOnlyList<int> ids, MapMethod method, ulong seed = 1, int threads = 1, IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count < 3) throw new ArgumentException($"{ids.Count} words make no map; at least three are needed.", nameof(ids));
        using var rows = new NativeMatrix(ids.Count, vectors.Dimensions);
        for (var i = 0; i < ids.Count; i++) vectors.Unit.Rows.Row(ids[i]).CopyTo(rows.Row(i));
        var places = method == MapMethod.Tsne
            ? BarnesHutTsne.Fit(rows, new TsneOptions { Seed = seed, Threads = threads, Perplexity = Math.Min(30, Math.Max(1, (ids.Count - 1) / 3.5)) }, progress, cancellation)
            : PrincipalComponents.Fit(rows, 2, threads, cancellation).ToPlane(rows);
        return [.. places.Select((place, i) => (vectors.Word(ids[i]), place.X, place.Y))];
    }
}
