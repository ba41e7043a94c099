using System.Collections.Immutable;
using Assay.Core.Errors;
using Assay.Core.Randomness;
using Assay.Core.Safetensors;
using Assay.Expression.Formats;
using Assay.Expression.Matrices;
using Assay.Expression.Preparation;

namespace Assay.Expression.Tests.Preparation;

/// <summary>Every step of preparation does what it says, and none looks at samples that it was not fitted on.</summary>
public sealed class FittedPreparationTests : IDisposable
{
    private static readonly PreparationOptions Plain = new() { Logarithm = LogRule.None, Scaling = GeneScaling.None };

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(new[] { 0f, 3f, 1000f, 7f }, LogRule.Log2PlusOne, 3, 3)]
    [InlineData(new[] { -5f, 32.5f, 1000f, 20f }, LogRule.FloorLog2, 0, 4)]
    [InlineData(new[] { 1.5f, 3f, 12f, 7f }, LogRule.None, 2, 12)]
    public void Logarithm_FollowsFromTheValues(float[] values, LogRule expected, int place, double result)
    {
        var matrix = Matrix([values, [.. values.Reverse()]]);
        var preparation = FittedPreparation.Fit(matrix, Plain with { Logarithm = LogRule.Auto });
        Assert.Equal(expected, preparation.Logarithm);
        Assert.Equal(result, preparation.Apply(matrix)[0, place], 5);
    }

    [Fact]
    public void MissingValue_BecomesTheTrainingMedian()
    {
        var training = Matrix([[1, 5], [2, 6], [9, float.NaN], [float.NaN, 8]]);
        var preparation = FittedPreparation.Fit(training, Plain);
        Assert.Equal(2f, preparation.Apply(training)[3, 0]);
        Assert.Equal(6f, preparation.Apply(training)[2, 1]);
        Assert.Equal(2f, preparation.Apply(Matrix([[float.NaN, 100]]))[0, 0]);
    }

    [Theory]
    [InlineData(DuplicateGenes.Mean, new[] { "a", "b" }, new[] { 2f, 9f })]
    [InlineData(DuplicateGenes.Largest, new[] { "a", "b" }, new[] { 3f, 9f })]
    [InlineData(DuplicateGenes.Keep, new[] { "a", "b", "a.2" }, new[] { 1f, 9f, 3f })]
    public void DuplicateGenes_AreMergedAsChosen(DuplicateGenes policy, string[] genes, float[] first)
    {
        var matrix = new ExpressionMatrix([1, 9, 3, 2, 8, 6], ["s1", "s2"], ["a", "b", "a"]);
        var preparation = FittedPreparation.Fit(matrix, Plain with { Duplicates = policy });
        Assert.Equal(genes, preparation.Genes);
        Assert.Equal(first, preparation.Apply(matrix).Row(0).ToArray());
    }

    [Fact]
    public void MergeBy_TakesAnAnnotationForTheName()
    {
        ImmutableArray<string?> symbols = ["TP53", null, "TP53"];
        var matrix = new ExpressionMatrix([1, 9, 3, 2, 8, 6], ["s1", "s2"], ["p1", "p2", "p3"], geneAnnotations: [KeyValuePair.Create("symbol", symbols)]);
        Assert.Equal(["TP53", "p2"], FittedPreparation.Fit(matrix, Plain with { MergeBy = "symbol" }).Genes);
        Assert.Contains("'symbol'", Assert.Throws<InputException>(() => FittedPreparation.Fit(matrix, Plain with { MergeBy = "x" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ConstantGenes_AreDropped_AndVariableOnesSelected()
    {
        var matrix = new ExpressionMatrix([5, 1, 1, 10, 5, 2, 1, 90, 5, 3, 1, 50], ["s1", "s2", "s3"], ["constant", "some", "constant too", "most"]);
        Assert.Equal(["some", "most"], FittedPreparation.Fit(matrix, Plain).Genes);
        Assert.Equal(["most"], FittedPreparation.Fit(matrix, Plain with { Genes = 1 }).Genes);
        Assert.Contains("None of the 2 genes varies", Assert.Throws<InputException>(() => FittedPreparation.Fit(matrix.SelectGenes([0, 2]), Plain)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scaling_IsThatOfTheTrainingSamples()
    {
        var training = Matrix([[1, 10], [3, 30]]);
        var test = Matrix([[5, 20]]);
        Assert.Equal([3f, 0f], Apply(GeneScaling.ZScore));
        Assert.Equal([2f, 0.5f], Apply(GeneScaling.MinMax));
        Assert.Equal([3f, 0f], Apply(GeneScaling.Centre));
        Assert.Equal([5f, 20f], Apply(GeneScaling.None));
        float[] Apply(GeneScaling scaling)
        {
            var preparation = FittedPreparation.Fit(training, Plain with { Scaling = scaling });
            var values = preparation.Apply(test).Values.ToArray();
            var back = values.ToArray();
            preparation.Unscale(back);
            Assert.Equal([5f, 20f], back);
            return values;
        }
    }

    [Fact]
    public void QuantileNormalisation_GivesEverySampleOneDistribution()
    {
        var matrix = Random(20, 300, (sample, _) => 1 + sample * 0.1);
        var prepared = FittedPreparation.Fit(matrix.SelectSamples([.. Enumerable.Range(0, 10)]), Plain with { QuantileNormalise = true }).Apply(matrix);
        var expected = Sorted(0);
        for (var sample = 1; sample < 20; sample++)
            for (var i = 0; i < 300; i++) Assert.Equal(expected[i], Sorted(sample)[i], 4);
        float[] Sorted(int sample) => [.. prepared.Row(sample).ToArray().Order()];
    }

    [Fact]
    public void EqualValues_StayEqualUnderQuantileNormalisation()
    {
        var matrix = Matrix([[1, 1, 1, 4], [4, 3, 1, 2]]);
        var row = FittedPreparation.Fit(matrix, Plain with { QuantileNormalise = true }).ApplyWithoutScaling(matrix).Row(0).ToArray();
        Assert.True(row[0] == row[1] && row[1] < row[^1]);
    }

    [Fact]
    public void BatchCorrection_TakesOutShiftAndSpread()
    {
        var random = new RandomStream(3);
        var shift = Enumerable.Range(0, 200).Select(_ => 2 + 0.3 * random.NextGaussian()).ToArray();
        var matrix = Random(60, 200, (sample, gene) => sample % 2 == 0 ? 0 : shift[gene]);
        matrix = matrix.WithAnnotation("batch", Enumerable.Range(0, 60).Select(sample => sample % 2 == 0 ? "A" : "B"));
        var before = Differences(FittedPreparation.Fit(matrix, Plain).Apply(matrix));
        var after = Differences(FittedPreparation.Fit(matrix, Plain with { BatchKey = "batch" }).Apply(matrix));
        Assert.True(before > 1.5 && after < 0.15, $"{before} {after}");
        static double Differences(ExpressionMatrix prepared) => Enumerable.Range(0, prepared.Genes).Average(gene =>
        {
            var column = new float[60];
            prepared.CopyGene(gene, column);
            return Math.Abs(column.Where((_, i) => i % 2 == 0).Average() - column.Where((_, i) => i % 2 == 1).Average());
        });
    }

    [Fact]
    public void UnknownBatch_IsLeftAloneAndCounted()
    {
        var matrix = Random(10, 20, (_, _) => 0).WithAnnotation("batch", Enumerable.Range(0, 10).Select(sample => sample < 4 ? "A" : sample < 9 ? "B" : "C"));
        var preparation = FittedPreparation.Fit(matrix.SelectSamples([.. Enumerable.Range(0, 9)]), Plain with { BatchKey = "batch" });
        Assert.Equal(1, preparation.UncorrectedSamples(matrix));
        Assert.Equal(matrix.Row(9).ToArray(), preparation.Apply(matrix).Row(9).ToArray());
        Assert.Contains("no annotation 'plate'", Assert.Throws<InputException>(() => FittedPreparation.Fit(matrix, Plain with { BatchKey = "plate" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Genes_AreMatchedByName()
    {
        var training = new ExpressionMatrix([1, 10, 3, 30], ["s1", "s2"], ["a", "b"]);
        var preparation = FittedPreparation.Fit(training, Plain);
        Assert.Equal([7f, 8f], preparation.Apply(new ExpressionMatrix([8, 5, 7], ["t"], ["b", "new", "a"])).Row(0).ToArray());
        var half = new ExpressionMatrix([8, 5], ["t"], ["b", "new"]);
        Assert.Equal((1, 2f), (preparation.Lacking(half), preparation.Apply(half)[0, 0]));
        var other = Assert.Throws<InputException>(() => preparation.Apply(new ExpressionMatrix([8], ["t"], ["x"])));
        Assert.Contains("lacks 2 of the 2 genes", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepared_DependsOnTrainingSamplesAlone()
    {
        var matrix = Random(40, 50, (_, gene) => gene % 7).WithAnnotation("batch", Enumerable.Range(0, 40).Select(sample => $"{sample % 3}"));
        var train = Enumerable.Range(0, 30).ToArray();
        foreach (var options in (PreparationOptions[])[new(), new() { QuantileNormalise = true, Genes = 20 }, new() { BatchKey = "batch", Scaling = GeneScaling.MinMax }])
        {
            var preparation = FittedPreparation.Fit(matrix.SelectSamples(train), options);
            // One sample at a time or all together, with whatever beside it: the same values.
            var all = preparation.Apply(matrix);
            for (var sample = 0; sample < 40; sample++) Assert.Equal(all.Row(sample).ToArray(), preparation.Apply(matrix.SelectSamples([sample])).Row(0).ToArray());
        }
    }

    [Fact]
    public void File_GivesThePreparationBack()
    {
        var matrix = Random(30, 40, (sample, gene) => gene % 5 + sample % 3).WithAnnotation("batch", Enumerable.Range(0, 30).Select(sample => $"{sample % 3}"));
        var preparation = FittedPreparation.Fit(matrix, new PreparationOptions { Genes = 25, QuantileNormalise = true, BatchKey = "batch" });
        var metadata = new Dictionary<string, string>();
        var path = Path.Combine(_folder.Path, "p.safetensors");
        var sources = preparation.Sources(metadata).ToList();
        SafetensorsWriter.Write(path, sources, metadata);
        using (var file = SafetensorsFile.Open(path)) Assert.Equal(preparation.Apply(matrix).Values, FittedPreparation.Read(file).Apply(matrix).Values);

        metadata["preparation"] = metadata["preparation"].Replace("\"g1\"", "\"g2\"", StringComparison.Ordinal);
        SafetensorsWriter.Write(path, sources, metadata);
        using (var file = SafetensorsFile.Open(path)) Assert.Contains("not distinct", Assert.Throws<InputException>(() => FittedPreparation.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prostate_IsFlooredAndLogged()
    {
        var matrix = ExpressionReader.Read(SharedData.Expression("singh2002_prostate.tsv.gz")).Matrix;
        var preparation = FittedPreparation.Fit(matrix, new PreparationOptions());
        Assert.Equal(LogRule.FloorLog2, preparation.Logarithm);
        var values = preparation.ApplyWithoutScaling(matrix).Values;
        Assert.Equal((4.0, 14.1), (values.Min(), Math.Round(values.Max(), 1)));
    }

    private static ExpressionMatrix Matrix(float[][] rows) =>
        new([.. rows.SelectMany(row => row)], rows.Select((_, i) => $"s{i}"), rows[0].Select((_, i) => $"g{i}"));

    private static ExpressionMatrix Random(int samples, int genes, Func<int, int, double> mean)
    {
        var random = new RandomStream(11);
        return Matrix([.. Enumerable.Range(0, samples).Select(sample => Enumerable.Range(0, genes).Select(gene => (float)(mean(sample, gene) + random.NextGaussian())).ToArray())]);
    }
}
