using System.Collections.Immutable;
using System.Text.Json;
using Assay.Core.Errors;
using Assay.Core.Files;

namespace Assay.Torch.Doctor;

/// <summary>
/// findings.json: what the doctor found in a run.
/// <code>
/// FindingsFile.Write("runs/first/findings.json", doctor.Findings);
/// var findings = FindingsFile.Read("runs/first/findings.json");
/// </code>
/// </summary>
public static class FindingsFile
{
    /// <summary>Its name in the directory of a run.</summary>
    public const string Name = "findings.json";

    private const long MostBytes = 1 << 20;

    /// <summary>Writes findings.</summary>
    /// <param name="path">The file.</param>
    /// <param name="findings">What was found.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        AtomicFile.Write(path, stream =>
        {
            using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            Write(json, findings);
        });
    }

    /// <summary>Writes findings as an array of objects with name, severity, statement, mend and evidence.</summary>
    /// <param name="json">Where an array may stand.</param>
    /// <param name="findings">What was found.</param>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(findings);
        json.WriteStartArray();
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("name", finding.Name);
            json.WriteString("severity", finding.Severity.ToString());
            json.WriteString("statement", finding.Statement);
            json.WriteString("mend", finding.Mend);
            json.WriteStartObject("evidence");
            foreach (var (name, value) in finding.Evidence)
            {
                // JSON has no infinite numbers.
                if (double.IsFinite(value)) json.WriteNumber(name, value);
                else json.WriteNull(name);
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Reads findings.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">There is no such file, or it is damaged.</exception>
    public static ImmutableArray<Finding> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MostBytes) throw new InputException($"{path} is larger than any list of findings; it is of something else.");
            using var document = JsonDocument.Parse(stream);
            return [.. document.RootElement.EnumerateArray().Select(Read)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {exception.Message.TrimEnd('.')}.", exception);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new InputException($"{path} is damaged: it is no list of findings; run 'assay doctor' with the data again.", exception);
        }
    }

    private static Finding Read(JsonElement element) => new(
        Text(element, "name"), Enum.Parse<FindingSeverity>(Text(element, "severity")), Text(element, "statement"), Text(element, "mend"),
        [.. element.GetProperty("evidence").EnumerateObject().Select(pair => (pair.Name, pair.Value.ValueKind == JsonValueKind.Null ? double.NaN : pair.Value.GetDouble()))]);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException(name);
}
