using Assay.Reports.Plots;
using Assay.Reports.Plots.Internals;

namespace Assay.Reports.Tests.Plots;

public sealed class HeatMapTests
{
    private static readonly double[,] Positive = { { 0.1, 0.9 }, { 0.5, 0.2 } };

    private static List<string> Texts(Plot plot) => [.. ReadPage.Parse(plot.ToSvg()).All("text").Select(text => text.Value)];

    [Fact]
    public void RowsColumnsAndScale_AreNamed() =>
        Assert.Superset(new HashSet<string> { "king", "queen", "man", "woman", "cosine" }, Texts(new HeatMap("", ["king", "queen"], ["man", "woman"], Positive) { ValueLabel = "cosine" }).ToHashSet());

    [Fact]
    public void Values_AreWrittenWhereTheyHaveRoom_OrAsAskedFor()
    {
        string[] names = ["a", "b"];
        Assert.Contains("0.90", Texts(new HeatMap("", names, names, Positive)));
        Assert.DoesNotContain("0.90", Texts(new HeatMap("", names, names, Positive) { ShowValues = false }));
        string[] many = [.. Enumerable.Range(0, 60).Select(i => $"w{i}")];
        var large = new double[60, 60];
        large[3, 4] = 0.9;
        Assert.DoesNotContain("0.90", Texts(new HeatMap("", many, many, large)));
        Assert.Contains("0.90", Texts(new HeatMap("", many, many, large) { ShowValues = true }));
    }

    [Fact]
    public void Colours_PartAtZeroWhereSignsDiffer_OrAsAskedFor()
    {
        var around = HeatColours.For(-0.2, 0.8, null);
        Assert.Equal((-0.8, 0.8), (around.Low, around.High));
        Assert.Equal("#F2F2F0", around.At(0), ignoreCase: true);
        var rising = HeatColours.For(0.2, 0.8, null);
        Assert.Equal((0.2, 0.8), (rising.Low, rising.High));
        Assert.Equal(-0.8, HeatColours.For(0.2, 0.8, diverging: true).Low);
        Assert.Equal(-0.2, HeatColours.For(-0.2, 0.8, diverging: false).Low);
        string[] names = ["a", "b"];
        Assert.NotEqual(new HeatMap("", names, names, Positive).ToSvg(), new HeatMap("", names, names, Positive) { Diverging = true }.ToSvg());
    }

    [Fact]
    public void TextOnColours_IsDarkOnLightAndLightOnDark()
    {
        var colours = HeatColours.For(0, 1, null);
        Assert.Equal("#FFFFFF", colours.TextAt(0));
        Assert.Equal("#111111", colours.TextAt(1));
    }

    [Fact]
    public void EqualValues_AreDrawn() => Assert.Contains("3.00", Texts(new HeatMap("", ["a"], ["b"], new[,] { { 3.0 } })));

    [Fact]
    public void ShapeThatDoesNotFitTheNames_IsRefused() =>
        Assert.StartsWith("The values have shape [2, 2]; the names ask for [1, 2].", Assert.Throws<ArgumentException>(() => new HeatMap("", ["a"], ["b", "c"], Positive)).Message);

    [Fact]
    public void Values_AreTakenAsTheyWere()
    {
        var values = new[,] { { 1.0 } };
        var plot = new HeatMap("", ["a"], ["b"], values);
        var before = plot.ToSvg();
        values[0, 0] = 9;
        Assert.Equal(before, plot.ToSvg());
    }
}
