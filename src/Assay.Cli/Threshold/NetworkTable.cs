using System.Text.Json;
using Assay.Cli.Output;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;

namespace Assay.Cli.Threshold;

/// <summary>Shows a network: a row for each unit, a column for each of its numbers.</summary>
internal static class NetworkTable
{
    private const int MostRows = 60, MostColumns = 16;

    public static void Show(CommandConsole console, ThresholdNetwork network, string title)
    {
        var (m, n, k) = (network.InputBits, network.HiddenUnits, network.StateBits);
        if (n + k > MostRows || Math.Max(m, n) + k > MostColumns)
        {
            console.Line($"{title}: {m} inputs, {n} hidden units and {k} state bits, too many for a table; --out keeps them, --json prints them.");
            return;
        }
        if (n > 0)
        {
            var hidden = new ResultTable(["unit", .. Columns("x", m), .. Columns("s", k), ">bias"]) { Title = $"{title}: hidden units, on where the sum of what is on exceeds 1" };
            for (var u = 0; u < n; u++) hidden.Add([$"h{u + 1}", .. Row(network.InputWeights, u), .. Row(network.StateToHidden, u), Text(network.HiddenBias[u])]);
            console.Show(hidden);
        }
        var first = network.FirstStateBias;
        var state = new ResultTable(["unit", .. Columns("h", n), .. Columns("s", k), ">bias", .. first is null ? Array.Empty<string>() : [">first bias"], ">before"]) { Title = n > 0 ? "state bits; s is the state of the step before" : $"{title}: state bits; s is the state of the step before" };
        for (var j = 0; j < k; j++)
        {
            state.Add([
                j < network.OutputBits ? $"y{j + 1}" : $"s{j + 1}", .. Row(network.HiddenToState, j), .. Row(network.StateToState, j), Text(network.StateBias[j]),
                .. first is null ? Array.Empty<string>() : [Text(first[j])], $"{network.InitialState >> j & 1}"]);
        }
        console.Show(state);
    }

    public static void Write(Utf8JsonWriter json, string name, ThresholdNetwork network)
    {
        json.WriteStartObject(name);
        Matrix(json, "W", network.InputWeights);
        Matrix(json, "U", network.StateToHidden);
        Vector(json, "b", network.HiddenBias);
        Matrix(json, "V", network.HiddenToState);
        Matrix(json, "R", network.StateToState);
        Vector(json, "c", network.StateBias);
        if (network.FirstStateBias is { } first) Vector(json, "c0", first);
        json.WriteString("initial_state", ThresholdInput.Bits(network.InitialState, network.StateBits));
        json.WriteEndObject();
    }

    /// <summary>A fraction as a number, with its exact form beside it.</summary>
    public static void WriteFraction(this Utf8JsonWriter json, string name, Rational? value)
    {
        if (value is not { } number)
        {
            json.WriteNull(name);
            json.WriteNull($"{name}_exact");
            return;
        }
        json.WriteNumber(name, ToDouble(number));
        json.WriteString($"{name}_exact", number.ToString());
    }

    public static double ToDouble(Rational value) => (double)value.Numerator / (double)value.Denominator;

    private static IEnumerable<string> Columns(string name, int count) => Enumerable.Range(1, count).Select(i => $">{name}{i}");

    private static IEnumerable<string> Row(Rational[,] matrix, int row) => Enumerable.Range(0, matrix.GetLength(1)).Select(column => Text(matrix[row, column]));

    private static string Text(Rational value) => value.ToString();

    private static void Matrix(Utf8JsonWriter json, string name, Rational[,] matrix)
    {
        json.WriteStartArray(name);
        for (var i = 0; i < matrix.GetLength(0); i++)
        {
            json.WriteStartArray();
            for (var j = 0; j < matrix.GetLength(1); j++) Value(json, matrix[i, j]);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static void Vector(Utf8JsonWriter json, string name, Rational[] vector)
    {
        json.WriteStartArray(name);
        foreach (var value in vector) Value(json, value);
        json.WriteEndArray();
    }

    // As in a network file: whole numbers as numbers, fractions as text, so that nothing is rounded.
    private static void Value(Utf8JsonWriter json, Rational value)
    {
        if (value.Denominator.IsOne && long.TryParse(value.ToString(), out var whole)) json.WriteNumberValue(whole);
        else json.WriteStringValue(value.ToString());
    }
}
