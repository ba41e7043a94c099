using Assay.Core.Claims;
using Assay.Core.Randomness;
using Assay.Embeddings.Corpora;
using Assay.Embeddings.Training;

namespace Assay.Embeddings.Claims;

/// <summary>Negative sampling against the full softmax, both judged by the softmax.</summary>
internal static class NegativeSamplingClaim
{
    private const int Words = 2_000;
    private const int JudgedPairs = 2_000;

    public static Claim Claim { get; } = new(
        "negative-sampling", EmbeddingClaims.System, "Negative sampling approximates the full softmax.", EmbeddingClaims.Page,
        (settings, progress, cancellation) =>
        {
            using var corpus = ClaimCorpus.Build(settings, Words, progress, cancellation);
            var seeds = settings.Quick ? 1 : 3;
            // Without subsampling, so that the text that is trained on is the text that is judged.
            var basis = new SkipGramOptions { Dimensions = 50, Epochs = settings.Quick ? 1 : 3, Subsample = 0, Direction = PredictionDirection.CentrePredictsContext, Threads = settings.Threads };
            var exact = Enumerable.Range(0, seeds).Select(seed => Train(basis with { Objective = SkipGramObjective.FullSoftmax, Seed = settings.Seed + (ulong)seed })).ToArray();
            var sampled = Enumerable.Range(0, seeds).Select(seed => Train(basis with { Objective = SkipGramObjective.NegativeSampling, Seed = settings.Seed + (ulong)seed })).ToArray();
            var entropy = UnigramLoss(corpus);
            var worse = sampled.Min(run => run.SoftmaxLoss) > exact.Max(run => run.SoftmaxLoss);
            return new ClaimResult(
                worse ? ClaimVerdict.False : ClaimVerdict.HoldsOnlyIf,
                worse
                    ? "It optimises another objective: at its optimum W_a·W′_b is the pointwise mutual information less log k (Levy and Goldberg 2014), so the softmax of its scores is not the probability of the context. It is much cheaper for a pair, and its vectors are good nevertheless."
                    : "In this run its scores predicted the context as well under the softmax as the exact objective's did, though it optimises something else.",
                [
                    Evidence("softmax loss of a pair after training the full softmax", exact.Select(run => run.SoftmaxLoss), "nats"),
                    Evidence("softmax loss of a pair after training by negative sampling", sampled.Select(run => run.SoftmaxLoss), "nats"),
                    new($"loss of predicting each word by its frequency ({ClaimCorpus.Describe(corpus)}, {corpus.Vocabulary.Count} words)", entropy, "nats"),
                    Evidence("time for a pair, full softmax", exact.Select(run => run.Microseconds), "µs"),
                    Evidence("time for a pair, negative sampling", sampled.Select(run => run.Microseconds), "µs"),
                ]);

            (double SoftmaxLoss, double Microseconds) Train(SkipGramOptions options)
            {
                using var model = new SkipGramTrainer(corpus, options).Train(progress, cancellation);
                return (SoftmaxLoss(model, corpus, settings.Seed), 1e6 * model.Summary.Seconds / model.Summary.Pairs);
            }
        });

    /// <summary>Mean −log softmax(W′h) of the next word over random places of the text.</summary>
    private static unsafe double SoftmaxLoss(SkipGramModel model, TokenizedCorpus corpus, ulong seed)
    {
        var random = RandomStream.Split(seed, 19);
        var sum = 0.0;
        var logits = new double[model.Vocabulary.Count];
        for (var pair = 0; pair < JudgedPairs;)
        {
            var place = (long)(random.NextDouble() * (corpus.Length - 1));
            var (centre, context) = (corpus.Ids[place], corpus.Ids[place + 1]);
            if (centre < 0 || context < 0) continue;
            var h = model.Vectors.Row(centre);
            for (var word = 0; word < logits.Length; word++)
            {
                var row = model.Context.Row(word);
                var dot = 0.0;
                for (var i = 0; i < h.Length; i++) dot += (double)h[i] * row[i];
                logits[word] = dot;
            }
            var largest = logits.Max();
            sum += largest + Math.Log(logits.Sum(logit => Math.Exp(logit - largest))) - logits[context];
            pair++;
        }
        return sum / JudgedPairs;
    }

    private static double UnigramLoss(TokenizedCorpus corpus)
    {
        var loss = 0.0;
        foreach (var count in corpus.Vocabulary.Counts)
        {
            var share = (double)count / corpus.Vocabulary.TotalCount;
            if (share > 0) loss -= share * Math.Log(share);
        }
        return loss;
    }

    private static ClaimEvidence Evidence(string quantity, IEnumerable<double> values, string unit)
    {
        double[] all = [.. values];
        return new ClaimEvidence(quantity, all.Average(), unit, (all.Min(), all.Max()));
    }
}
