using System.Text.Json;
using Assay.Threshold.Machines;
using Assay.Threshold.Numbers;
using Assay.Threshold.Specifications.Internals;

namespace Assay.Threshold.Networks.Internals;

/// <summary>A network's JSON: a unit with its weights and bias after another.</summary>
internal static class NetworkJson
{
    private const int MostUnits = 200_000;
    private const long MostWeights = 8_000_000;

    public static ThresholdNetwork Read(Json root)
    {
        root.Only("kind", "inputs", "outputs", "initialState", "hidden", "state");
        var inputs = Count(root.Required("inputs"), 0, MooreMachine.MostBits);
        var hidden = root.Required("hidden");
        var state = root.Required("state");
        var (n, k) = (hidden.Count, state.Count);
        if (n > MostUnits) throw hidden.Wrong($"has {n} units; up to {MostUnits} are possible");
        if (k is < 1 or > 62) throw state.Wrong($"has {k} bits; 1 to 62 are possible");
        if ((long)n * (inputs + 2 * k) > MostWeights) throw hidden.Wrong($"has {n} units with {inputs + 2 * k} weights each; up to {MostWeights} weights are possible");
        var outputs = root.Optional("outputs") is { } given ? Count(given, 1, Math.Min(k, MooreMachine.MostBits)) : 1;
        var initial = root.Optional("initialState") is { } bits ? Alphabet.Bits(bits, k) : 0;
        Rational[,] w = new Rational[n, inputs], u = new Rational[n, k], v = new Rational[k, n], r = new Rational[k, k];
        var (b, c, first) = (new Rational[n], new Rational[k], new Rational?[k]);
        var at = 0;
        foreach (var unit in hidden.Items())
        {
            unit.Only("inputs", "state", "bias");
            Row(unit, "inputs", w, at);
            Row(unit, "state", u, at);
            b[at++] = Number(unit.Required("bias"));
        }
        at = 0;
        foreach (var unit in state.Items())
        {
            unit.Only("hidden", "state", "bias", "firstBias");
            Row(unit, "hidden", v, at);
            Row(unit, "state", r, at);
            c[at] = Number(unit.Required("bias"));
            first[at++] = unit.Optional("firstBias") is { } special ? Number(special) : null;
        }
        return new()
        {
            InputWeights = w,
            StateToHidden = u,
            HiddenBias = b,
            HiddenToState = v,
            StateToState = r,
            StateBias = c,
            FirstStateBias = first.Any(bias => bias is not null) ? [.. first.Select((bias, j) => bias ?? c[j])] : null,
            InitialState = initial,
            OutputBits = outputs,
        };
    }

    public static void Write(Utf8JsonWriter json, ThresholdNetwork network)
    {
        var (n, k) = (network.HiddenUnits, network.StateBits);
        json.WriteStartObject();
        json.WriteString("kind", "network");
        json.WriteNumber("inputs", network.InputBits);
        json.WriteNumber("outputs", network.OutputBits);
        json.WriteString("initialState", Alphabet.Text(network.InitialState, k));
        json.WriteStartArray("hidden");
        for (var u = 0; u < n; u++)
        {
            json.WriteStartObject();
            Row(json, "inputs", network.InputWeights, u);
            Row(json, "state", network.StateToHidden, u);
            json.WritePropertyName("bias");
            Value(json, network.HiddenBias[u]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("state");
        for (var j = 0; j < k; j++)
        {
            json.WriteStartObject();
            Row(json, "hidden", network.HiddenToState, j);
            Row(json, "state", network.StateToState, j);
            json.WritePropertyName("bias");
            Value(json, network.StateBias[j]);
            if (network.FirstStateBias is { } first)
            {
                json.WritePropertyName("firstBias");
                Value(json, first[j]);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static int Count(Json value, int least, int most) => value.IsList ? value.Count >= least && value.Count <= most ? value.Count : throw value.Wrong($"has {value.Count} names; {least} to {most} are possible") : value.Number(least, most);

    private static void Row(Json unit, string property, Rational[,] matrix, int row)
    {
        var width = matrix.GetLength(1);
        if (unit.Optional(property) is not { } values) return; // no wires
        if (values.Count != width) throw values.Wrong($"has {values.Count} weights; this network's units take {width}");
        var column = 0;
        foreach (var value in values.Items()) matrix[row, column++] = Number(value);
    }

    private static Rational Number(Json value)
    {
        var text = value.IsText ? value.Text() : value.IsNumber ? value.Element.GetRawText() : "";
        return Rational.TryParse(text, out var number) ? number : throw value.Wrong($"is not a number such as 2, \"3/2\" or 0.25{(text.Length > 0 ? $", but '{Json.Shortened(text)}'" : "")}");
    }

    private static void Row(Utf8JsonWriter json, string name, Rational[,] matrix, int row)
    {
        json.WriteStartArray(name);
        for (var column = 0; column < matrix.GetLength(1); column++) Value(json, matrix[row, column]);
        json.WriteEndArray();
    }

    private static void Value(Utf8JsonWriter json, Rational value)
    {
        if (value.Denominator.IsOne) json.WriteRawValue(value.ToString());
        else json.WriteStringValue(value.ToString());
    }
}
