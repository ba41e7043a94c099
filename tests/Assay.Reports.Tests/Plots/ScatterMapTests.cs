using System.Globalization;
using Assay.Reports.Plots;
using Assay.Reports.Plots.Internals;
using CsCheck;

namespace Assay.Reports.Tests.Plots;

public sealed class ScatterMapTests
{
    /// <summary>The names on a map with the room that each takes, as a browser would lay them out.</summary>
    private static List<(string Text, LabelBox Box)> Labels(ScatterMap map, double size = 11)
    {
        var labels = new List<(string, LabelBox)>();
        foreach (var text in ReadPage.Parse(map.ToSvg()).All("text"))
        {
            if (text.Get("textLength") is not { } length) continue;
            var (x, y, width) = (Number(text.Get("x")!), Number(text.Get("y")!), Number(length));
            labels.Add((text.Value, new LabelBox(x, y - LabelBox.Ascent * size, x + width, y + LabelBox.Descent * size)));
        }
        return labels;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [Fact]
    public void Labels_NeverOverlapAndStayInside() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[2, 500], Gen.Int[8, 16]).Sample((seed, count, size) =>
        {
            var map = SamplePlots.Map(count, seed, size);
            var labels = Labels(map, size);
            Assert.NotEmpty(labels);
            for (var i = 0; i < labels.Count; i++)
            {
                var (left, top, right, bottom) = labels[i].Box;
                Assert.True(left >= -0.1 && top >= -0.1 && right <= map.Width + 0.1 && bottom <= map.Height + 0.1, labels[i].Text);
                for (var j = 0; j < i; j++) Assert.False(labels[i].Box.Overlaps(labels[j].Box), $"{labels[i].Text} and {labels[j].Text}");
            }
        }, iter: 60);

    [Fact]
    public void MapOfFiveHundredWords_IsSmallAndNamesMostOfThem()
    {
        var map = SamplePlots.Map(500, 7);
        Assert.InRange(map.ToSvg().Length, 1, 120_000);
        Assert.True(Labels(map).Count >= 250, $"{Labels(map).Count} names");
    }

    [Fact]
    public void SmallerLabels_LeaveRoomForMore() => Assert.True(Labels(SamplePlots.Map(500, 7, 8), 8).Count > Labels(SamplePlots.Map(500, 7, 14), 14).Count + 50);

    [Fact]
    public void NamesThatFindNoPlace_AreThoseAddedLast_AndShowUnderThePointer()
    {
        var map = new ScatterMap("");
        for (var i = 0; i < 60; i++) map.Add($"word{i:00}", i * 1e-9, 0);
        map.Add("far", 1, 1);
        var names = Labels(map).ConvertAll(label => label.Text);
        Assert.Contains("word00", names);
        Assert.Contains("far", names);
        Assert.DoesNotContain("word59", names);
        Assert.Equal(61, ReadPage.Parse(map.ToSvg()).All("circle").Count);
        Assert.Contains(ReadPage.Parse(map.ToSvg()).All("circle"), circle => circle.Value == "word59");
    }

    [Fact]
    public void EveryPoint_CarriesItsOwnName()
    {
        var map = new ScatterMap("") { Width = 400, Height = 300 }.Add("left", 0, 0, "a").Add("right", 10, 0, "b").Add("middle", 5, 0, "a");
        var circles = ReadPage.Parse(map.ToSvg()).All("circle").OrderBy(circle => Number(circle.Get("cx")!)).Select(circle => circle.Value);
        Assert.Equal(["left", "middle", "right"], circles);
    }

    [Fact]
    public void EqualUnits_KeepTheShape_AndWithoutThemThePictureIsFilled()
    {
        static double Ratio(ScatterMap map)
        {
            map.Add("", 0, 0).Add("", 1, 0).Add("", 0, 1);
            var circles = ReadPage.Parse(map.ToSvg()).All("circle");
            double X(int i) => Number(circles[i].Get("cx")!);
            double Y(int i) => Number(circles[i].Get("cy")!);
            return (X(1) - X(0)) / (Y(0) - Y(2));
        }
        Assert.Equal(1, Ratio(new ScatterMap("") { Width = 800, Height = 300 }), 0.01);
        Assert.True(Ratio(new ScatterMap("") { Width = 800, Height = 300, EqualUnits = false }) > 2);
    }

    [Fact]
    public void Groups_HaveColoursAndAKeyFromTwoOn()
    {
        var svg = ReadPage.Parse(new ScatterMap("").Add("a", 0, 0, "nouns").Add("b", 1, 1, "verbs").ToSvg());
        Assert.Superset(new HashSet<string> { "nouns", "verbs" }, svg.All("text").Select(text => text.Value).ToHashSet());
        Assert.Equal(2, svg.All("circle").Select(circle => circle.Get("fill")).Distinct().Count());
        Assert.DoesNotContain(ReadPage.Parse(new ScatterMap("").Add("a", 0, 0, "nouns").ToSvg()).All("text"), text => text.Value == "nouns");
    }

    [Fact]
    public void PositionsAndSizesOutOfRange_AreRefused()
    {
        Assert.StartsWith("Point \"a\" stands at (NaN, 1); a position is finite.", Assert.Throws<ArgumentException>(() => new ScatterMap("").Add("a", double.NaN, 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScatterMap("") { LabelSize = 3 });
    }

    [Fact]
    public void NameInTheWay_MovesAsideForOneThatHasNoOtherPlace()
    {
        // So low a canvas has room only right and left of a point, and beside the second one only on its left.
        var canvas = new LabelBox(0, 0, 200, 14);
        (string, double, double) first = ("first", 90, 7), second = ("a long second name", 199, 7);
        Assert.True(new LabelPlacement([first], 11, 2, canvas).Place().Single().Box.Left > 90);
        var places = new LabelPlacement([first, second], 11, 2, canvas).Place();
        Assert.Equal(2, places.Count);
        Assert.True(places[0].Box.Right < 90);
        Assert.False(places[0].Box.Overlaps(places[1].Box));
    }

    [Fact]
    public void BoxIndex_FindsWhatComparingAllFinds() =>
        Gen.Select(Gen.Double[-100, 300], Gen.Double[-100, 300], Gen.Double[0, 90], Gen.Double[0, 40]).Array[1, 40].Sample(boxes =>
        {
            var all = Array.ConvertAll(boxes, box => new LabelBox(box.Item1, box.Item2, box.Item1 + box.Item3, box.Item2 + box.Item4));
            var index = new BoxIndex();
            for (var i = 0; i < all.Length; i++) index.Add(i, all[i]);
            for (var i = 0; i < all.Length; i += 3) index.Remove(i, all[i]);
            foreach (var box in all)
                Assert.Equal(Enumerable.Range(0, all.Length).Where(i => i % 3 != 0 && box.Overlaps(all[i], 1.5)), index.Overlapping(box, 1.5).Order());
        });
}
