using Assay.Core.Errors;
using Assay.Core.Memory;
using Assay.Core.Projections;
using Assay.Core.Randomness;
using Assay.Expression.Formats;
using Assay.Expression.Labels;
using Assay.Expression.Matrices;
using Assay.Expression.Simulation;
using Assay.Expression.Simulation.Internals;

namespace Assay.Expression.Tests.Simulation;

/// <summary>Simulated cohorts are what their options say, the same for the same seed, and go through files.</summary>
public sealed class ExpressionSimulatorTests
{
    private static readonly SimulationOptions Small = new() { Samples = 200, Genes = 600 };

    [Fact]
    public void SameSeed_GivesTheSameCohort()
    {
        var first = ExpressionSimulator.Simulate(Small, 5);
        Assert.Equal(first.Matrix.Values, ExpressionSimulator.Simulate(Small, 5).Matrix.Values);
        Assert.NotEqual(first.Matrix.Values, ExpressionSimulator.Simulate(Small, 6).Matrix.Values);
        Assert.All(first.Matrix.Values, value => Assert.InRange(value, 0, 15));
        Assert.Equal("Tumour 100", Part(LabelReader.Find(first.Matrix)!, "Tumour"));
        Assert.Equal(2, first.Matrix.Annotation("batch").Distinct().Count());
    }

    [Fact]
    public void Tumours_AreShiftedInTheDiseasePrograms()
    {
        var cohort = ExpressionSimulator.Simulate(Small with { Samples = 2000, Genes = 5, TumourShift = 1.5 }, 1);
        var isTumour = cohort.Matrix.Annotation("class").Select(name => name == "Tumour").ToArray();
        for (var program = 0; program < 10; program++)
        {
            double Mean(bool tumour) => Enumerable.Range(0, 2000).Where(sample => isTumour[sample] == tumour).Average(sample => cohort.Activities[sample * 10 + program]);
            Assert.Equal(cohort.DiseasePrograms.Contains(program) ? 1.5 : 0, Mean(true) - Mean(false), 0.2);
        }
    }

    [Fact]
    public void Programs_AreTheSpaceOfTheNoiselessData()
    {
        Assert.InRange(ShareOfFirst(10, 0), 0.99, 1);      // clamping at 0 bends it a little
        Assert.InRange(ShareOfFirst(10, 4), 0.1, 0.9);    // a curved manifold of 4 dimensions does not fit into 10
        static double ShareOfFirst(int count, int factors)
        {
            var options = Small with { Batches = 1, TumourFraction = 0, HiddenFactors = factors, Programs = factors > 0 ? 40 : 10 };
            var cohort = ExpressionSimulator.Simulate(options, 2);
            using var matrix = new NativeMatrix(options.Samples, options.Genes);
            for (var sample = 0; sample < options.Samples; sample++) cohort.Noiseless.AsSpan(sample * options.Genes, options.Genes).CopyTo(matrix.Row(sample));
            return PrincipalComponents.Fit(matrix, count).ExplainedShare(count);
        }
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(4, 0.3)]
    [InlineData(30, 0)]
    [InlineData(2000, 0.25)]
    public void Counts_HaveTheirMeanAndVariance(double mean, double noise)
    {
        const int Draws = 200_000;
        var random = new RandomStream(9);
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < Draws; i++)
        {
            var count = Counts.Draw(mean, noise, random);
            Assert.Equal(Math.Floor(count), count);
            sum += count;
            squares += (count - mean) * (count - mean);
        }
        var variance = mean + noise * noise * mean * mean;
        Assert.Equal(mean, sum / Draws, 5 * Math.Sqrt(variance / Draws));
        Assert.Equal(1, squares / Draws / variance, 0.05);
    }

    [Fact]
    public void Noise_GrowsWithTheMean()
    {
        var cohort = ExpressionSimulator.Simulate(Small with { Samples = 300, Programs = 1, Effect = 0, Batches = 1 }, 3);
        var spread = Enumerable.Range(0, 600).Select(gene =>
        {
            var column = new float[300];
            cohort.Matrix.CopyGene(gene, column);
            var counts = column.Select(value => Math.Pow(2, value) - 1).ToArray();
            var mean = counts.Average();
            return (Mean: mean, Variance: counts.Average(count => (count - mean) * (count - mean)));
        }).Where(gene => gene.Mean > 5).ToArray();
        Assert.True(spread.Average(gene => gene.Variance > gene.Mean ? 1.0 : 0) > 0.95);
    }

    [Fact]
    public void Files_GiveTheCohortBack()
    {
        using var folder = new ScratchFolder();
        var cohort = ExpressionSimulator.Simulate(Small with { Samples = 30 }, 4).Matrix;
        foreach (var name in (string[])["cohort.tsv", "cohort.tsv.gz"])
        {
            var path = Path.Combine(folder.Path, name);
            ExpressionWriter.Write(path, cohort);
            ExpressionWriter.WriteAnnotations(Path.Combine(folder.Path, "cohort.labels.tsv"), cohort);
            var back = ExpressionReader.Read(path);
            Assert.Equal(cohort.Values, back.Matrix.Values);
            Assert.Equal((cohort.SampleNames, cohort.GeneNames), (back.Matrix.SampleNames, back.Matrix.GeneNames), EqualityComparer<(IEnumerable<string>, IEnumerable<string>)>.Create((a, b) => a.Item1.SequenceEqual(b.Item1) && a.Item2.SequenceEqual(b.Item2)));
            Assert.Equal(cohort.Annotation("class"), back.Matrix.Annotation("class"));
            Assert.Equal(ValueScale.Logarithm, back.Values.Scale);
        }
        ExpressionWriter.Write(Path.Combine(folder.Path, "rows.tsv"), cohort, samplesInRows: true);
        Assert.Equal(cohort.Values, ExpressionReader.Read(Path.Combine(folder.Path, "rows.tsv")).Matrix.Values);
    }

    [Theory]
    [InlineData(1, 10, 0.5)]
    [InlineData(10, 0, 0.5)]
    [InlineData(10, 10, 1.5)]
    [InlineData(1_000_000, 500_000, 0.5)]
    public void ImpossibleOptions_AreRefused(int samples, int genes, double fraction) =>
        Assert.Throws<InputException>(() => ExpressionSimulator.Simulate(new SimulationOptions { Samples = samples, Genes = genes, TumourFraction = fraction }, 1));

    private static string Part(SampleLabels labels, string name) => labels.Describe().Split(", ").First(part => part.StartsWith(name, StringComparison.Ordinal)).Replace(" (positive)", "", StringComparison.Ordinal);
}
