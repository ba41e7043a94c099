using System.Xml;
using System.Xml.Linq;

namespace Assay.Reports.Tests;

/// <summary>A report as an XML tree: our pages are well-formed XML too, so a page that does not parse is broken.</summary>
internal static class ReadPage
{
    internal static XDocument Parse(Report report) => Parse(report.ToHtml());

    internal static XDocument Parse(string html)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore };
        using var reader = XmlReader.Create(new StringReader(html), settings);
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    internal static XElement One(this XDocument page, string name) => page.Descendants().Single(element => element.Name.LocalName == name);

    internal static IReadOnlyList<XElement> All(this XContainer page, string name) => [.. page.Descendants().Where(element => element.Name.LocalName == name)];

    internal static string? Get(this XElement element, string attribute) => element.Attribute(attribute)?.Value;
}
