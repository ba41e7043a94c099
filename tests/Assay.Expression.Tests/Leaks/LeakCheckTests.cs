using Assay.Core.Randomness;
using Assay.Expression.Evaluation.Routes;
using Assay.Expression.Formats;
using Assay.Expression.Labels;
using Assay.Expression.Leaks;
using Assay.Expression.Matrices;
using Assay.Expression.Preparation;
using Assay.Expression.Simulation;
using Assay.Expression.Splits;
using Assay.Torch.Doctor;

namespace Assay.Expression.Tests.Leaks;

/// <summary>Planted leaks are found, all of them; honest splits are not accused.</summary>
public sealed class LeakCheckTests
{
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 12).Select(seed => (ulong)seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void PlantedLeaks_AreFound(ulong seed)
    {
        var (train, test, trainPositive, testPositive) = Split(seed);
        var random = new RandomStream(seed);

        // A copy, exact for odd seeds and measured again with noise for even ones.
        var values = test.Values.ToArray();
        var (from, to) = (random.NextInt32(train.Samples), random.NextInt32(test.Samples));
        for (var gene = 0; gene < test.Genes; gene++) values[to * test.Genes + gene] = train.Row(from)[gene] + (seed % 2 == 0 ? 0.05f * (float)random.NextGaussian() : 0);
        var copied = Assert.IsType<Finding>(LeakCheck.Duplicates(train, test.WithValues(values)));
        Assert.Contains(test.SampleNames[to], copied.Statement, StringComparison.Ordinal);
        Assert.Equal((1, seed % 2), (copied.Evidence[0].Value, (ulong)copied.Evidence[1].Value));

        // Scaling fitted on both sides.
        var all = new ExpressionMatrix([.. train.Values, .. test.Values], train.SampleNames.Concat(test.SampleNames), train.GeneNames);
        Assert.Equal("scaling-fitted-on-test", LeakCheck.Scaling(train, test, Means(all))?.Name);

        // Genes chosen with all labels.
        var statistics = TwoSampleTestRoute.Statistics(all, [.. trainPositive, .. testPositive]);
        int[] chosen = [.. Enumerable.Range(0, all.Genes).OrderByDescending(gene => Math.Abs(statistics[gene])).Take(100)];
        Assert.Equal("selection-with-test-labels", LeakCheck.Selection(train, trainPositive, test, testPositive, chosen)?.Name);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void HonestSplits_AreNotAccused(ulong seed)
    {
        var (train, test, trainPositive, testPositive) = Split(seed);
        Assert.Null(LeakCheck.Duplicates(train, test));
        Assert.Null(LeakCheck.Scaling(train, test, Means(train)));
        Assert.Null(LeakCheck.Scaling(train, test, new float[train.Genes]));
        var statistics = TwoSampleTestRoute.Statistics(train, trainPositive);
        Assert.Null(LeakCheck.Selection(train, trainPositive, test, testPositive, [.. Enumerable.Range(0, train.Genes).OrderByDescending(gene => Math.Abs(statistics[gene])).Take(100)]));
        Assert.Null(LeakCheck.Selection(train, trainPositive, test, testPositive, [.. Enumerable.Range(0, 100)]));
    }

    [Theory]
    [InlineData("singh2002_prostate.tsv.gz")]
    [InlineData("tcga_brca40.tsv.gz")]
    [InlineData("golub1999_all_aml_train.gct.gz")]
    public void RealCohorts_HaveNoDuplicates(string name)
    {
        var matrix = ExpressionReader.Read(SharedData.Expression(name)).Matrix;
        var preparation = FittedPreparation.Fit(matrix, new PreparationOptions());
        var fold = SampleSplit.Holdout(LabelReader.Find(matrix)!, null, 0.3, 1);
        var prepared = preparation.ApplyWithoutScaling(matrix);
        Assert.Null(LeakCheck.Duplicates(prepared.SelectSamples(fold.Train), prepared.SelectSamples(fold.Test))?.Statement);
    }

    private static (ExpressionMatrix Train, ExpressionMatrix Test, bool[] TrainPositive, bool[] TestPositive) Split(ulong seed)
    {
        // Batches shift the sides against each other no more than chance does.
        var matrix = ExpressionSimulator.Simulate(new SimulationOptions { Samples = 100, Genes = 1000, TumourShift = 0.5 }, seed).Matrix;
        var labels = LabelReader.Find(matrix)!;
        var fold = SampleSplit.Holdout(labels, null, 0.25, seed);
        return (matrix.SelectSamples(fold.Train), matrix.SelectSamples(fold.Test), labels.IsPositive(fold.Train), labels.IsPositive(fold.Test));
    }

    private static float[] Means(ExpressionMatrix matrix)
    {
        var means = new float[matrix.Genes];
        var column = new float[matrix.Samples];
        for (var gene = 0; gene < means.Length; gene++)
        {
            matrix.CopyGene(gene, column);
            means[gene] = column.Average();
        }
        return means;
    }
}
