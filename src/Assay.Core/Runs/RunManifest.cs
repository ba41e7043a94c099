using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Assay.Core.Errors;
using Assay.Core.Files;
using Assay.Core.Runs.Internals;

namespace Assay.Core.Runs;

/// <summary>What a run was asked to do and where, enough to repeat it: the content of run.json.</summary>
public sealed record RunManifest
{
    /// <summary>Version of the layout of run.json that this library writes and reads.</summary>
    public const int FormatVersion = 1;

    /// <summary>The command or the method, e.g. "assay embeddings train".</summary>
    public required string Command { get; init; }

    /// <summary>Options by name with their values as text, defaults included.</summary>
    public ImmutableSortedDictionary<string, string> Options { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Seed of all random streams.</summary>
    public ulong Seed { get; init; }

    /// <summary>Versions of the programs and libraries that took part, by name.</summary>
    public ImmutableSortedDictionary<string, string> Versions { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Hashes of the data that went in, by name, e.g. "sha256:…".</summary>
    public ImmutableSortedDictionary<string, string> DataHashes { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The machine.</summary>
    public RunMachine Machine { get; init; } = RunMachine.ThisOne();

    /// <summary>When the run began.</summary>
    public DateTimeOffset Started { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>Writes run.json, replacing it as a whole.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public void Write(string path)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("format_version", FormatVersion);
            json.WriteString("command", Command);
            WriteTexts(json, "options", Options);
            json.WriteNumber("seed", Seed);
            WriteTexts(json, "versions", Versions);
            WriteTexts(json, "data_hashes", DataHashes);
            json.WriteStartObject("machine");
            json.WriteString("processor", Machine.Processor);
            json.WriteNumber("physical_cores", Machine.PhysicalCores);
            json.WriteNumber("vector_bits", Machine.VectorWidthBits);
            json.WriteString("operating_system", Machine.OperatingSystem);
            json.WriteString("runtime", Machine.Runtime);
            json.WriteEndObject();
            json.WriteString("started", Started);
            json.WriteEndObject();
        }
        AtomicFile.WriteAllBytes(path, buffer.WrittenMemory);
    }

    /// <summary>Reads a run.json. Fields that are not known here are passed over.</summary>
    /// <exception cref="InputException">It is missing, not JSON, of a later format, or a field is missing or of the wrong kind.</exception>
    public static RunManifest Read(string path)
    {
        using var document = ManifestFields.Parse(path);
        var fields = new ManifestFields(path, document.RootElement);
        var version = fields.Number("format_version");
        if (version != FormatVersion) throw new InputException($"{path}: its format_version is {version}, this program knows {FormatVersion}; use a program of that version.");
        var machine = fields.Object("machine");
        return new RunManifest
        {
            Command = fields.Text("command"),
            Options = fields.Texts("options"),
            Seed = fields.Number("seed"),
            Versions = fields.Texts("versions"),
            DataHashes = fields.Texts("data_hashes"),
            Machine = new RunMachine
            {
                Processor = machine.Text("processor"),
                PhysicalCores = machine.Count("physical_cores"),
                VectorWidthBits = machine.Count("vector_bits"),
                OperatingSystem = machine.Text("operating_system"),
                Runtime = machine.Text("runtime"),
            },
            Started = fields.Time("started"),
        };
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableSortedDictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in texts) json.WriteString(key, value);
        json.WriteEndObject();
    }
}
