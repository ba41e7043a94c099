using System.Xml.Linq;

namespace Assay.Core.Tests.HouseRules;

/// <summary>One project: its path below the root and its references.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _document;

    public ProjectFile(string path, string text)
    {
        Path = path;
        _document = XDocument.Parse(text);
    }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Names of the projects that it references.</summary>
    public IEnumerable<string> Projects => Includes("ProjectReference").Select(path => System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    /// <summary>Names of the packages that it references.</summary>
    public IEnumerable<string> Packages => Includes("PackageReference");

    public bool IsAotCompatible => _document.Descendants("IsAotCompatible").Any(element => element.Value == "true");

    private IEnumerable<string> Includes(string element) => _document.Descendants(element).Select(item => (string?)item.Attribute("Include")).OfType<string>();
}
