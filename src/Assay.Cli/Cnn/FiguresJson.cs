using System.Text.Json;
using Assay.Architecture.Bottlenecks;
using Assay.Architecture.Costs;
using Assay.Architecture.Graphs;
using Assay.Architecture.ReceptiveFields;
using Assay.Cli.Output;

namespace Assay.Cli.Cnn;

/// <summary>A network's figures as members of a JSON object. Formulas are strings.</summary>
internal static class FiguresJson
{
    public static void Write(Utf8JsonWriter json, NetworkFigures figures, bool layers)
    {
        var costs = figures.Costs;
        json.WriteString("model", figures.Model);
        WriteInputs(json, costs.Graph);
        json.WriteString("convention", Words.Convention(costs.Convention));
        json.WriteBoolean("at_least", costs.IsLowerBound);
        json.WriteNumber("parameters", costs.Parameters);
        json.WriteNumber("buffers", costs.Buffers);
        Write(json, "macs", costs.Macs);
        Write(json, "flops", costs.Flops);
        Write(json, "training_flops", costs.TrainingFlops);
        json.WriteNumber("weight_bytes", costs.WeightBytes);
        Write(json, "activation_bytes", costs.ActivationBytes);
        Write(json, "peak_activation_bytes", costs.PeakActivationBytes);
        json.WriteBoolean("peak_is_optimal", costs.IsPeakOptimal);
        Write(json, "traffic_bytes", costs.TrafficBytes);
        json.WriteFinite("arithmetic_intensity", Math.Round(costs.ArithmeticIntensity ?? double.NaN, 6));
        WriteField(json, figures.Fields);
        WriteCut(json, "bottleneck", figures.Bottlenecks.Minimum);
        WriteCut(json, "feature_bottleneck", figures.Bottlenecks.Features);
        json.WriteStartArray("findings");
        foreach (var finding in Words.Findings(figures)) json.WriteStringValue(finding);
        json.WriteEndArray();
        json.WriteStartArray("unknown_operators");
        foreach (var unknown in costs.UnknownOperators)
        {
            json.WriteStartObject();
            json.WriteString("op", unknown.Operator);
            json.WriteNumber("count", unknown.Count);
            json.WriteNumber("tensor_share", Math.Round(unknown.TensorShare, 6));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("uncounted_nodes", costs.UncountedNodes);
        if (layers) WriteLayers(json, costs, figures.Fields);
    }

    public static void Write(Utf8JsonWriter json, string name, Dimension value)
    {
        if (value.TryGetValue(out var number)) json.WriteNumber(name, number);
        else json.WriteString(name, value.ToString());
    }

    private static void WriteInputs(Utf8JsonWriter json, Graph graph)
    {
        if (graph.Inputs is [var only])
        {
            json.WriteString("input", only.Shape?.ToString());
            return;
        }
        json.WriteStartObject("input");
        foreach (var input in graph.Inputs) json.WriteString(input.Name, input.Shape?.ToString());
        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, ReceptiveFieldReport fields)
    {
        if (fields.Last is not { } last)
        {
            json.WriteNull("receptive_field");
            return;
        }
        json.WriteStartObject("receptive_field");
        json.WriteString("tensor", last.Tensor.Name);
        WriteAxes(json, last, "size", axis => axis.Size);
        WriteAxes(json, last, "stride", axis => axis.Stride?.ToDouble());
        WriteAxes(json, last, "padding", axis => axis.Padding);
        json.WriteBoolean("aligned", last.IsAligned);
        json.WriteBoolean("global", last.IsGlobal);
        json.WriteEndObject();
    }

    private static void WriteAxes(Utf8JsonWriter json, TensorField field, string name, Func<AxisField, double?> part)
    {
        json.WriteStartArray(name);
        foreach (var axis in field.Axes)
        {
            if (part(axis) is { } value) json.WriteNumberValue(value);
            else json.WriteNullValue();
        }
        json.WriteEndArray();
    }

    private static void WriteCut(Utf8JsonWriter json, string name, BottleneckCut? cut)
    {
        if (cut is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.WriteString("tensor", string.Join(" + ", cut.Tensors.Select(tensor => tensor.Name)));
        Write(json, "elements", cut.Elements);
        json.WriteEndObject();
    }

    private static void WriteLayers(Utf8JsonWriter json, CostReport costs, ReceptiveFieldReport fields)
    {
        json.WriteStartArray("layers");
        foreach (var layer in costs.Nodes)
        {
            json.WriteStartObject();
            json.WriteString("name", layer.Node.Label);
            json.WriteString("op", layer.Node.Operator);
            json.WriteString("output", layer.Node.Outputs.Count > 0 ? layer.Node.Outputs[0].Shape?.ToString() : null);
            json.WriteBoolean("counted", layer.IsCounted);
            json.WriteBoolean("training_only", layer.IsTrainingOnly);
            json.WriteNumber("parameters", layer.Parameters);
            json.WriteNumber("buffers", layer.Buffers);
            Write(json, "macs", layer.Macs);
            Write(json, "flops", layer.Flops);
            json.WriteNumber("weight_bytes", layer.WeightBytes);
            Write(json, "activation_bytes", layer.ActivationBytes);
            json.WriteFinite("arithmetic_intensity", Math.Round(layer.ArithmeticIntensity ?? double.NaN, 6));
            if (layer.Node.Outputs.Count > 0 && fields.Of(layer.Node.Outputs[0]) is { Axes.Count: > 0 } field) WriteAxes(json, field, "receptive_field", axis => axis.Size);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
