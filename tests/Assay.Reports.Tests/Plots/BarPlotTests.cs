using System.Globalization;
using System.Xml.Linq;
using Assay.Reports.Plots;
using Assay.Reports.Plots.Internals;

namespace Assay.Reports.Tests.Plots;

public sealed class BarPlotTests
{
    private static XDocument Svg(Plot plot) => ReadPage.Parse(plot.ToSvg());

    private static List<double> Lengths(Plot plot, int series = 0) =>
        [.. Svg(plot).All("rect").Where(bar => bar.Get("fill") == Palette.Light(Palette.Series(series)) && bar.Get("rx") is null).Select(bar => double.Parse(bar.Get("width")!, CultureInfo.InvariantCulture))];

    [Fact]
    public void Bars_AreAsLongAsTheirValues()
    {
        var lengths = Lengths(new BarPlot("").Add("a", 100).Add("b", 400).Add("c", 0.0).Add("d", -200));
        Assert.Equal(4, lengths[1] / lengths[0], 0.05);
        Assert.Equal(2, lengths[^1] / lengths[0], 0.05);
    }

    [Fact]
    public void NamesAndValues_AreWrittenWithEqualDecimals()
    {
        var texts = Svg(new BarPlot("").Add("WordSim-353", 0.683).Add("MEN", 0.6).Add("nothing", double.NaN)).All("text").Select(text => text.Value).ToList();
        Assert.Superset(new HashSet<string> { "WordSim-353", "MEN", "nothing", "0.683", "0.600" }, texts.ToHashSet());
    }

    [Fact]
    public void Format_WritesTheValues() =>
        Assert.Contains(Svg(new BarPlot("") { Format = value => $"{value:0} %" }.Add("a", 37.9)).All("text"), text => text.Value == "38 %");

    [Fact]
    public void Range_IsDrawnAsALineWithEnds()
    {
        static int Ink(Plot plot) => Svg(plot).All("path").Count(path => path.Get("stroke") == Palette.Light(Tint.Ink));
        Assert.Equal(0, Ink(new BarPlot("").Add("a", 5)));
        Assert.Equal(3, Ink(new BarPlot("").AddMeasured("a", 5, 4, 6)));
    }

    [Fact]
    public void SeveralSeries_HaveAColourEachAndAKey()
    {
        var plot = new BarPlot("", "assay", "gensim").Add("MEN", 2, 1);
        Assert.Equal(2, Lengths(plot, 0).Single() / Lengths(plot, 1).Single(), 0.05);
        Assert.Superset(new HashSet<string> { "assay", "gensim" }, Svg(plot).All("text").Select(text => text.Value).ToHashSet());
    }

    [Fact]
    public void MoreCategories_MakeThePlotHigher()
    {
        var plot = new BarPlot("a").Add("a", 1);
        var before = plot.Height;
        for (var i = 0; i < 20; i++) plot.Add($"b{i}", i);
        Assert.True(plot.Height > before + 300);
    }

    [Fact]
    public void LongName_IsShortened()
    {
        var name = string.Concat(Enumerable.Repeat("very long ", 30));
        Assert.Contains(Svg(new BarPlot("").Add(name, 1)).All("text"), text => text.Value.StartsWith("very long", StringComparison.Ordinal) && text.Value.EndsWith('…'));
    }

    [Fact]
    public void WrongNumbersOfValuesAndRanges_AreRefused()
    {
        Assert.StartsWith("Category \"a\" has 1 values; the plot has 2 bars in each.", Assert.Throws<ArgumentException>(() => new BarPlot("", "x", "y").Add("a", 1)).Message);
        Assert.StartsWith("Category \"a\" has 1 value; the plot has 2 bars in each.", Assert.Throws<ArgumentException>(() => new BarPlot("", "x", "y").AddMeasured("a", 1, 1, 1)).Message);
        Assert.StartsWith("Category \"a\" ranges from 2 to 1.", Assert.Throws<ArgumentException>(() => new BarPlot("").AddMeasured("a", 1, 2, 1)).Message);
    }
}
