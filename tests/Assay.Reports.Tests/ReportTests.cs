using System.Xml.Linq;
using CsCheck;

namespace Assay.Reports.Tests;

public sealed class ReportTests
{
    private static Report Sample()
    {
        var report = new Report("Word vectors & <friends>") { Kind = "Tour", Summary = "Trained in `12 s`.\n\nOn two cores." };
        report.KeyFigures(new KeyFigure("speed", "6.1", "M words/s", "11 × gensim"), new KeyFigure("loss", "0.21"));
        report.Section("Training").Text("First.\r\n\r\nSecond.").Preformatted("\nassay tour\n  --seed 1\n", "The command");
        report.Section("Results")
            .Table(new ReportTable("Neighbours", "word", "cosine").Row("list", "0.81").Row("array", "−0.2"))
            .Table(new ReportTable("Names", "word", "kind").Row("list", "noun"));
        report.Section("Numbers").KeyFigures(new KeyFigure("d", "100"));
        return report.Detail("seed", "1");
    }

    [Fact]
    public void Page_IsOneDocumentWithTitleAndOneHeadingOfTheFirstRank()
    {
        var html = Sample().ToHtml();
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", html);
        var page = ReadPage.Parse(html);
        Assert.Equal("Word vectors & <friends>", page.One("title").Value);
        Assert.Equal("Word vectors & <friends>", page.One("h1").Value);
        Assert.Equal(["Training", "Results", "Numbers"], page.All("h2").Select(heading => heading.Value));
    }

    [Fact]
    public void Page_AsksTheNetworkForNothing()
    {
        var page = ReadPage.Parse(Sample());
        Assert.Empty(page.All("script").Concat(page.All("link")).Concat(page.All("img")));
        Assert.DoesNotContain("url(", page.One("style").Value);
        Assert.DoesNotContain("@import", page.One("style").Value);
        Assert.All(page.All("a"), link => Assert.StartsWith("#", link.Get("href")));
    }

    [Fact]
    public void Ids_AreUnique_AndEveryReferenceLeadsToOne()
    {
        var page = ReadPage.Parse(Sample());
        var ids = page.Descendants().Select(element => element.Get("id")).OfType<string>().ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var references = page.All("a").Select(link => link.Get("href")![1..])
            .Concat(page.Descendants().Select(element => element.Get("aria-labelledby")).OfType<string>());
        Assert.All(references, reference => Assert.Contains(reference, ids));
    }

    [Fact]
    public void Contents_AreListedFromThreeSectionsOn()
    {
        Assert.Equal(3, ReadPage.Parse(Sample()).One("nav").All("a").Count);
        var two = new Report("Short");
        two.Section("A");
        two.Section("B");
        Assert.Empty(ReadPage.Parse(two).All("nav"));
    }

    [Fact]
    public void Summary_IsSetInParagraphsWithCode()
    {
        var summary = ReadPage.Parse(Sample()).All("div").Single(element => element.Get("class") == "summary");
        Assert.Equal(["Trained in 12 s.", "On two cores."], summary.All("p").Select(paragraph => paragraph.Value));
        Assert.Equal("12 s", Assert.Single(summary.All("code")).Value);
    }

    [Fact]
    public void KindKeyFiguresAndDetails_AppearOnlyWhereGiven()
    {
        var full = ReadPage.Parse(Sample());
        Assert.Contains(full.All("p"), paragraph => paragraph.Get("class") == "kind" && paragraph.Value == "Tour");
        Assert.Contains(full.All("dd"), value => value.Value == "6.1 M words/s");
        Assert.Equal("seed1", full.One("footer").Value.Trim());
        var bare = ReadPage.Parse(new Report("Bare"));
        Assert.Empty(bare.All("dl").Concat(bare.All("footer")).Concat(bare.All("p")));
    }

    [Fact]
    public void Table_HasCaptionScopesAndAlignsNumbers()
    {
        var tables = ReadPage.Parse(Sample()).All("table");
        Assert.Equal("Table 1 Neighbours", tables[0].All("caption").Single().Value);
        Assert.Equal("Table 2 Names", tables[1].All("caption").Single().Value);
        Assert.Equal(["col", "col", "row", "row"], tables[0].All("th").Select(cell => cell.Get("scope")));
        Assert.All(tables[0].All("td"), cell => Assert.Equal("number", cell.Get("class")));
        Assert.All(tables[1].All("td"), cell => Assert.Null(cell.Get("class")));
    }

    [Fact]
    public void Preformatted_KeepsSpacesAndLines()
    {
        var code = ReadPage.Parse(Sample()).All("pre").Single();
        Assert.Equal("\nassay tour\n  --seed 1", code.Value);
        Assert.Equal("The command", ((XElement)code.Parent!).All("figcaption").Single().Value);
    }

    [Fact]
    public void AnyText_ComesBackAsItWas_OrWithReplacedControlCharacters() =>
        Gen.String[0, 60].Sample(text =>
        {
            var report = new Report("t");
            report.Section("s").Preformatted("x" + text + "x").Table(new ReportTable("c", "a", "b").Row(text.Replace("`", ""), "1"));
            var page = ReadPage.Parse(report);
            var expected = Shown(text);
            Assert.Equal("x" + expected + "x", page.All("pre").Single().Value);
            Assert.Equal(expected.Replace("`", ""), page.All("th").Single(cell => cell.Get("scope") == "row").Value);
        }, iter: 2_000);

    [Fact]
    public void SavedFile_IsThePage_AndNothingElseIsLeft()
    {
        var folder = Directory.CreateTempSubdirectory("assay-report-");
        try
        {
            var path = Path.Combine(folder.FullName, "report.html");
            File.WriteAllText(path, "an older report");
            Sample().Save(path);
            Assert.Equal(Sample().ToHtml(), File.ReadAllText(path));
            Assert.Equal([path], Directory.GetFiles(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What a reader sees of a text: line ends as one, what HTML may not contain as U+FFFD.</summary>
    private static string Shown(string text)
    {
        var shown = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\r') { if (i + 1 == text.Length || text[i + 1] != '\n') shown.Append('\n'); }
            else if (text[i] is '\t' or '\n') shown.Append(text[i]);
            else if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) shown.Append(text[i++]).Append(text[i]);
            else shown.Append(char.IsControl(text[i]) || char.IsSurrogate(text[i]) || text[i] is '\uFFFE' or '\uFFFF' ? '\uFFFD' : text[i]);
        }
        return shown.ToString();
    }
}
