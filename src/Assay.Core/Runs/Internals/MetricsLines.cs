using System.Collections.Immutable;
using System.Text.Json;
using Assay.Core.Errors;

namespace Assay.Core.Runs.Internals;

/// <summary>Reads the lines of a log of metrics.</summary>
internal static class MetricsLines
{
    private const int LineLimit = 1 << 20;
    private const double SecondsLimit = 1e11; // three thousand years; a TimeSpan holds nine times as many

    /// <summary>How much of a log stays when it is opened again: whole lines up to a step.</summary>
    public static long LengthToKeep(string path, Stream stream, long? lastStep)
    {
        long kept = 0;
        foreach (var (entry, end) in Read(path, stream))
        {
            if (entry.Step > lastStep) break;
            kept = end;
        }
        return kept;
    }

    /// <summary>Every line that ends in a line feed, with the offset behind it. An unfinished last line is left out.</summary>
    public static IEnumerable<(MetricsEntry Entry, long End)> Read(string path, Stream stream)
    {
        var line = new List<byte>();
        var buffer = new byte[1 << 16];
        long end = 0, number = 0;
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            for (var i = 0; i < read; i++)
            {
                end++;
                if (buffer[i] != '\n')
                {
                    line.Add(buffer[i]);
                    if (line.Count > LineLimit) throw new InputException($"{path}, line {number + 1}: longer than {LineLimit} bytes; it is damaged or another kind of file.");
                    continue;
                }
                number++;
                yield return (Parse(path, number, line.ToArray()), end);
                line.Clear();
            }
        }
    }

    private static MetricsEntry Parse(string path, long number, byte[] line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            long? step = null;
            double? seconds = null;
            var values = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.NameEquals(MetricsLog.StepName)) step = property.Value.GetInt64();
                else if (property.NameEquals(MetricsLog.SecondsName)) seconds = property.Value.GetDouble();
                else values[property.Name] = Value(property.Value);
            }
            if (step is null || seconds is null) throw new FormatException();
            if (!(Math.Abs(seconds.Value) < SecondsLimit)) throw new FormatException();
            return new MetricsEntry(step.Value, TimeSpan.FromSeconds(seconds.Value), values.ToImmutable());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new InputException($"{path}, line {number}: not a line of metrics (a JSON object with step, seconds and numbers); it is damaged or another kind of file.", exception);
        }
    }

    private static double Value(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Number) return element.GetDouble();
        return element.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => throw new FormatException(),
        };
    }
}
