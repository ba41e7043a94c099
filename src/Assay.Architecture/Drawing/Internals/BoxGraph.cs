using Assay.Architecture.Costs.Internals;
using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;

namespace Assay.Architecture.Drawing.Internals;

/// <summary>Boxes and the edges between them, before anything has a place.</summary>
internal sealed class BoxGraph
{
    private const double CharacterWidth = 6.7;
    private const double LineHeight = 15;
    private const double Margin = 14;
    private const int LongestLine = 42;

    public List<LayoutBox> Boxes { get; } = [];

    /// <summary>Edges with the shape that flows along them.</summary>
    public List<(int From, int To, string Label)> Edges { get; } = [];

    public static BoxGraph Of(Graph graph, IReadOnlyDictionary<GraphNode, double> weights, bool fold)
    {
        var result = new BoxGraph();
        var constant = ConstantExpressions.Of(graph);
        var largest = 0.0;
        var groups = new List<List<GraphNode>>();
        var groupOf = new Dictionary<GraphTensor, int>();
        foreach (var input in graph.Inputs)
        {
            groupOf[input] = groups.Count;
            groups.Add([]);
        }
        foreach (var node in graph.Nodes)
        {
            if (node.Outputs.Count == 0 || node.Outputs.All(constant.Contains)) continue;
            GraphTensor[] inputs = [.. node.Inputs.Concat(node.Captures).OfType<GraphTensor>().Where(input => !constant.Contains(input)).Distinct()];
            var joined = fold && inputs is [var only] && Follows(node) && only.Consumers.Count == 1 && !graph.Outputs.Contains(only) && groups[groupOf[only]].Count > 0;
            var group = joined ? groupOf[inputs[0]] : groups.Count;
            if (!joined) groups.Add([]);
            groups[group].Add(node);
            foreach (var output in node.Outputs) groupOf[output] = group;
        }
        var totals = groups.Select(group => group.Sum(node => weights.GetValueOrDefault(node))).ToArray();
        foreach (var total in totals) largest = Math.Max(largest, total);
        for (var i = 0; i < groups.Count; i++)
            result.Boxes.Add(groups[i].Count == 0 ? Sized([], [graph.Inputs[i].Name, graph.Inputs[i].Shape?.ToString() ?? "?"], $"input {graph.Inputs[i]}", 0) : Box(groups[i], graph, largest > 0 ? totals[i] / largest : 0));
        var seen = new HashSet<(int, int)>();
        foreach (var node in graph.Nodes)
            foreach (var input in node.Inputs.Concat(node.Captures).OfType<GraphTensor>())
                if (node.Outputs.Count > 0 && groupOf.TryGetValue(node.Outputs[0], out var to) && groupOf.TryGetValue(input, out var from) && from != to && seen.Add((from, to)))
                    result.Edges.Add((from, to, input.Shape?.ToString().Replace('x', '×') ?? "?"));
        return result;
    }

    // What works on single elements or channels of the result before it.
    private static bool Follows(GraphNode node) =>
        OperatorCatalog.CategoryOf(node) is OperatorCategory.Normalization or OperatorCategory.Activation || node.Operator is "Dropout" or "Flatten" or "Identity" or "Cast" or "Softmax";

    private static LayoutBox Box(List<GraphNode> group, Graph graph, double weight)
    {
        var lines = new List<string> { Detail(group[0]) };
        if (group.Count > 1) lines.Add(string.Join(" · ", group.Skip(1).Select(Short)));
        lines.Add(group[0].Label);
        var output = group[^1].Outputs[0];
        if (graph.Outputs.Contains(output)) lines.Add($"output {output.Shape?.ToString().Replace('x', '×') ?? "?"}");
        return Sized(group, lines, string.Join("; ", group.Select(node => $"{node.Operator} {node.Label} → {node.Outputs[0].Shape?.ToString() ?? "?"}")), weight);
    }

    private static string Detail(GraphNode node)
    {
        var shape = node.Input(1)?.Shape;
        var kernel = node.GetInts("kernel_shape") ?? (node.Operator is "Conv" or "ConvTranspose" && shape is { Rank: > 2 } ? [.. shape.Skip(2).Select(size => size.TryGetValue(out var value) ? value : 0)] : null);
        var strides = node.GetInts("strides");
        var step = strides is null || strides.All(stride => stride == 1) ? "" : strides.Distinct().Count() == 1 ? $" /{strides[0]}" : $" /{string.Join('×', strides)}";
        var channels = node.Operator is "Conv" or "ConvTranspose" or "Gemm" or "MatMul" && node.Outputs[0].Shape is { Rank: > 1 } output ? $" → {output[1]}" : "";
        return kernel is null ? $"{Short(node)}{channels}" : $"{Short(node)} {string.Join('×', kernel)}{step}{channels}";
    }

    private static string Short(GraphNode node) => node.Operator switch
    {
        "BatchNormalization" => "BatchNorm",
        "GlobalAveragePool" => "GlobalAvgPool",
        "AveragePool" => "AvgPool",
        "LRN" => "LocalNorm",
        "Gemm" => "Dense",
        var name => name,
    };

    private static LayoutBox Sized(List<GraphNode> nodes, List<string> lines, string tooltip, double weight)
    {
        for (var i = 0; i < lines.Count; i++) lines[i] = Printable(lines[i]);
        return new(nodes, lines, tooltip, weight) { Width = Math.Max(70, lines.Max(line => line.Length) * CharacterWidth + Margin), Height = lines.Count * LineHeight + Margin - 4 };
    }

    // Names from files can be long and hold anything; the end tells more than the beginning.
    private static string Printable(string text)
    {
        var clean = string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '·' : c));
        return clean.Length <= LongestLine ? clean : "…" + clean[^(LongestLine - 1)..];
    }
}
