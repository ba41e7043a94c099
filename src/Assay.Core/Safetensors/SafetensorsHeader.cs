using System.Collections.Immutable;
using System.Text.Json;
using Assay.Core.Errors;

namespace Assay.Core.Safetensors;

/// <summary>
/// Parses the header of a safetensors file (https://github.com/huggingface/safetensors): 8 bytes of length, then JSON of
/// name → {dtype, shape, data_offsets}. Nothing in it is trusted: every length is checked against the file before it is used.
/// </summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The format's own limit.</summary>
    public const long MostBytes = 100_000_000;

    private const int MostDimensions = 32;

    private readonly string _file;
    private readonly long _dataStart;
    private readonly long _dataLength;
    private readonly Dictionary<string, TensorInfo> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);

    private SafetensorsHeader(string file, long dataStart, long dataLength)
    {
        _file = file;
        _dataStart = dataStart;
        _dataLength = dataLength;
    }

    public IReadOnlyDictionary<string, TensorInfo> Tensors => _tensors;

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Length of the JSON; throws if it cannot be.</summary>
    public static int JsonLength(string file, long fileLength, ulong declared)
    {
        if (declared > MostBytes) throw new InputException($"{file}: the header claims {declared} bytes, more than the limit of {MostBytes}; this is not a safetensors file or it is damaged.");
        if ((long)declared > fileLength - sizeof(ulong)) throw new InputException($"{file}: the header claims {declared} bytes, but the file ends after {fileLength}; it is truncated, copy it again.");
        return (int)declared;
    }

    public static SafetensorsHeader Parse(string file, ReadOnlySpan<byte> json, long fileLength)
    {
        var start = sizeof(ulong) + json.Length;
        var header = new SafetensorsHeader(file, start, fileLength - start);
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
            header.Read(ref reader);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new InputException($"{file}: the header is not valid JSON ({exception.Message.TrimEnd('.')}); the file is damaged.", exception);
        }
        header.CheckLayout();
        return header;
    }

    private void Read(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (name == "__metadata__") ReadMetadata(ref reader);
            else if (!_tensors.TryAdd(name, ReadTensor(ref reader, name))) throw Damaged($"two tensors are called '{name}'");
        }
        if (reader.TokenType != JsonTokenType.EndObject) throw Damaged("the header is not an object");
        // Trailing spaces are the format's own padding; anything else makes the reader throw.
        reader.Read();
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            Expect(ref reader, JsonTokenType.String);
            if (!_metadata.TryAdd(key, reader.GetString()!)) throw Damaged($"the metadata have '{key}' twice");
        }
    }

    private TensorInfo ReadTensor(ref Utf8JsonReader reader, string name)
    {
        ElementType? type = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reader.GetString())
            {
                case "dtype":
                    Expect(ref reader, JsonTokenType.String);
                    var declared = reader.GetString()!;
                    type = ElementTypes.TryParse(declared, out var known) ? known : throw Damaged($"tensor '{name}' has the unknown type {declared}");
                    break;
                case "shape":
                    shape = ReadNumbers(ref reader, name);
                    break;
                case "data_offsets":
                    offsets = ReadNumbers(ref reader, name);
                    break;
                case var other:
                    throw Damaged($"tensor '{name}' has the unknown property '{other}'");
            }
        }
        if (type is null || shape is null || offsets is not { Count: 2 }) throw Damaged($"tensor '{name}' lacks its dtype, shape or data_offsets");
        return Checked(name, type.Value, shape, offsets[0], offsets[1]);
    }

    private TensorInfo Checked(string name, ElementType type, List<long> shape, long begin, long end)
    {
        if (begin > end || end > _dataLength) throw Damaged($"tensor '{name}' lies at {begin} to {end} of {_dataLength} bytes of data, so the file is truncated or lies");
        var length = (Int128)type.Size();
        foreach (var size in shape)
        {
            length *= size;
            if (length > long.MaxValue) throw Damaged($"tensor '{name}' has an impossible shape");
        }
        if (length != end - begin) throw Damaged($"tensor '{name}' has {end - begin} bytes, but its shape and type want {length}");
        return new TensorInfo(name, type, [.. shape], _dataStart + begin, end - begin);
    }

    private List<long> ReadNumbers(ref Utf8JsonReader reader, string name)
    {
        var numbers = new List<long>();
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            if (!reader.TryGetInt64(out var number) || number < 0) throw Damaged($"tensor '{name}' has a size or offset that is no whole number from zero up");
            if (numbers.Count == MostDimensions) throw Damaged($"tensor '{name}' has more than {MostDimensions} dimensions");
            numbers.Add(number);
        }
        if (reader.TokenType != JsonTokenType.EndArray) throw Damaged($"tensor '{name}' has something other than numbers for sizes or offsets");
        return numbers;
    }

    /// <summary>Tensors must lie one after the other, without gap or overlap, and fill the file.</summary>
    private void CheckLayout()
    {
        var place = _dataStart;
        TensorInfo? previous = null;
        foreach (var tensor in _tensors.Values.OrderBy(tensor => tensor.Offset).ThenBy(tensor => tensor.Length))
        {
            if (tensor.Offset < place) throw Damaged($"tensors '{previous?.Name}' and '{tensor.Name}' overlap");
            if (tensor.Offset > place) throw Damaged($"{tensor.Offset - place} bytes before tensor '{tensor.Name}' belong to none");
            place = tensor.Offset + tensor.Length;
            previous = tensor;
        }
        if (place != _dataStart + _dataLength) throw Damaged($"{_dataStart + _dataLength - place} bytes at the end belong to no tensor");
    }

    private void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type) throw Damaged($"the header has {reader.TokenType} at byte {reader.TokenStartIndex} where {type} belongs");
    }

    private InputException Damaged(string what) => new($"{_file}: {what}; the file is damaged, make or copy it again.");
}
