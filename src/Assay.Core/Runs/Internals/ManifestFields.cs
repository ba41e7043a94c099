using System.Collections.Immutable;
using System.Text.Json;
using Assay.Core.Errors;

namespace Assay.Core.Runs.Internals;

/// <summary>Reads the fields of a JSON object and says in one sentence which one is wrong.</summary>
internal readonly struct ManifestFields
{
    private const long SizeLimit = 16 << 20;

    private readonly string _path;
    private readonly JsonElement _element;

    public ManifestFields(string path, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new InputException($"{path}: {element.ValueKind} where a JSON object belongs; it is damaged or another kind of file.");
        (_path, _element) = (path, element);
    }

    public static JsonDocument Parse(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > SizeLimit) throw new InputException($"{path}: {stream.Length} bytes are too many for a run.json; it is another kind of file.");
            return JsonDocument.Parse(stream);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"There is no file {path}; check the path.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read {path}: {exception.Message.TrimEnd('.')}; check the path and its permissions.", exception);
        }
        catch (JsonException exception)
        {
            throw new InputException($"{path}, line {exception.LineNumber + 1}: not valid JSON; it is damaged or another kind of file.", exception);
        }
    }

    public string Text(string name)
    {
        var value = Field(name, JsonValueKind.String);
        return Decoded(value, name);
    }

    public ulong Number(string name) => Field(name, JsonValueKind.Number).TryGetUInt64(out var number) ? number : throw Wrong(name, "no whole number");

    public int Count(string name) => Field(name, JsonValueKind.Number).TryGetInt32(out var number) ? number : throw Wrong(name, "no whole number");

    public DateTimeOffset Time(string name)
    {
        var value = Field(name, JsonValueKind.String);
        _ = Decoded(value, name);
        return value.TryGetDateTimeOffset(out var time) ? time : throw Wrong(name, "no ISO 8601 time");
    }

    public ManifestFields Object(string name) => new(_path, Field(name, JsonValueKind.Object));

    public ImmutableSortedDictionary<string, string> Texts(string name)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in Properties(Field(name, JsonValueKind.Object), name))
        {
            if (value.ValueKind != JsonValueKind.String) throw Wrong($"{name}.{key}", "no text");
            texts[key] = Decoded(value, name);
        }
        return texts.ToImmutable();
    }

    private List<(string Key, JsonElement Value)> Properties(JsonElement element, string name)
    {
        var properties = new List<(string, JsonElement)>();
        try
        {
            foreach (var property in element.EnumerateObject()) properties.Add((property.Name, property.Value));
        }
        catch (InvalidOperationException) // a key that is not valid UTF-16 after unescaping
        {
            throw Wrong(name, "no readable text");
        }
        return properties;
    }

    private JsonElement Field(string name, JsonValueKind kind)
    {
        JsonElement value;
        try
        {
            if (!_element.TryGetProperty(name, out value)) throw Wrong(name, "missing");
        }
        catch (InvalidOperationException)
        {
            throw Wrong(name, "hidden behind a key that is no readable text");
        }
        return value.ValueKind == kind ? value : throw Wrong(name, $"{value.ValueKind} where {kind} belongs");
    }

    // GetString throws on bytes that are not UTF-8 and on lone surrogates.
    private string Decoded(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Wrong(name, "no readable text");
        }
    }

    private InputException Wrong(string name, string what) => new($"{_path}: the field '{name}' is {what}; the file is damaged or another kind of file.");
}
