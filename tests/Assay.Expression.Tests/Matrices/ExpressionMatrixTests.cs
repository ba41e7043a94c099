using System.Collections.Immutable;
using Assay.Core.Errors;
using Assay.Expression.Matrices;

namespace Assay.Expression.Tests.Matrices;

public sealed class ExpressionMatrixTests
{
    private static readonly ExpressionMatrix Small = new(
        [1, 2, 3, 4, 5, 6], ["a", "b"], ["g1", "g2", "g3"],
        [KeyValuePair.Create("class", ImmutableArray.Create<string?>("x", "y"))], [KeyValuePair.Create("symbol", ImmutableArray.Create<string?>("s1", null, "s3"))]);

    [Fact]
    public void Selection_KeepsNamesAndAnnotations()
    {
        var chosen = Small.SelectSamples([1]).SelectGenes([2, 0]);
        Assert.Equal([6f, 4f], chosen.Values);
        Assert.Equal(["b"], chosen.SampleNames);
        Assert.Equal(["g3", "g1"], chosen.GeneNames);
        Assert.Equal(["y"], chosen.Annotation("class"));
        Assert.Equal(["s3", "s1"], chosen.GeneAnnotations["symbol"]);
    }

    [Fact]
    public void Gene_IsCopiedAcrossSamples()
    {
        var values = new float[2];
        Small.CopyGene(1, values);
        Assert.Equal([2f, 5f], values);
        Assert.Equal(6, Small[1, 2]);
    }

    [Fact]
    public void UnknownAnnotation_ListsTheKnown() =>
        Assert.Contains("no annotation 'klass': it has 'class'", Assert.Throws<InputException>(() => Small.Annotation("klass")).Message, StringComparison.Ordinal);

    [Fact]
    public void WrongCalls_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new ExpressionMatrix([1, 2], ["a"], ["g"]));
        Assert.Throws<ArgumentException>(() => new ExpressionMatrix([1, 2], ["a", "a"], ["g"]));
        Assert.Throws<ArgumentException>(() => Small.WithAnnotation("k", ["one"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Small.Row(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Small.SelectGenes([3]));
    }
}
