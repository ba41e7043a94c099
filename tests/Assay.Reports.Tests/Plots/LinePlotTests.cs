using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Assay.Reports.Plots;
using Assay.Reports.Plots.Internals;

namespace Assay.Reports.Tests.Plots;

public sealed class LinePlotTests
{
    private static XDocument Svg(Plot plot) => ReadPage.Parse(plot.ToSvg());

    private static List<string> Texts(Plot plot) => [.. Svg(plot).All("text").Select(text => text.Value)];

    private static List<XElement> Lines(Plot plot, int series = 0) =>
        [.. Svg(plot).All("path").Where(path => path.Get("stroke") == Palette.Light(Palette.Series(series)))];

    private static List<(double X, double Y)> Points(XElement path) =>
        [.. Regex.Matches(path.Get("d")!, @"[ML](-?[\d.]+) (-?[\d.]+)").Select(match => (Number(match.Groups[1].Value), Number(match.Groups[2].Value)))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [Fact]
    public void Points_StandWhereTheirValuesAre()
    {
        var points = Points(Lines(new LinePlot("").Add("a", [0, 5, 10], [0, 5, 10])).Single());
        Assert.Equal(3, points.Count);
        Assert.Equal(points[1].X, (points[0].X + points[2].X) / 2, 0.2);
        Assert.Equal(points[1].Y, (points[0].Y + points[2].Y) / 2, 0.2);
        Assert.True(points[2].Y < points[0].Y);
    }

    [Fact]
    public void LogarithmicAxes_SpaceDecadesEvenly_AndLeaveOutWhatIsNotPositive()
    {
        var plot = new LinePlot("") { LogarithmicX = true, LogarithmicY = true }.Add("a", [1, 10, 100], [1000, 10, 0.1]).Add("b", [0, 1, 10], [1, -1, 1]);
        var points = Points(Lines(plot).Single());
        Assert.Equal(points[1].X, (points[0].X + points[2].X) / 2, 0.2);
        Assert.Equal(points[1].Y, (points[0].Y + points[2].Y) / 2, 0.2);
        Assert.Equal(1, Svg(plot).All("circle").Count(circle => circle.Get("fill") == Palette.Light(Palette.Series(1))));
        Assert.Equal(["0.1", "1", "10", "100", "1 k"], Texts(plot).Where(text => text is not ("a" or "b")).Take(5));
    }

    [Fact]
    public void ValueThatIsNotFinite_BreaksTheLine()
    {
        var lines = Lines(new LinePlot("").Add("a", [1, 2, 3, 4, 5], [1, 2, double.NaN, 2, 1]));
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.Equal(2, Points(line).Count));
    }

    [Fact]
    public void Markers_AreDrawnOnShortLines_OrAsAskedFor()
    {
        double[] longLine = [.. Enumerable.Range(0, 100).Select(i => (double)i)];
        Assert.Equal(3, Svg(new LinePlot("").Add("a", [1, 2, 3], [1, 2, 3])).All("circle").Count);
        Assert.Empty(Svg(new LinePlot("").Add("a", longLine, longLine)).All("circle"));
        Assert.Empty(Svg(new LinePlot("") { Markers = false }.Add("a", [1, 2, 3], [1, 2, 3])).All("circle"));
        Assert.Equal(100, Svg(new LinePlot("") { Markers = true }.Add("a", longLine, longLine)).All("circle").Count);
    }

    [Fact]
    public void FromZero_PutsZeroOnTheAxis()
    {
        Assert.DoesNotContain("0", Texts(new LinePlot("").Add("a", [1, 2], [100, 104])));
        Assert.Contains("0", Texts(new LinePlot("") { FromZero = true }.Add("a", [1, 2], [100, 104])));
    }

    [Fact]
    public void KeyLevelAndAxes_AreNamed()
    {
        var plot = new LinePlot("") { XLabel = "words read", YLabel = "loss" }.Add("first", [1, 2], [1, 2]);
        Assert.DoesNotContain("first", Texts(plot));
        plot.Add("second", [(1.0, 2.0), (2.0, 1.0)]).Level("gensim", 40);
        Assert.Superset(new HashSet<string> { "first", "second", "gensim", "words read", "loss", "40" }, Texts(plot).ToHashSet());
        Assert.Contains(Svg(plot).All("path"), path => path.Get("fill") == Palette.Light(Tint.Soft));
    }

    [Fact]
    public void LongLine_IsThinnedButKeepsItsPeaks()
    {
        double[] x = [.. Enumerable.Range(0, 100_000).Select(i => (double)i)];
        var y = new double[x.Length];
        (y[31_415], y[92_653]) = (50, -50);
        var svg = new LinePlot("").Add("a", x, y).ToSvg();
        Assert.True(svg.Length < 60_000, $"{svg.Length} bytes");
        var thinned = Thinning.ByColumn([.. x.Zip(y)], 400);
        Assert.Contains((31_415.0, 50.0), thinned);
        Assert.Contains((92_653.0, -50.0), thinned);
        Assert.Equal((0.0, 0.0), thinned[0]);
        Assert.Equal((99_999.0, 0.0), thinned[^1]);
        Assert.True(thinned.Length <= 1600);
    }

    [Fact]
    public void LineThatRunsBack_IsNotThinned()
    {
        (double, double)[] circle = [.. Enumerable.Range(0, 10_000).Select(i => (Math.Cos(i), Math.Sin(i)))];
        Assert.Same(circle, Thinning.ByColumn(circle, 100));
    }

    [Fact]
    public void UnequalLengthsAndEndlessLevels_AreRefused()
    {
        Assert.StartsWith("Line \"a\" has 2 positions and 3 values.", Assert.Throws<ArgumentException>(() => new LinePlot("").Add("a", [1, 2], [1, 2, 3])).Message);
        Assert.StartsWith("A level is a finite number.", Assert.Throws<ArgumentOutOfRangeException>(() => new LinePlot("").Level("a", double.NaN)).Message);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1e-300, 1e-300)]
    [InlineData(1e300, 1.1e300)]
    [InlineData(5, 5)]
    [InlineData(1e9, 1e9 + 1)]
    public void UnusualRanges_AreDrawn(double low, double high) => Assert.NotEmpty(Svg(new LinePlot("") { XLabel = "x" }.Add("a", [low, high], [high, low])).All("text"));
}
