using System.Xml;

namespace Assay.Embeddings.Corpora.Internals;

/// <summary>Collects the text of one documentation element on one line.</summary>
internal sealed class DocumentationLine
{
    private readonly char[] _piece = new char[1024];
    private char[] _line = new char[1024];
    private int _length;
    private bool _space;

    /// <summary>The text of the element that was read last, without line breaks and repeated spaces.</summary>
    public ReadOnlySpan<char> Text => _line.AsSpan(0, _length);

    /// <summary>Reads an element to its end; the reader stands on its start.</summary>
    public void ReadElement(XmlReader reader)
    {
        (_length, _space) = (0, false);
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    while (reader.ReadValueChunk(_piece, 0, _piece.Length) is > 0 and var count) Append(_piece.AsSpan(0, count));
                    break;
                case XmlNodeType.Element when reader.Name is "see" or "seealso" or "paramref" or "typeparamref":
                    // With content (<see href="...">text</see>) the content says it better.
                    if (reader.IsEmptyElement) Append(Reference(reader));
                    break;
                case XmlNodeType.Element or XmlNodeType.EndElement when reader.Name is not ("c" or "see" or "b" or "i" or "em" or "strong"):
                    _space = true; // para, item, code, br: what follows is another word
                    break;
            }
        }
    }

    private static string Reference(XmlReader reader) =>
        reader.GetAttribute("cref") is { } cref ? LastName(cref) : reader.GetAttribute("name") ?? reader.GetAttribute("langword") ?? "";

    /// <summary>M:System.Text.StringBuilder.#ctor(System.String) is StringBuilder, T:System.Collections.Generic.List`1 is List.</summary>
    internal static string LastName(string cref)
    {
        var name = cref.AsSpan();
        if (name.Length > 1 && name[1] == ':') name = name[2..];
        if (name.IndexOf('(') is >= 0 and var parameters) name = name[..parameters];
        name = name.TrimEnd('.');
        foreach (var constructor in (ReadOnlySpan<string>)[".#ctor", ".#cctor"])
        {
            if (name.EndsWith(constructor, StringComparison.Ordinal)) name = name[..^constructor.Length];
        }

        name = name[(name.LastIndexOfAny('.', '#') + 1)..];
        return (name.IndexOf('`') is >= 0 and var arity ? name[..arity] : name).ToString();
    }

    private void Append(ReadOnlySpan<char> text)
    {
        if (_line.Length < _length + 2 * text.Length) Array.Resize(ref _line, 2 * (_length + 2 * text.Length));
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character))
            {
                _space = true;
                continue;
            }

            if (_space && _length > 0) _line[_length++] = ' ';
            _space = false;
            _line[_length++] = character;
        }
    }
}
