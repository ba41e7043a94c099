using Assay.Core.Errors;
using Assay.Expression.Formats;
using Assay.Expression.Labels;
using Assay.Expression.Matrices;
using Assay.Expression.Splits;
using CsCheck;

namespace Assay.Expression.Tests.Splits;

/// <summary>Divisions keep classes in their shares and groups together, and never test what was trained on.</summary>
public sealed class SampleSplitTests
{
    [Fact]
    public void Thousand_AreDividedInto800And200()
    {
        var labels = Labels(1000, sample => sample % 4 == 0);
        var fold = SampleSplit.Holdout(labels, null, 0.2, 1);
        Assert.Equal((800, 200), (fold.Train.Length, fold.Test.Length));
        Assert.Equal(50, fold.Test.Count(sample => sample % 4 == 0));
        Assert.Equal(fold.Test, SampleSplit.Holdout(labels, null, 0.2, 1).Test);
        Assert.NotEqual(fold.Test, SampleSplit.Holdout(labels, null, 0.2, 2).Test);
        Assert.Equal(200, SampleSplit.Holdout(1000, null, 0.2, 1).Test.Length);
    }

    [Fact]
    public void Folds_TestEverySampleOnce_Stratified() => Gen.Select(Gen.Int[20, 120], Gen.Int[2, 6], Gen.ULong, Gen.Double[0.3, 0.7]).Sample((samples, count, seed, share) =>
    {
        var labels = Labels(samples, sample => sample < share * samples);
        var folds = SampleSplit.Folds(labels, null, count, seed);
        Assert.Equal(Enumerable.Range(0, samples), folds.SelectMany(fold => fold.Test).Order());
        foreach (var fold in folds)
        {
            Assert.Equal(samples, fold.Train.Union(fold.Test).Count());
            Assert.Equal(samples, fold.Train.Length + fold.Test.Length);
            var expected = labels.Count(0) / (double)count;
            Assert.InRange(fold.Test.Count(sample => labels.Indices[sample] == 0), Math.Floor(expected), Math.Ceiling(expected));
            Assert.InRange(fold.Test.Length, samples / count - 1, samples / count + 2);
        }
    }, iter: 200);

    [Fact]
    public void Groups_AreNeverTornApart() => Gen.Select(Gen.Int[30, 100], Gen.Int[2, 5], Gen.ULong, Gen.Int[2, 4]).Sample((samples, count, seed, size) =>
    {
        var labels = Labels(samples, sample => sample % 2 == 0);
        var groups = Enumerable.Range(0, samples).Select(sample => sample / size).ToArray();
        foreach (var fold in SampleSplit.RepeatedFolds(labels, groups, count, 2, seed))
        {
            Assert.Empty(fold.Train.Select(sample => groups[sample]).Intersect(fold.Test.Select(sample => groups[sample])));
            Assert.InRange(fold.Test.Length / (double)samples, 0.5 / count, 2.0 / count);
        }
    }, iter: 100);

    [Fact]
    public void TooFewSamplesOfAClass_AreNamed()
    {
        var labels = Labels(20, sample => sample < 3);
        Assert.Contains("class 'yes' has 3 samples, too few for 5 folds", Assert.Throws<InputException>(() => SampleSplit.Folds(labels, null, 5, 1)).Message, StringComparison.Ordinal);
        var groups = Enumerable.Range(0, 20).Select(sample => sample < 3 ? 0 : sample).ToArray();
        Assert.Contains("3 samples in 1 groups", Assert.Throws<InputException>(() => SampleSplit.Folds(labels, groups, 3, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RepeatedProfiles_StayTogether()
    {
        var matrix = new ExpressionMatrix([1, 2, 3, 4, 1, 2, 5, 6], ["a", "b", "c", "d"], ["g1", "g2"]).WithAnnotation("patient", ["x", "y", "z", "y"]);
        Assert.Equal([0, 1, 0, 2], SampleGroups.Of(matrix));
        Assert.Equal([0, 1, 0, 1], SampleGroups.Of(matrix, "patient"));
    }

    [Fact]
    public void KidneyPairs_StayTogether()
    {
        var matrix = ExpressionReader.Read(SharedData.Expression("GDS507.soft.gz")).Matrix;
        var groups = SampleGroups.Of(matrix, "individual");
        Assert.True(groups.Distinct().Count() < matrix.Samples);
        foreach (var fold in SampleSplit.Folds(LabelReader.Find(matrix)!, groups, 3, 1))
            Assert.Empty(fold.Train.Select(sample => groups[sample]).Intersect(fold.Test.Select(sample => groups[sample])));
    }

    private static SampleLabels Labels(int samples, Func<int, bool> positive) => SampleLabels.Of(Enumerable.Range(0, samples).Select(sample => positive(sample) ? "yes" : "no"), "test");
}
