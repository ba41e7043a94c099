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

    private static Diagram Two() => new("Title & <more>", 400, 300)
    {
        Legend = "legend",
        Boxes = { new(10, 10, 100, 40, ["first <box>"], "tip & <tip>", 0), new(10, 150, 100, 40, ["second", "small"], "", 1) },
        Paths = { new([(60, 50), (60, 150)], "1×2×3", 65, 65), new([(60, 50), (90, 70), (90, 120)], "", 0, 0, EndMark: "A") },
    };
}
