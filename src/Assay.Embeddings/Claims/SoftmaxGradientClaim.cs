using Assay.Core.Claims;
using Assay.Core.Randomness;
using Assay.Embeddings.Gradients;

namespace Assay.Embeddings.Claims;

/// <summary>The gradient of the window's loss, as some answers have it and as it is.</summary>
internal static class SoftmaxGradientClaim
{
    private const double Step = 1e-6;

    public static Claim Claim { get; } = new(
        "softmax-gradient", EmbeddingClaims.System, "The gradient for the centre word is −(1/Σ softmax)·softmax′, the sums taken over the context words.", EmbeddingClaims.Page,
        (settings, _, cancellation) =>
        {
            var random = new RandomStream(settings.Seed);
            double exact = 0, stated = 0, single = 0;
            var windows = settings.Quick ? 50 : 500;
            for (var round = 0; round < windows; round++)
            {
                cancellation.ThrowIfCancellationRequested();
                var window = new RandomWindow(random, words: 20, size: 6, context: 1 + round % 5, scale: 0.7);
                var numeric = Numeric(window);
                exact = Math.Max(exact, Distance(numeric, FullSoftmaxGradients.Of(window.Centre, window.Matrix, window.Context).Centre));
                var distance = Distance(numeric, Stated(window));
                if (window.Context.Length == 1) single = Math.Max(single, distance);
                else stated = Math.Max(stated, distance);
            }
            const double Tolerance = 1e-6;
            var verdict = stated < Tolerance ? ClaimVerdict.Holds : ClaimVerdict.False;
            return new ClaimResult(
                verdict,
                "∂L/∂W_k = W′ᵀ(C·p − Σ_c y_c), and every other row of W has the gradient zero. The stated formula is the gradient of −log Σ_c p_c, which is the loss for a single context word only.",
                [
                    new($"largest |W′ᵀ(C·p − Σ y) − finite difference| over {windows} windows", exact),
                    new("largest |stated − finite difference|, two to five context words", stated),
                    new("the same with one context word", single),
                ]);
        });

    private static double[] Stated(RandomWindow window)
    {
        var probabilities = window.Probabilities();
        var sum = window.Context.Sum(word => probabilities[word]);
        var gradient = new double[window.Centre.Length];
        foreach (var word in window.Context)
        {
            var slope = window.ProbabilityGradient(word, probabilities);
            for (var i = 0; i < gradient.Length; i++) gradient[i] -= slope[i] / sum;
        }
        return gradient;
    }

    private static double[] Numeric(RandomWindow window)
    {
        var gradient = new double[window.Centre.Length];
        for (var i = 0; i < gradient.Length; i++)
        {
            var kept = window.Centre[i];
            window.Centre[i] = kept + Step;
            var above = Loss(window);
            window.Centre[i] = kept - Step;
            gradient[i] = (above - Loss(window)) / (2 * Step);
            window.Centre[i] = kept;
        }
        return gradient;
    }

    private static double Loss(RandomWindow window)
    {
        var probabilities = window.Probabilities();
        return -window.Context.Sum(word => Math.Log(probabilities[word]));
    }

    private static double Distance(double[] left, double[] right) => left.Zip(right, (x, y) => Math.Abs(x - y)).Max();
}
