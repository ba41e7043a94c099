using Assay.Core.Errors;
using Assay.Threshold.Exports;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Specifications;

namespace Assay.Cli.Threshold;

/// <summary>What SPEC and NET stand for.</summary>
internal static class ThresholdInput
{
    public const string SpecificationHelp = "A specification: a .json file, or a built-in name (assay threshold list).";
    public const string NetworkHelp = "A network: a .json or .safetensors file, or 'textbook'.";

    /// <summary>The name of the built-in network.</summary>
    public const string Textbook = "textbook";

    /// <summary>Reads a specification.</summary>
    /// <exception cref="InputException">There is none, or it is wrong.</exception>
    public static Specification Specification(string name) => SpecificationReader.Open(name);

    /// <summary>Reads a network.</summary>
    /// <exception cref="InputException">There is none, or it is wrong.</exception>
    public static ThresholdNetwork Network(string name)
    {
        if (name == Textbook && !File.Exists(name)) return ThresholdNetwork.EqualSoFarOfTheTextbook;
        if (!File.Exists(name)) throw new InputException($"There is no network file {name}; give a .json or .safetensors file, as solve --out writes it, or 'textbook'.");
        return Path.GetExtension(name).Equals(".safetensors", StringComparison.OrdinalIgnoreCase) ? SafetensorsNetwork.Read(name) : NetworkFile.Read(name);
    }

    /// <summary>The names of a sequence's letters.</summary>
    public static string[] Names(MooreMachine machine, IEnumerable<int> letters) => [.. letters.Select(letter => machine.Letters[letter].Name)];

    /// <summary>A value's bits, the first one first.</summary>
    public static string Bits(ulong value, int count) => string.Concat(Enumerable.Range(0, count).Select(i => value >> i & 1));
}
