using System.Text.Json;
using Assay.Core.Errors;

namespace Assay.Threshold.Specifications.Internals;

/// <summary>A value in a JSON file together with its place, so that whatever is wrong can be named.</summary>
internal readonly record struct Json(JsonElement Element, string File, string Path)
{
    private const int DeepestNesting = 64;

    public static JsonDocument Open(ReadOnlyMemory<byte> text, string name)
    {
        try
        {
            var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = DeepestNesting, AllowDuplicateProperties = false };
            var document = JsonDocument.Parse(text, options);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
        }
        catch (JsonException exception)
        {
            var place = exception.LineNumber is { } line ? $", line {line + 1}, byte {(exception.BytePositionInLine ?? 0) + 1}" : "";
            throw new InputException($"{name}{place}: {FirstSentence(exception.Message)}", exception);
        }
        throw new InputException($"{name} is not a JSON object; begin it with {{ \"kind\": … }}.");
    }

    /// <summary>Does what reads a document; texts and names with half a surrogate pair become an input error.</summary>
    public static T Reading<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException exception) when (exception.Message.Contains("UTF-16", StringComparison.Ordinal) || exception.Message.Contains("surrogate", StringComparison.OrdinalIgnoreCase))
        {
            throw new InputException($"{name} has text that is not valid Unicode.", exception);
        }
    }

    public static string Shortened(string text) => text.Length <= 60 ? text : text[..57] + "…";

    /// <summary>A property that must be there.</summary>
    public Json Required(string property) => Optional(property) ?? throw Wrong($"lacks \"{property}\"");

    /// <summary>A property that may be there.</summary>
    public Json? Optional(string property) =>
        Element.ValueKind != JsonValueKind.Object ? throw Wrong("is not an object { … }")
        : Element.TryGetProperty(property, out var value) ? new Json(value, File, Path.Length == 0 ? property : $"{Path}.{property}") : null;

    /// <summary>Refuses properties that are not known, naming the nearest one.</summary>
    public void Only(params string[] known)
    {
        if (Element.ValueKind != JsonValueKind.Object) throw Wrong("is not an object { … }");
        foreach (var property in Element.EnumerateObject())
        {
            if (known.Contains(property.Name) || property.Name == "$schema" || property.Name == "description") continue;
            throw Wrong($"has the unknown property '{Shortened(property.Name)}'; it may have {string.Join(", ", known)}");
        }
    }

    public IEnumerable<(string Name, Json Value)> Properties()
    {
        if (Element.ValueKind != JsonValueKind.Object) throw Wrong("is not an object { … }");
        foreach (var property in Element.EnumerateObject()) yield return (property.Name, new(property.Value, File, Path.Length == 0 ? property.Name : $"{Path}.{Shortened(property.Name)}"));
    }

    public IEnumerable<Json> Items()
    {
        if (Element.ValueKind != JsonValueKind.Array) throw Wrong("is not a list [ … ]");
        var at = 0;
        foreach (var item in Element.EnumerateArray()) yield return new(item, File, $"{Path}[{at++}]");
    }

    public int Count => Element.ValueKind == JsonValueKind.Array ? Element.GetArrayLength() : throw Wrong("is not a list [ … ]");

    public bool IsText => Element.ValueKind == JsonValueKind.String;

    public bool IsNumber => Element.ValueKind == JsonValueKind.Number;

    public bool IsList => Element.ValueKind == JsonValueKind.Array;

    public string Text()
    {
        if (!IsText) throw Wrong("is not a text in quotation marks");
        return Element.GetString()!;
    }

    public int Number(int least, int most) => IsNumber && Element.TryGetInt32(out var value) && value >= least && value <= most ? value : throw Wrong($"is not a whole number from {least} to {most}");

    public InputException Wrong(string what) => new($"{File}: {(Path.Length == 0 ? "the specification" : Path)} {what}.");

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? message.TrimEnd('.') : message[..end]) + ".";
    }
}
