using System.Text;
using System.Text.Json;
using Assay.Core.Errors;
using Assay.Core.Files;

namespace Assay.Threshold.Proofs;

/// <summary>Certificates as files: JSON with the pairs, where the first letters lead, and where each letter leads from each pair.</summary>
public static class CertificateFile
{
    private const long LargestFile = 1L << 30;

    /// <summary>Writes a certificate.</summary>
    /// <param name="path">The file; an older one is replaced.</param>
    /// <param name="certificate">The certificate.</param>
    public static void Write(string path, ProofCertificate certificate)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kind", "certificate");
            json.WriteStartArray("pairs");
            foreach (var pair in certificate.Pairs)
            {
                json.WriteStartArray();
                json.WriteNumberValue(pair.NetworkState);
                json.WriteNumberValue(pair.MachineState);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            Numbers(json, "first", certificate.First);
            Numbers(json, "next", certificate.Next);
            json.WriteEndObject();
        }
        buffer.WriteByte((byte)'\n');
        AtomicFile.WriteAllBytes(path, buffer.ToArray());
    }

    /// <summary>Reads a certificate. It is not believed: <see cref="CertificateChecker"/> is there for that.</summary>
    /// <exception cref="InputException">It cannot be read or is no certificate.</exception>
    public static ProofCertificate Read(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > LargestFile) throw new InputException($"{path} has {length} bytes; certificates have up to {LargestFile}.");
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    internal static ProofCertificate Parse(ReadOnlyMemory<byte> text, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("kind", out var kind) || kind.ValueKind != JsonValueKind.String || kind.GetString() != "certificate")
                throw new InputException($"{name} is not a certificate: it lacks \"kind\": \"certificate\".");
            var pairs = new List<CertificatePair>();
            foreach (var pair in Array(root, "pairs", name))
            {
                if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2 || pair[0].ValueKind != JsonValueKind.Number || !pair[0].TryGetUInt64(out var network) || pair[1].ValueKind != JsonValueKind.Number || !pair[1].TryGetInt32(out var machine))
                    throw new InputException($"{name}: pair {pairs.Count} is not [state of the network, state of the machine].");
                pairs.Add(new(network, machine));
            }
            return new(pairs, Numbers(root, "first", name), Numbers(root, "next", name));
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException)
        {
            throw new InputException($"{name} is not a certificate: {exception.Message.Split(". ")[0].TrimEnd('.')}.", exception);
        }
    }

    private static List<int> Numbers(JsonElement root, string property, string name)
    {
        var numbers = new List<int>();
        foreach (var element in Array(root, property, name))
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt32(out var number)) throw new InputException($"{name}: entry {numbers.Count} of \"{property}\" is not the number of a pair.");
            numbers.Add(number);
        }
        return numbers;
    }

    private static JsonElement.ArrayEnumerator Array(JsonElement root, string property, string name) =>
        root.TryGetProperty(property, out var array) && array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : throw new InputException($"{name} is not a certificate: it lacks the list \"{property}\".");

    private static void Numbers(Utf8JsonWriter json, string name, IReadOnlyList<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
