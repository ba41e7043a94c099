using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Core.Errors;
using Assay.Reports.Plots;
using Assay.Reports.Plots.Internals;

namespace Assay.Reports.Tests.Plots;

public sealed class PlotTests
{
    [Theory]
    [InlineData("line")]
    [InlineData("bar")]
    [InlineData("heat")]
    [InlineData("map")]
    [InlineData("empty line")]
    [InlineData("empty bar")]
    [InlineData("empty heat")]
    [InlineData("empty map")]
    public void Svg_IsWellFormedNamedAndWithItsOwnIds(string kind)
    {
        var svg = ReadPage.Parse(SamplePlots.Of(kind).ToSvg("left"));
        Assert.Equal("svg", svg.Root!.Name.LocalName);
        Assert.Equal("img", svg.Root!.Get("role"));
        Assert.StartsWith(SamplePlots.Title + ". ", svg.Root!.Get("aria-label"));
        Assert.Contains(svg.All("text"), text => text.Value == SamplePlots.Title);
        var ids = svg.Descendants().Select(element => element.Get("id")).OfType<string>().ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.StartsWith("left", id));
        var text = svg.ToString();
        Assert.All(Regex.Matches(text, @"url\(#([^)]+)\)|href=""#([^""]+)""").Select(match => match.Groups[1].Value + match.Groups[2].Value), reference => Assert.Contains(reference, ids));
    }

    [Theory]
    [InlineData("empty line")]
    [InlineData("empty bar")]
    [InlineData("empty heat")]
    [InlineData("empty map")]
    public void PlotWithoutData_SaysSo(string kind) =>
        Assert.Contains(ReadPage.Parse(SamplePlots.Of(kind).ToSvg()).All("text"), text => text.Value == "no data");

    [Theory]
    [InlineData("line")]
    [InlineData("bar")]
    [InlineData("heat")]
    [InlineData("map")]
    public void EveryColourOfAScheme_HasItsDarkValue(string kind)
    {
        var svg = ReadPage.Parse(SamplePlots.Of(kind).ToSvg("p"));
        var dark = svg.One("style").Value;
        Assert.Contains("@media screen and (prefers-color-scheme:dark)", dark);
        foreach (var element in svg.Descendants())
            foreach (var property in new[] { "fill", "stroke" })
            {
                if (element.Get(property) is not { } colour || Palette.Find(colour) is not { } tint) continue;
                Assert.Contains($"{property[0]}{(int)tint}", (element.Get("class") ?? "").Split(' '));
                Assert.Contains($"#p .{property[0]}{(int)tint}{{{property}:{Palette.Dark(tint)}}}", dark);
            }
        Assert.DoesNotContain("=\"black\"", svg.ToString());
        Assert.DoesNotContain("=\"white\"", svg.ToString());
    }

    [Fact]
    public void SameData_GivesTheSameSvg() => Assert.Equal(SamplePlots.Map(200, 3).ToSvg(), SamplePlots.Map(200, 3).ToSvg());

    [Fact]
    public void SizeAndDescription_AreThoseAskedFor()
    {
        var svg = ReadPage.Parse(new LinePlot("") { Width = 300, Height = 200, Description = "It falls." }.Add("a", [0, 1], [1, 0]).ToSvg());
        Assert.Equal("0 0 300 200", svg.Root!.Get("viewBox"));
        Assert.Equal("It falls.", svg.Root!.Get("aria-label"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinePlot("a") { Width = 10 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinePlot("a") { Height = 10 });
    }

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("a b")]
    [InlineData("a\"><script>")]
    public void IdThatIsNone_IsRefused(string id) =>
        Assert.Contains("cannot be an id", Assert.Throws<ArgumentException>(() => SamplePlots.Of("line").ToSvg(id)).Message);

    [Theory]
    [InlineData("line", 900, 400)]
    [InlineData("bar", 450, 200)]
    [InlineData("heat", 901, 333)]
    [InlineData("map", 1800, 1300)]
    public void Png_HasTheSizeAskedForAndInkOnWhite(string kind, int width, int height)
    {
        var path = Path.Combine(Path.GetTempPath(), $"assay-plot-{Guid.NewGuid():N}.png");
        try
        {
            try { SamplePlots.Of(kind).SavePng(path, width, height); }
            catch (InputException error) when (error.Message.Contains("no font", StringComparison.Ordinal)) { Assert.Skip("this machine has no font"); }
            using var picture = SkiaSharp.SKBitmap.Decode(path);
            Assert.Equal((width, height), (picture.Width, picture.Height));
            Assert.Equal(SkiaSharp.SKColors.White, picture.GetPixel(1, 1));
            Assert.True(picture.Pixels.Distinct().Count() > 20);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void MachineWithoutFont_IsToldHowToGetOneOrToSaveSvg()
    {
        var error = Assert.Throws<InputException>(() => PlotFont.Choose(_ => null, _ => null));
        Assert.Equal("cannot draw the text of a PNG: this machine has no font; install one (on Debian: apt-get install fonts-liberation) or save the plot as SVG", error.Message);
    }

    [Fact]
    public void SavedSvg_IsTheElementWithALineEnd()
    {
        var path = Path.Combine(Path.GetTempPath(), $"assay-plot-{Guid.NewGuid():N}.svg");
        try
        {
            SamplePlots.Of("bar").SaveSvg(path);
            Assert.Equal(SamplePlots.Of("bar").ToSvg() + "\n", File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void FiguresOfAReport_AreNumberedAndShareNoId()
    {
        var report = new Report("r");
        report.Section("s").Figure(SamplePlots.Of("line"), "First.").Figure(SamplePlots.Of("line"), "Second.").Figure(SamplePlots.Of("heat"), "Third.");
        var page = ReadPage.Parse(report);
        Assert.Equal(["Figure 1 First.", "Figure 2 Second.", "Figure 3 Third."], page.All("figcaption").Select(caption => caption.Value));
        var ids = page.Descendants().Select(element => element.Get("id")).OfType<string>().ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(page.Descendants().Select(element => element.Get("href")).OfType<string>(), target => Assert.Matches("^(#|data:)", target));
    }

    [Fact]
    public void Palette_StandsOutOnThePaperOfBothSchemes()
    {
        for (var tint = Tint.Ink; tint < Tint.Series + Palette.SeriesCount; tint++)
        {
            if (tint is Tint.Rule or Tint.Paper) continue;
            var wanted = tint < Tint.Series ? 4.5 : 3;
            Assert.True(Contrast(Palette.Light(tint), Palette.Light(Tint.Paper)) >= wanted, $"{tint} on light paper");
            Assert.True(Contrast(Palette.Dark(tint), Palette.Dark(Tint.Paper)) >= wanted, $"{tint} on dark paper");
            Assert.Equal(tint, Palette.Find(Palette.Light(tint)));
        }
        Assert.Null(Palette.Find("#123456"));
    }

    private static double Contrast(string first, string second)
    {
        var (a, b) = (Luminance(first), Luminance(second));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.03928 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }
}
