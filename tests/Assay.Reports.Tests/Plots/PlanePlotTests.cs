using Assay.Reports.Plots;
using Assay.Reports.Plots.Internals;

namespace Assay.Reports.Tests.Plots;

public sealed class PlanePlotTests
{
    private static List<string> Texts(Plot plot) => [.. ReadPage.Parse(plot.ToSvg()).All("text").Select(text => text.Value)];

    [Fact]
    public void NamesOfEverything_AreWritten()
    {
        var plot = new PlanePlot("Feasible", (-2, 2), (-1, 1)) { XLabel = "r", YLabel = "c" };
        plot.Region("proved", new[,] { { true, false }, { false, true } }).Line("r + c = 1", 1, 1, 1).Line("", 1, 0, 0, "unit 1").Point("textbook", 1, -0.5);
        Assert.Superset(new HashSet<string> { "Feasible", "r", "c", "proved", "r + c = 1", "unit 1", "textbook" }, Texts(plot).ToHashSet());
    }

    [Fact]
    public void Region_ChangesThePicture()
    {
        string Drawn(bool[,] cells) => new PlanePlot("", (0, 1), (0, 1)).Region("a", cells).ToSvg();
        Assert.NotEqual(Drawn(new[,] { { true, false } }), Drawn(new[,] { { false, true } }));
        Assert.True(Drawn(new[,] { { true, false, true } }).Length > Drawn(new[,] { { true, true, true } }).Length); // runs are one rectangle
    }

    [Theory]
    [InlineData(1, 1, 1, 0, 1, 1, 0)] // a diagonal
    [InlineData(1, 0, 0.5, 0.5, 0, 0.5, 1)] // upright
    [InlineData(0, 2, 0.5, 0, 0.25, 1, 0.25)] // level
    public void Line_EndsAtTheEdges(double a, double b, double c, double x1, double y1, double x2, double y2) =>
        Assert.Equal(((x1, y1), (x2, y2)), new PlaneLine("", a, b, c, null).Clip((0, 1), (0, 1)));

    [Theory]
    [InlineData(1, 1, 5)]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 0)] // only a corner
    public void LineOutside_IsNotDrawn(double a, double b, double c) => Assert.Null(new PlaneLine("", a, b, c, null).Clip((0, 1), (0, 1)));

    [Fact]
    public void EmptyRangeAndInfiniteLine_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new PlanePlot("", (1, 1), (0, 1)));
        Assert.Throws<ArgumentException>(() => new PlanePlot("", (0, double.PositiveInfinity), (0, 1)));
        Assert.Throws<ArgumentException>(() => new PlanePlot("", (0, 1), (0, 1)).Line("", double.NaN, 0, 1));
    }
}
