using System.Globalization;
using System.Text;
using Assay.Bench.Measuring;

namespace Assay.Bench.Results;

/// <summary>
/// A file of bench/results: one section a part, each with the machine, the date and the command that measured it.
/// A part that is run again replaces its own section and leaves the others.
/// </summary>
internal sealed class ResultsFile(string path, IReadOnlyList<string> order, string subject = "Word embeddings")
{
    private readonly string _title = $"# {subject}: measured results\n\n" +
        "Written by `bench/Assay.Bench`; nothing here is typed by hand. A figure is the median, the range of the rounds stands in brackets.\n";

    public void Replace(string heading, string body, string command)
    {
        var sections = Read();
        var date = DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        sections[heading] = $"{body.Trim()}\n\nMeasured {date} UTC on {Machine.Describe()}, by `{command}`.\n";
        var text = new StringBuilder(_title);
        foreach (var name in order.Concat(sections.Keys.Except(order)))
        {
            if (sections.TryGetValue(name, out var section)) text.Append("\n## ").Append(name).Append("\n\n").Append(section);
        }
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, text.ToString());
    }

    private Dictionary<string, string> Read()
    {
        var sections = new Dictionary<string, string>();
        if (!File.Exists(path)) return sections;
        foreach (var part in File.ReadAllText(path).Split("\n## ").Skip(1))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            sections[part[..end]] = part[(end + 1)..].Trim() + "\n";
        }
        return sections;
    }
}
