using Assay.Core.Claims;
using Assay.Core.Randomness;
using Assay.Embeddings.Gradients;

namespace Assay.Embeddings.Claims;

/// <summary>−P against −log P.</summary>
internal static class ProductOrLogClaim
{
    public static Claim Claim { get; } = new(
        "product-or-log", EmbeddingClaims.System, "Minimising −P is the same as minimising −log P.", EmbeddingClaims.Page,
        (settings, _, cancellation) =>
        {
            var random = new RandomStream(settings.Seed);
            double least = 1, largestRatio = 0, smallestRatio = double.PositiveInfinity;
            var windows = settings.Quick ? 5 : 50;
            for (var round = 0; round < windows; round++)
            {
                cancellation.ThrowIfCancellationRequested();
                var window = new RandomWindow(random, words: 1_000, size: 20, context: 5, scale: 0.1);
                var probabilities = window.Probabilities();
                var product = window.Context.Aggregate(1.0, (sum, word) => sum * probabilities[word]);
                var log = FullSoftmaxGradients.Of(window.Centre, window.Matrix, window.Context).Centre;
                // The product rule, term by term, so that −P·∇log P is a result and not an assumption.
                var plain = new double[log.Length];
                foreach (var word in window.Context)
                {
                    var slope = window.ProbabilityGradient(word, probabilities);
                    for (var i = 0; i < plain.Length; i++) plain[i] -= product / probabilities[word] * slope[i];
                }
                var ratio = Norm(plain) / Norm(log);
                least = Math.Min(least, plain.Zip(log, (x, y) => x * y).Sum() / (Norm(plain) * Norm(log)));
                largestRatio = Math.Max(largestRatio, ratio);
                smallestRatio = Math.Min(smallestRatio, ratio);
            }
            const double Parallel = 1 - 1e-9;
            var verdict = least < Parallel ? ClaimVerdict.False : largestRatio is > 0.5 and < 2 ? ClaimVerdict.Holds : ClaimVerdict.HoldsOnlyIf;
            return new ClaimResult(
                verdict,
                "The minimiser and the direction of the gradient for one window are the same, its length is not: that of −P is P times that of −log P, so nothing is learnt from improbable windows. That P is a product over the context words is itself an assumption, their independence given the centre.",
                [
                    new($"smallest cosine between the two gradients over {windows} windows (V = 1000, C = 5)", least),
                    new("largest |∇P| / |∇log P|", largestRatio),
                    new("smallest |∇P| / |∇log P|", smallestRatio),
                ]);
        });

    private static double Norm(double[] vector) => Math.Sqrt(vector.Sum(value => value * value));
}
