using System.Text.Json;

namespace Assay.Cli.Output;

/// <summary>Numbers in JSON answers.</summary>
internal static class JsonNumbers
{
    /// <summary>Writes a number, or null where it is not finite: JSON has no NaN.</summary>
    public static void WriteFinite(this Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value)) writer.WriteNumber(name, value);
        else writer.WriteNull(name);
    }
}
