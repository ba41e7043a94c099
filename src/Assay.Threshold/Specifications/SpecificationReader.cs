using System.Text;
using System.Text.Json;
using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Specifications.Internals;

namespace Assay.Threshold.Specifications;

/// <summary>Reads specifications: one JSON format for automata, regular expressions, labelled sequences, properties of the past, and networks.</summary>
public static class SpecificationReader
{
    private const long LargestFile = 64L << 20;

    /// <summary>A built-in specification by its name, or one from a file.</summary>
    /// <exception cref="InputException">There is neither, or it is wrong.</exception>
    public static Specification Open(string nameOrPath, SpecificationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        if (File.Exists(nameOrPath)) return Read(nameOrPath, options);
        if (nameOrPath.Contains('.', StringComparison.Ordinal) || nameOrPath.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new InputException($"There is no specification file {nameOrPath}; give a .json file or a built-in name.");
        var machine = BuiltInMachines.Create(nameOrPath);
        var description = BuiltInMachines.All.First(known => known.Name == nameOrPath).Description;
        return Finished(SpecificationKind.BuiltIn, description, machine, Names("x", machine.InputBits), Names("y", machine.OutputBits), null);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It cannot be read, or is wrong.</exception>
    public static Specification Read(string path, SpecificationOptions? options = null)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > LargestFile) throw new InputException($"{path} has {length} bytes; specifications have up to {LargestFile}.");
            return Parse(File.ReadAllBytes(path), path, options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    /// <summary>Reads a specification from its text.</summary>
    /// <param name="text">JSON; comments and trailing commas are allowed.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="options">How it is read.</param>
    /// <exception cref="InputException">It is wrong.</exception>
    public static Specification Parse(string text, string name = "specification", SpecificationOptions? options = null) => Parse(Encoding.UTF8.GetBytes(text), name, options);

    internal static Specification Parse(ReadOnlyMemory<byte> text, string name, SpecificationOptions? options)
    {
        using var document = Json.Open(text, name);
        var root = new Json(document.RootElement, name, "");
        return Json.Reading(name, () =>
        {
            var kind = root.Required("kind").Text();
            var read = kind switch
            {
                "automaton" => AutomatonSpecification.Read(root),
                "regex" => RegexSpecification.Read(root),
                "sequences" => SequencesSpecification.Read(root, options ?? new()),
                "temporal" => TemporalSpecification.Read(root),
                "network" => NetworkSpecification.Read(root),
                _ => throw root.Required("kind").Wrong($"is '{Json.Shortened(kind)}'; give automaton, regex, sequences, temporal or network"),
            };
            return root.Optional("description") is { } words ? read with { Description = words.Text() } : read;
        });
    }

    /// <summary>Minimises a machine and names its states.</summary>
    internal static Specification Finished(SpecificationKind kind, string description, MooreMachine source, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, IReadOnlyList<string>? sourceNames)
    {
        var machine = source.Minimise();
        return new()
        {
            Kind = kind,
            Description = description,
            Machine = machine,
            SourceStates = source.States,
            InputNames = inputs,
            OutputNames = outputs,
            StateNames = StateWords.Of(machine, source, sourceNames),
        };
    }

    /// <summary>x1, x2, …</summary>
    internal static string[] Names(string letter, int count) => [.. Enumerable.Range(1, count).Select(i => $"{letter}{i}")];
}
