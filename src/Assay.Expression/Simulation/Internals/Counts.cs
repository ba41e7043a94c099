using Assay.Core.Randomness;

namespace Assay.Expression.Simulation.Internals;

/// <summary>Draws of counts: Poisson around an abundance that varies by a gamma distribution, which together are negative binomial.</summary>
internal static class Counts
{
    private const double LargeMean = 10;

    /// <summary>A count with the mean given and the variance mean + (noise·mean)².</summary>
    public static double Draw(double mean, double noise, RandomStream random)
    {
        if (mean <= 0) return 0;
        var shape = noise > 0 ? 1 / (noise * noise) : double.PositiveInfinity;
        return Poisson(double.IsInfinity(shape) ? mean : mean * Gamma(shape, random) / shape, random);
    }

    /// <summary>Gamma of scale 1 (Marsaglia and Tsang 2000).</summary>
    public static double Gamma(double shape, RandomStream random)
    {
        if (shape < 1) return Gamma(shape + 1, random) * Math.Pow(1 - random.NextDouble(), 1 / shape);
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = random.NextGaussian();
            var v = 1 + c * x;
            if (v <= 0) continue;
            v = v * v * v;
            var u = 1 - random.NextDouble();
            if (Math.Log(u) < x * x / 2 + d - d * v + d * Math.Log(v)) return d * v;
        }
    }

    /// <summary>Poisson: by products of uniforms below a mean of 10 (Knuth), else by transformed rejection (Hörmann 1993, PTRS).</summary>
    public static double Poisson(double mean, RandomStream random)
    {
        if (mean < LargeMean)
        {
            var limit = Math.Exp(-mean);
            var (count, product) = (0, 1 - random.NextDouble());
            while (product > limit)
            {
                count++;
                product *= 1 - random.NextDouble();
            }
            return count;
        }
        var b = 0.931 + 2.53 * Math.Sqrt(mean);
        var a = -0.059 + 0.02483 * b;
        var inverse = 1.1239 + 1.1328 / (b - 3.4);
        var quick = 0.9277 - 3.6224 / (b - 2);
        while (true)
        {
            var u = random.NextDouble() - 0.5;
            var v = 1 - random.NextDouble();
            var us = 0.5 - Math.Abs(u);
            var k = Math.Floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= quick) return k;
            if (k < 0 || us < 0.013 && v > us) continue;
            if (Math.Log(v) + Math.Log(inverse) - Math.Log(a / (us * us) + b) <= -mean + k * Math.Log(mean) - LogFactorial(k)) return k;
        }
    }

    // Stirling's series, exact to 1e-10 from 10 on; below that the product.
    private static double LogFactorial(double k)
    {
        if (k < 10)
        {
            var product = 1.0;
            for (var i = 2; i <= k; i++) product *= i;
            return Math.Log(product);
        }
        var n = k + 1;
        return (n - 0.5) * Math.Log(n) - n + 0.5 * Math.Log(2 * Math.PI) + 1 / (12 * n) - 1 / (360 * n * n * n) + 1 / (1260 * Math.Pow(n, 5));
    }
}
