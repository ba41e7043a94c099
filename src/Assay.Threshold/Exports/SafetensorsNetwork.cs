using System.Globalization;
using Assay.Core.Errors;
using Assay.Core.Safetensors;
using Assay.Threshold.Exports.Internals;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;

namespace Assay.Threshold.Exports;

/// <summary>
/// Networks in safetensors files: tensors of the nearest numbers in double precision for every program that reads such files, and the exact fractions in the
/// metadata, in row order with a space between, under the names of the tensors. Reading takes the fractions and checks the tensors against them.
/// </summary>
public static class SafetensorsNetwork
{
    private const string Kind = "threshold network";
    private const string FormatVersion = "1";

    // Far beyond any network; what a tensor without elements can claim at most.
    private const long MostUnits = 1 << 24;

    // Room in the header for the tensors' own entries.
    private const long MostCharacters = 90_000_000;

    /// <summary>Writes a network, replacing the file as a whole.</summary>
    /// <exception cref="InputException">The parts do not fit each other, a number is too large for double precision, or the file cannot be written.</exception>
    public static void Write(ThresholdNetwork network, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        network.Validate();
        var metadata = new Dictionary<string, string>
        {
            ["kind"] = Kind,
            ["format_version"] = FormatVersion,
            ["output_bits"] = network.OutputBits.ToString(CultureInfo.InvariantCulture),
            ["initial_state"] = network.InitialState.ToString(CultureInfo.InvariantCulture),
            ["threshold"] = ThresholdNetwork.Threshold.ToString(),
        };
        var (m, n, k) = (network.InputBits, network.HiddenUnits, network.StateBits);
        var tensors = new List<TensorSource>();
        Add("input_weights", network.InputWeights.Cast<Rational>(), n, m);
        Add("state_to_hidden", network.StateToHidden.Cast<Rational>(), n, k);
        Add("hidden_bias", network.HiddenBias, n);
        Add("hidden_to_state", network.HiddenToState.Cast<Rational>(), k, n);
        Add("state_to_state", network.StateToState.Cast<Rational>(), k, k);
        Add("state_bias", network.StateBias, k);
        if (network.FirstStateBias is { } first) Add("first_state_bias", first, k);
        if (metadata.Values.Sum(text => (long)text.Length) > MostCharacters)
            throw new InputException($"The fractions of {n} hidden units and {k} state bits are longer than the header of a safetensors file can be; export to another format.");
        SafetensorsWriter.Write(path, tensors, metadata);

        void Add(string name, IEnumerable<Rational> values, params ReadOnlySpan<long> shape)
        {
            var exact = values.ToArray();
            var nearest = Array.ConvertAll(exact, ExactFractions.ToDouble);
            var texts = Array.ConvertAll(exact, value => value.ToString());
            for (var i = 0; i < exact.Length; i++)
            {
                if (texts[i].Length > ExactFractions.MostCharacters || !double.IsFinite(nearest[i]))
                    throw new InputException($"Element {i} of {name} is a fraction of {texts[i].Length} characters, too large for double precision or longer than {ExactFractions.MostCharacters} characters; export to another format.");
            }
            tensors.Add(TensorSource.Of(name, nearest, shape));
            metadata[name] = string.Join(' ', texts);
        }
    }

    /// <summary>Reads a network that <see cref="Write"/> wrote, exactly.</summary>
    /// <exception cref="InputException">The file is missing, damaged, of another kind, or contradicts itself.</exception>
    public static ThresholdNetwork Read(string path)
    {
        using var file = SafetensorsFile.Open(path);
        var kind = file.Metadata.GetValueOrDefault("kind");
        if (kind != Kind) throw new InputException($"{path} is {(kind is null ? "a safetensors file without a kind" : $"of the kind '{kind}'")}, not a {Kind}; give a file that was exported from one.");
        var version = file.Metadata.GetValueOrDefault("format_version");
        if (version != FormatVersion) throw new InputException($"{path} has format version {version ?? "none"}, this program reads {FormatVersion}; use the program that wrote it.");
        if (file.Metadata.GetValueOrDefault("threshold") != ThresholdNetwork.Threshold.ToString()) throw new InputException($"{path}: the metadata 'threshold' is not {ThresholdNetwork.Threshold}; export the network again.");
        var (n, k) = (file.Require("hidden_bias", ElementType.Float64, -1).Shape[0], file.Require("state_bias", ElementType.Float64, -1).Shape[0]);
        var m = file.Require("input_weights", ElementType.Float64, n, -1).Shape[1];
        foreach (var name in file.Tensors.Keys)
        {
            if (name is not ("input_weights" or "state_to_hidden" or "hidden_bias" or "hidden_to_state" or "state_to_state" or "state_bias" or "first_state_bias"))
                throw new InputException($"{path}: a {Kind} has no tensor '{name}'; export the network again.");
        }
        var network = new ThresholdNetwork
        {
            InputWeights = Matrix(file, "input_weights", n, m),
            StateToHidden = Matrix(file, "state_to_hidden", n, k),
            HiddenBias = Values(file, "hidden_bias", n),
            HiddenToState = Matrix(file, "hidden_to_state", k, n),
            StateToState = Matrix(file, "state_to_state", k, k),
            StateBias = Values(file, "state_bias", k),
            FirstStateBias = file.Tensors.ContainsKey("first_state_bias") ? Values(file, "first_state_bias", k) : null,
            InitialState = Number(file, "initial_state"),
            OutputBits = (int)Math.Min(Number(file, "output_bits"), int.MaxValue),
        };
        try
        {
            network.Validate();
        }
        catch (InputException error)
        {
            throw new InputException($"{path}: {error.Message}", error);
        }
        return network;
    }

    private static Rational[,] Matrix(SafetensorsFile file, string name, long rows, long columns)
    {
        // A tensor without elements may claim any other size.
        if (rows > MostUnits || columns > MostUnits) throw new InputException($"{file.Path}: tensor '{name}' has the shape [{rows}, {columns}], more than a network has; export the network again.");
        var values = Values(file, name, rows, columns);
        var matrix = new Rational[rows, columns];
        for (var i = 0; i < values.Length; i++) matrix[i / (int)columns, i % (int)columns] = values[i];
        return matrix;
    }

    private static Rational[] Values(SafetensorsFile file, string name, params ReadOnlySpan<long> shape)
    {
        var numbers = file.Read<double>(file.Require(name, ElementType.Float64, shape));
        if (!file.Metadata.TryGetValue(name, out var text)) throw new InputException($"{file.Path} has no exact fractions of '{name}' in its metadata; export the network again.");
        var values = new Rational[numbers.Length];
        var at = 0;
        foreach (var range in text.AsSpan().Split(' '))
        {
            var part = text.AsSpan(range);
            if (numbers.IsEmpty && text.Length == 0) break;
            if (at == values.Length) throw new InputException($"{file.Path}: '{name}' has more fractions in the metadata than the tensor's {values.Length} elements; export the network again.");
            if (!ExactFractions.TryParse(part, out values[at])) throw new InputException($"{file.Path}: fraction {at} of '{name}' in the metadata is no fraction in lowest terms; export the network again.");
            if (BitConverter.DoubleToInt64Bits(ExactFractions.ToDouble(values[at])) != BitConverter.DoubleToInt64Bits(numbers[at]))
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{file.Path}: element {at} of '{name}' is {numbers[at]} in the tensor and {values[at]} in the metadata; change both or export the network again."));
            at++;
        }
        if (at < values.Length) throw new InputException($"{file.Path}: '{name}' has {at} fractions in the metadata for {values.Length} elements; export the network again.");
        return values;
    }

    private static ulong Number(SafetensorsFile file, string key) =>
        ulong.TryParse(file.Metadata.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value : throw new InputException($"{file.Path}: the metadata '{key}' is missing or no whole number; export the network again.");
}
