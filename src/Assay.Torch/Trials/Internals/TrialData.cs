using Assay.Core.Randomness;
using static TorchSharp.torch;

namespace Assay.Torch.Trials.Internals;

/// <summary>Made-up samples of a few hidden factors: inputs of mean 0 and variance 1, and what is to be told from them.</summary>
internal sealed record TrialData(Tensor Inputs, Tensor Test, float[] Factors, int FactorCount)
{
    /// <summary>Draws samples.</summary>
    /// <param name="random">Random numbers.</param>
    /// <param name="train">Training samples.</param>
    /// <param name="test">Test samples.</param>
    /// <param name="features">Features.</param>
    public static TrialData Draw(RandomStream random, int train, int test, int features)
    {
        var factors = 3 + random.NextInt32(6);
        var noise = 0.2 + 0.6 * random.NextDouble();
        var hidden = new float[(train + test) * factors];
        for (var i = 0; i < hidden.Length; i++) hidden[i] = (float)random.NextGaussian();
        var loadings = new double[factors * features];
        for (var i = 0; i < loadings.Length; i++) loadings[i] = random.NextGaussian() / Math.Sqrt(factors);
        var values = new float[(train + test) * features];
        for (var sample = 0; sample < train + test; sample++)
        {
            for (var feature = 0; feature < features; feature++)
            {
                var value = noise * random.NextGaussian();
                for (var factor = 0; factor < factors; factor++) value += hidden[sample * factors + factor] * loadings[factor * features + feature];
                values[sample * features + feature] = (float)(value / Math.Sqrt(1 + noise * noise));
            }
        }
        var all = tensor(values, train + test, features);
        return new TrialData(all.narrow(0, 0, train).clone(), all.narrow(0, train, test).clone(), hidden[..(train * factors)], factors);
    }

    /// <summary>Numbers that follow from the factors, partly by curves; mean 0 and variance 1, [n, outputs].</summary>
    public Tensor Numbers(RandomStream random, int outputs)
    {
        var samples = Factors.Length / FactorCount;
        var values = new float[samples * outputs];
        for (var output = 0; output < outputs; output++)
        {
            var (straight, bent) = (Weights(random), Weights(random));
            var noise = 0.3 * random.NextDouble();
            for (var sample = 0; sample < samples; sample++) values[sample * outputs + output] = (float)(Sum(straight, sample) + Math.Tanh(Sum(bent, sample)) + noise * random.NextGaussian());
        }
        var numbers = tensor(values, samples, outputs);
        return (numbers - numbers.mean([0])) / numbers.std(0, unbiased: false);
    }

    /// <summary>Classes that follow from the factors, with the given shares.</summary>
    public int[] Classes(RandomStream random, double[] shares)
    {
        var samples = Factors.Length / FactorCount;
        var direction = Weights(random);
        var order = Enumerable.Range(0, samples).OrderBy(sample => Sum(direction, sample) + 0.2 * random.NextGaussian()).ToArray();
        var classes = new int[samples];
        var (from, share) = (0, 0.0);
        for (var one = 0; one < shares.Length; one++)
        {
            share += shares[one];
            var to = one == shares.Length - 1 ? samples : (int)(share * samples);
            for (var i = from; i < to; i++) classes[order[i]] = one;
            from = to;
        }
        return classes;
    }

    private double[] Weights(RandomStream random) => [.. Enumerable.Range(0, FactorCount).Select(_ => random.NextGaussian() / Math.Sqrt(FactorCount))];

    private double Sum(double[] weights, int sample)
    {
        var sum = 0.0;
        for (var factor = 0; factor < weights.Length; factor++) sum += weights[factor] * Factors[sample * FactorCount + factor];
        return sum;
    }
}
