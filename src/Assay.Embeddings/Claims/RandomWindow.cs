using Assay.Core.Randomness;

namespace Assay.Embeddings.Claims;

/// <summary>A window with random weights, for claims about formulas.</summary>
internal sealed class RandomWindow
{
    public RandomWindow(RandomStream random, int words, int size, int context, double scale)
    {
        Centre = [.. Enumerable.Range(0, size).Select(_ => scale * random.NextGaussian())];
        Matrix = [.. Enumerable.Range(0, words * size).Select(_ => scale * random.NextGaussian())];
        Context = [.. Enumerable.Range(0, context).Select(_ => random.NextInt32(words))];
    }

    /// <summary>h, shape [d].</summary>
    public double[] Centre { get; }

    /// <summary>W′, shape [V, d].</summary>
    public double[] Matrix { get; }

    /// <summary>Ids of the context words.</summary>
    public int[] Context { get; }

    /// <summary>softmax(W′h), shape [V].</summary>
    public double[] Probabilities()
    {
        var words = Matrix.Length / Centre.Length;
        var logits = new double[words];
        for (var word = 0; word < words; word++)
        {
            for (var i = 0; i < Centre.Length; i++) logits[word] += Matrix[word * Centre.Length + i] * Centre[i];
        }
        var largest = logits.Max();
        var sum = logits.Sum(logit => Math.Exp(logit - largest));
        return [.. logits.Select(logit => Math.Exp(logit - largest) / sum)];
    }

    /// <summary>∂p_word/∂h = p_word·(W′_word − Σ_i p_i·W′_i), shape [d].</summary>
    public double[] ProbabilityGradient(int word, double[] probabilities)
    {
        var gradient = new double[Centre.Length];
        for (var i = 0; i < gradient.Length; i++)
        {
            var mean = 0.0;
            for (var other = 0; other < probabilities.Length; other++) mean += probabilities[other] * Matrix[other * Centre.Length + i];
            gradient[i] = probabilities[word] * (Matrix[word * Centre.Length + i] - mean);
        }
        return gradient;
    }
}
