using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Xml;
using Assay.Core.Errors;

namespace Assay.Embeddings.Corpora.Internals;

/// <summary>The text of XML documentation: one string for each element below a member, each text once over all files.</summary>
internal static class DocumentationText
{
    private const int ElementDepth = 3; // doc / members / member / summary, remarks, param, ...

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static IEnumerable<string> Of(IEnumerable<string> files)
    {
        var contents = new HashSet<UInt128>(); // packs repeat each other's files; leaving copies out saves half of the time
        var texts = new HashSet<UInt128>();
        var line = new DocumentationLine();
        foreach (var file in files)
        {
            using var elements = Elements(file, contents, texts, line).GetEnumerator();
            while (Next(elements, file)) yield return elements.Current;
        }
    }

    private static IEnumerable<string> Elements(string file, HashSet<UInt128> contents, HashSet<UInt128> texts, DocumentationLine line)
    {
        using var stream = File.OpenRead(file);
        if (!contents.Add(Fingerprint(SHA256.HashData(stream)))) yield break;
        stream.Position = 0;
        using var reader = XmlReader.Create(stream, Settings);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.Depth != ElementDepth || reader.IsEmptyElement) continue;
            line.ReadElement(reader);
            if (line.Text.Length > 0 && IsNew(line.Text, texts)) yield return line.Text.ToString();
        }
    }

    private static bool Next(IEnumerator<string> elements, string file)
    {
        try
        {
            return elements.MoveNext();
        }
        catch (XmlException exception)
        {
            throw new InputException($"{file}, line {exception.LineNumber}, column {exception.LinePosition}: not well-formed XML documentation; repair the installation or leave the file out.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read {file}: {exception.Message}", exception);
        }
    }

    private static bool IsNew(ReadOnlySpan<char> text, HashSet<UInt128> texts)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text), hash);
        return texts.Add(Fingerprint(hash));
    }

    // 128 bits of SHA-256 stand for the text: no two will ever meet.
    private static UInt128 Fingerprint(ReadOnlySpan<byte> hash) => MemoryMarshal.Read<UInt128>(hash);
}
