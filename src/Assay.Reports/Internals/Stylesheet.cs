namespace Assay.Reports.Internals;

/// <summary>The style of the page, kept as a file of its own and carried inside the library.</summary>
internal static class Stylesheet
{
    internal static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("The library lacks its resource report.css.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
