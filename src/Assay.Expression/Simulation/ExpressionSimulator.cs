using Assay.Core.Errors;
using Assay.Core.Machine;
using Assay.Core.Progress;
using Assay.Core.Randomness;
using Assay.Expression.Matrices;
using Assay.Expression.Simulation.Internals;

namespace Assay.Expression.Simulation;

/// <summary>
/// Makes cohorts of which the truth is known. A gene's level is its mean plus the effects of the one to three co-expression programs that it follows; means have the
/// heavy tail of RNA-seq (log2 of a gamma distribution's draws between about 0 and 13); counts are Poisson draws around an abundance that itself varies
/// (gamma), so that their variance grows with the mean and faster; the value is log2(1 + count), at most 15. Tumours are shifted in a fifth of the programs,
/// batches in every gene by a little.
/// <code>
/// var cohort = ExpressionSimulator.Simulate(new SimulationOptions { Samples = 1000, Genes = 20_000 }, seed: 1);
/// </code>
/// </summary>
public static class ExpressionSimulator
{
    private const double Ceiling = 15;
    private const double ProgramlessGenes = 0.2;
    private const int MostProgramsOfAGene = 3;

    /// <summary>Simulates a cohort. The same seed and options give the same cohort for any number of threads.</summary>
    /// <param name="options">What to simulate.</param>
    /// <param name="seed">Which of the many.</param>
    /// <param name="progress">Receives the samples done.</param>
    /// <param name="cancellation">Stops the simulation.</param>
    /// <exception cref="InputException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static SimulatedCohort Simulate(SimulationOptions options, ulong seed, IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var (samples, genes, programs) = (options.Samples, options.Genes, options.Programs);
        var tumours = Deal(samples, RandomStream.Split(seed, 0), place => place < Math.Round(options.TumourFraction * samples));
        var batches = Deal(samples, RandomStream.Split(seed, 1), place => place % options.Batches);
        var (means, effects) = Genome(options, RandomStream.Split(seed, 2));
        var disease = Enumerable.Range(0, programs).Where(program => program < Math.Max(1, programs / 5)).ToArray();
        var (factors, activities) = Biology(options, tumours, disease, RandomStream.Split(seed, 3));
        var shifts = Shifts(options, RandomStream.Split(seed, 4));
        var (noiseless, values) = (new float[samples * genes], new float[samples * genes]);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var done = 0;
        Parallel.For(0, samples, new ParallelOptions { MaxDegreeOfParallelism = Processor.PhysicalCores, CancellationToken = cancellation }, sample =>
        {
            var level = noiseless.AsSpan(sample * genes, genes);
            means.CopyTo(level);
            for (var program = 0; program < programs; program++)
            {
                var activity = activities[sample * programs + program];
                var effect = effects.AsSpan(program * genes, genes);
                for (var gene = 0; gene < genes; gene++) level[gene] += activity * effect[gene];
            }
            var shift = shifts.AsSpan(batches[sample] * genes, genes);
            var random = RandomStream.Split(seed, 1000 + (ulong)sample);
            var row = values.AsSpan(sample * genes, genes);
            for (var gene = 0; gene < genes; gene++)
            {
                level[gene] = (float)Math.Clamp(level[gene] + shift[gene], 0, Ceiling);
                var abundance = Math.Pow(2, level[gene]) - 1;
                row[gene] = (float)Math.Min(Ceiling, Math.Log2(1 + Counts.Draw(abundance * options.Depth, options.Noise, random) / options.Depth));
            }
            if (Interlocked.Increment(ref done) % 64 == 0) progress?.Report(new ProgressReport { Stage = "simulating", Done = done, Total = samples, Unit = "samples", Elapsed = clock.Elapsed });
        });
        var matrix = new ExpressionMatrix(values, Names("S", samples), Names("G", genes))
            .WithAnnotation("class", tumours.Select(isTumour => isTumour ? "Tumour" : "Normal"))
            .WithAnnotation("batch", batches.Select(batch => $"B{batch + 1}"));
        return new SimulatedCohort { Matrix = matrix, Activities = activities, Effects = effects, Factors = factors, DiseasePrograms = disease, Noiseless = noiseless };
    }

    private static IEnumerable<string> Names(string letter, int count)
    {
        var digits = count.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
        return Enumerable.Range(1, count).Select(i => letter + i.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(digits, '0'));
    }

    private static T[] Deal<T>(int samples, RandomStream random, Func<int, T> of)
    {
        var dealt = Enumerable.Range(0, samples).Select(of).ToArray();
        random.Shuffle(dealt.AsSpan());
        return dealt;
    }

    private static (float[] Means, float[] Effects) Genome(SimulationOptions options, RandomStream random)
    {
        var (genes, programs) = (options.Genes, options.Programs);
        var (means, effects) = (new float[genes], new float[checked(programs * genes)]);
        for (var gene = 0; gene < genes; gene++)
        {
            means[gene] = (float)Math.Clamp(Counts.Gamma(2.5, random) * 2.2, 0.3, 13);
            if (random.NextDouble() < ProgramlessGenes) continue;
            var count = 1 + random.NextInt32(Math.Min(MostProgramsOfAGene, programs));
            for (var i = 0; i < count; i++) effects[random.NextInt32(programs) * genes + gene] = (float)(options.Effect * random.NextGaussian());
        }
        return (means, effects);
    }

    // Activities have mean 0 and variance 1 among normal samples.
    private static (float[] Factors, float[] Activities) Biology(SimulationOptions options, bool[] tumours, int[] disease, RandomStream random)
    {
        var (samples, programs, hidden) = (options.Samples, options.Programs, options.HiddenFactors);
        var (factors, activities) = (new float[samples * hidden], new float[samples * programs]);
        var curves = Enumerable.Range(0, hidden == 0 ? 0 : programs).Select(_ => new Curve(hidden, random)).ToArray();
        for (var sample = 0; sample < samples; sample++)
        {
            var own = factors.AsSpan(sample * hidden, hidden);
            foreach (ref var factor in own) factor = (float)random.NextGaussian();
            // The disease moves the first hidden factor; where there is none, the programs themselves.
            if (hidden > 0 && tumours[sample]) own[0] += (float)options.TumourShift;
            var row = activities.AsSpan(sample * programs, programs);
            for (var program = 0; program < programs; program++) row[program] = hidden > 0 ? (float)curves[program].At(own) : (float)random.NextGaussian();
            if (hidden > 0 || !tumours[sample]) continue;
            foreach (var program in disease) row[program] += (float)options.TumourShift;
        }
        return (factors, activities);
    }

    private static float[] Shifts(SimulationOptions options, RandomStream random)
    {
        var shifts = new float[options.Batches * options.Genes];
        if (options.Batches == 1) return shifts;
        foreach (ref var shift in shifts.AsSpan()) shift = (float)(options.BatchShift * random.NextGaussian());
        return shifts;
    }
}
