using Assay.Core.Claims;
using Assay.Embeddings.Training;

namespace Assay.Embeddings.Claims;

/// <summary>What the width of the window changes.</summary>
internal static class ContextWindowClaim
{
    private const int Neighbours = 10;
    private const int Words = 4_000;
    private const int Asked = 300;
    private const int Skipped = 100;

    public static Claim Claim { get; } = new(
        "context-window", EmbeddingClaims.System, "Context windows range from 1 to 10 words.", EmbeddingClaims.Page,
        (settings, progress, cancellation) =>
        {
            using var corpus = ClaimCorpus.Build(settings, Words, progress, cancellation);
            var seeds = settings.Quick ? 2 : 3;
            int[] widths = settings.Quick ? [1, 10] : [1, 2, 5, 10];
            var lists = widths.ToDictionary(width => width, width => Enumerable.Range(0, seeds).Select(seed =>
            {
                var options = new SkipGramOptions { ContextWindow = width, Epochs = settings.Quick ? 5 : 10, Dimensions = 50, Threads = settings.Threads, Seed = settings.Seed + (ulong)seed };
                using var model = new SkipGramTrainer(corpus, options).Train(progress, cancellation);
                return Nearest(model);
            }).ToArray());

            var evidence = new List<ClaimEvidence>();
            var same = widths.SelectMany(width => Pairs(lists[width], lists[width], same: true)).ToArray();
            evidence.Add(Evidence($"shared neighbours of ten, same window, another seed ({ClaimCorpus.Describe(corpus)})", same));
            foreach (var width in widths[1..]) evidence.Add(Evidence($"shared neighbours of ten, window {widths[0]} against {width}", Pairs(lists[widths[0]], lists[width], same: false)));
            var differs = evidence[^1].Spread!.Value.High < evidence[0].Spread!.Value.Low;
            return new ClaimResult(
                differs ? ClaimVerdict.HoldsOnlyIf : ClaimVerdict.Holds,
                differs
                    ? "A choice, not a law: narrow windows find words of the same function, wide ones words of the same topic, and the neighbours differ by more than another seed makes them differ."
                    : "Within this range the neighbours differed no more than by another seed.",
                evidence);
        });

    private static HashSet<string>[] Nearest(SkipGramModel model)
    {
        using var vectors = model.Query();
        var from = Math.Min(Skipped, Math.Max(0, vectors.Count - Asked));
        return [.. Enumerable.Range(from, Math.Min(Asked, vectors.Count - from)).Select(id => vectors.Nearest(vectors.Word(id), Neighbours).Select(neighbour => neighbour.Word).ToHashSet(StringComparer.Ordinal))];
    }

    private static double[] Pairs(HashSet<string>[][] left, HashSet<string>[][] right, bool same)
    {
        var overlaps = new List<double>();
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = same ? i + 1 : 0; j < right.Length; j++)
                overlaps.Add(left[i].Zip(right[j], (x, y) => (double)x.Intersect(y, StringComparer.Ordinal).Count()).Average());
        }
        return [.. overlaps];
    }

    private static ClaimEvidence Evidence(string quantity, double[] values) => new(quantity, values.Average(), "words", (values.Min(), values.Max()));
}
