using System.Buffers.Binary;
using System.Xml.Linq;
using Assay.Core.Errors;
using Assay.Reports.Diagrams;

namespace Assay.Reports.Tests.Diagrams;

public sealed class DiagramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Svg_IsWellFormedAndHasAllTexts()
    {
        var svg = XDocument.Parse(Two().ToSvg());
        var texts = svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToList();
        Assert.All(["Title & <more>", "legend", "first <box>", "second", "1×2×3", "A"], text => Assert.Contains(text, texts));
        Assert.Contains(svg.Descendants(), element => element.Name.LocalName == "title" && element.Value == "tip & <tip>");
        Assert.Equal(2, svg.Descendants().Count(element => element.Name.LocalName == "path" && (string?)element.Attribute("class") == "e"));
    }

    [Fact]
    public void DarkerBoxes_HaveMoreWeightAndReadableText()
    {
        var svg = XDocument.Parse(Two().ToSvg());
        var fills = svg.Descendants().Where(element => element.Name.LocalName == "rect" && (string?)element.Attribute("rx") == "4").Select(element => (string)element.Attribute("fill")!).ToList();
        Assert.Equal(["#eef3fa", "#08306b"], fills);
        Assert.Contains("fill=\"#ffffff\"", Two().ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void Png_HasTheAnnouncedSizeAndIsNotEmpty()
    {
        var path = Path.Combine(_folder, "x.png");
        var diagram = Two();
        diagram.SavePng(path, 2);
        var bytes = File.ReadAllBytes(path);
        Assert.Equal((int)Math.Ceiling(diagram.Width * 2), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)));
        Assert.Equal((int)Math.Ceiling(diagram.Height * 2), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
        Assert.True(bytes.Length > 3000);
    }

    [Fact]
    public void PictureThatIsTooLarge_IsAnInputError()
    {
        var path = Path.Combine(_folder, "x.png");
        Assert.Contains("SVG", Assert.Throws<InputException>(() => new Diagram("huge", 100_000, 100_000).SavePng(path)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void DiscsAndCurves_AreDrawnWithTheirTexts()
    {
        var diagram = new Diagram("machine", 400, 300)
        {
            Discs = { new(60, 60, 23, ["s0", "1"], "the <first>", 0.5, IsDouble: true), new(200, 60, 23, ["s1"], "", 0) },
            Curves = { new((83, 60), (120, 40), (150, 40), (177, 60), "a, b"), new((200, 83), (180, 130), (80, 130), (60, 83), "back", IsDashed: true) },
            Captions = { (130, 200, "two states") },
        };
        var svg = XDocument.Parse(diagram.ToSvg());
        var texts = svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToList();
        Assert.All(["s0", "1", "s1", "a, b", "back", "two states"], text => Assert.Contains(text, texts));
        Assert.Equal(3, svg.Descendants().Count(element => element.Name.LocalName == "circle"));
        Assert.Single(svg.Descendants(), element => element.Attribute("stroke-dasharray") is not null);
        Assert.Contains(svg.Descendants(), element => element.Name.LocalName == "title" && element.Value == "the <first>");
        var path = Path.Combine(_folder, "discs.png");
        diagram.SavePng(path);
        var bare = Path.Combine(_folder, "bare.png");
        new Diagram("machine", 400, 300).SavePng(bare);
        Assert.True(new FileInfo(path).Length > new FileInfo(bare).Length + 1000);
    }

    [Fact]
    public void Curve_GoesFromEndToEnd()
    {
        var curve = new DiagramCurve((0, 0), (0, 10), (20, 10), (20, 0), "");
        Assert.Equal((0, 0), curve.At(0));
        Assert.Equal((20, 0), curve.At(1));
        Assert.Equal((10, 7.5), curve.At(0.5));
    }

    private static Diagram Two() => new("Title & <more>", 400, 300)
    {
        Legend = "legend",
        Boxes = { new(10, 10, 100, 40, ["first <box>"], "tip & <tip>", 0), new(10, 150, 100, 40, ["second", "small"], "", 1) },
        Paths = { new([(60, 50), (60, 150)], "1×2×3", 65, 65), new([(60, 50), (90, 70), (90, 120)], "", 0, 0, EndMark: "A") },
    };
}
