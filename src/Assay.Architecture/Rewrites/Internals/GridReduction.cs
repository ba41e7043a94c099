using Assay.Architecture.Graphs;
using Assay.Core.Errors;

namespace Assay.Architecture.Rewrites.Internals;

/// <summary>
/// Replaces a convolution of stride 1 and a pooling of stride 2, in either order, or a convolution of stride 2 and a pooling side by side, by
/// another of these three. Normalisation and activation go with the convolution.
/// </summary>
internal static class GridReduction
{
    // What was found: the pieces, and the tensors between which they stand.
    private sealed record Found(GraphTensor Input, GraphTensor Output, ConvolutionFacts Convolution, IReadOnlyList<GraphNode> Behind, GraphNode Pool, RewriteRule Form, IReadOnlyList<GraphNode> Nodes, long Channels);

    public static (Replacement? Replacement, string? Reason) Try(GraphEdit edit, GraphNode node, RewriteRule rule)
    {
        if ((PoolThenConvolution(node) ?? ConvolutionThenPool(node) ?? SideBySide(node)) is not { } found) return (null, null);
        if (found.Form == rule) return (null, $"it is a {Name(rule)} reduction already");
        var convolution = found.Convolution;
        if (convolution.Type is not (TensorType.Float32 or TensorType.Float16)) return (null, $"its weights are {convolution.Type}; only single and half precision can be drawn anew");
        if (rule == RewriteRule.Parallel && found.Channels <= convolution.InputChannels)
            return (null, $"side by side the pooling keeps all {convolution.InputChannels} channels and leaves none of {found.Channels} for the convolution");
        if (rule == RewriteRule.Parallel && (found.Channels - convolution.InputChannels) % convolution.Groups != 0) return (null, $"the remaining channels cannot be split in {convolution.Groups} groups");
        if (found.Output.Shape is not { } output) return (null, "the shape of its result is not known");
        if (Trial(found, rule, output) is { } problem) return (null, problem);
        foreach (var part in found.Nodes) edit.Consume(part);
        Emit(edit, found, rule);
        var ratio = MultiplyAdds(found, rule) / MultiplyAdds(found, found.Form);
        return (new(node.Label, $"{Name(found.Form)} to {Name(rule)}, {convolution.InputChannels}→{found.Channels}", ratio, ""), null);
    }

    private static string Name(RewriteRule rule) => rule switch { RewriteRule.PoolFirst => "pool-first", RewriteRule.InceptionFirst => "inception-first", _ => "parallel" };

    private static Found? PoolThenConvolution(GraphNode node)
    {
        if (!IsPool(node) || Only(node.Outputs[0]) is not { } next || ConvolutionFacts.Of(next).Facts is not { Stride: [1, 1] } facts) return null;
        var behind = Behind(next);
        var output = behind.Count > 0 ? behind[^1].Outputs[0] : next.Outputs[0];
        return new(node.Inputs[0]!, output, facts, behind, node, RewriteRule.PoolFirst, [node, next, .. behind], facts.OutputChannels);
    }

    private static Found? ConvolutionThenPool(GraphNode node)
    {
        if (ConvolutionFacts.Of(node).Facts is not { Stride: [1, 1] } facts) return null;
        var behind = Behind(node);
        var last = behind.Count > 0 ? behind[^1].Outputs[0] : node.Outputs[0];
        if (Only(last) is not { } pool || !IsPool(pool)) return null;
        return new(node.Inputs[0]!, pool.Outputs[0], facts, behind, pool, RewriteRule.InceptionFirst, [node, .. behind, pool], facts.OutputChannels);
    }

    // The first of the two branches in the graph's order stands for both.
    private static Found? SideBySide(GraphNode node)
    {
        if (node.Inputs.Count == 0 || node.Inputs[0] is not { } input) return null;
        var siblings = input.Consumers;
        if (siblings.Count != 2 || siblings[0] != node || siblings.FirstOrDefault(IsPool) is not { } pool) return null;
        var other = siblings[0] == pool ? siblings[1] : siblings[0];
        if (ConvolutionFacts.Of(other).Facts is not { Stride: [2, 2] } facts) return null;
        var behind = Behind(other);
        var last = behind.Count > 0 ? behind[^1].Outputs[0] : other.Outputs[0];
        if (Only(last) is not { Operator: "Concat" } join || Only(pool.Outputs[0]) != join || join.Inputs.Count != 2) return null;
        return new(input, join.Outputs[0], facts, behind, pool, RewriteRule.Parallel, [other, .. behind, pool, join], facts.OutputChannels + facts.InputChannels);
    }

    private static bool IsPool(GraphNode node) => node.Operator is "MaxPool" or "AveragePool" && node.Outputs.Count == 1 && node.GetInts("strides") is [2, 2];

    private static GraphNode? Only(GraphTensor tensor) => tensor.Consumers is [var only] ? only : null;

    private static List<GraphNode> Behind(GraphNode convolution)
    {
        var behind = new List<GraphNode>();
        var last = convolution.Outputs[0];
        while (Only(last) is { } next && (next.Operator == "BatchNormalization" && behind.Count == 0 || next.Operator is "Relu" or "LeakyRelu" && behind.All(node => node.Operator == "BatchNormalization")) && next.Inputs[0] == last)
        {
            behind.Add(next);
            last = next.Outputs[0];
        }
        return behind;
    }

    // Built once apart, so that a size that does not come out is a reason and not a broken network.
    private static string? Trial(Found found, RewriteRule rule, TensorShape output)
    {
        try
        {
            var net = new GraphBuilder("trial");
            var last = Chain(net, net.Input("x", found.Convolution.Type, found.Input.Shape), found, rule);
            return last.Shape!.Equals(output) ? null : $"the result would be {last.Shape} instead of {output}";
        }
        catch (InputException error)
        {
            return $"it does not fit there ({error.Message})";
        }
    }

    private static void Emit(GraphEdit edit, Found found, RewriteRule rule)
    {
        using (edit.Net.Scope(edit.Net.Unique($"{found.Convolution.Node.Label}_{Name(rule)}")))
        {
            var last = Chain(edit.Net, edit.Copy(found.Input), found, rule);
            edit.Replace(found.Output, "", "Identity", [last], new Dictionary<string, object>());
        }
    }

    private static GraphTensor Chain(GraphBuilder net, GraphTensor x, Found found, RewriteRule rule) => rule switch
    {
        RewriteRule.PoolFirst => Convolved(net, Pooled(net, x, found), found, found.Channels, 1),
        RewriteRule.InceptionFirst => Pooled(net, Convolved(net, x, found, found.Channels, 1), found),
        _ => net.Concat([Convolved(net, x, found, found.Channels - found.Convolution.InputChannels, 2), Pooled(net, x, found)]),
    };

    private static GraphTensor Pooled(GraphBuilder net, GraphTensor x, Found found) => net.Node(found.Pool.Operator, [x], found.Pool.Attributes, "pool");

    private static GraphTensor Convolved(GraphBuilder net, GraphTensor x, Found found, long channels, int stride)
    {
        var facts = found.Convolution;
        var attributes = facts.Node.Attributes.Where(pair => pair.Key is not ("strides" or "kernel_shape")).ToDictionary();
        attributes["strides"] = new long[] { stride, stride };
        attributes["kernel_shape"] = facts.Kernel;
        if (stride == 2)
        {
            // Side by side both must give the same size: the convolution takes the pooling's window.
            attributes.Remove("auto_pad");
            attributes.Remove("pads");
            attributes["kernel_shape"] = found.Pool.GetInts("kernel_shape")!.ToArray();
            if (found.Pool.GetInts("pads") is { } pads) attributes["pads"] = pads.ToArray();
            if (found.Pool.GetString("auto_pad") is { Length: > 0 } automatic) attributes["auto_pad"] = automatic;
        }
        // From a convolution of stride 2 one of stride 1 that keeps the size.
        else if (facts.Stride is [2, 2]) attributes["pads"] = new[] { (facts.Kernel[0] - 1) / 2, (facts.Kernel[1] - 1) / 2, facts.Kernel[0] / 2, facts.Kernel[1] / 2 };
        var kernel = (long[])attributes["kernel_shape"];
        var weights = net.Weight("conv.weight", facts.Type, TensorShape.Of(channels, facts.InputChannels / facts.Groups, kernel[0], kernel[1]), Math.Sqrt(2.0 * facts.Groups / (facts.InputChannels * kernel[0] * kernel[1])));
        List<GraphTensor?> inputs = [x, weights];
        if (facts.HasBias) inputs.Add(net.Constant("conv.bias", TensorConstant.Fill(facts.Type, TensorShape.Of(channels), 0)));
        x = net.Node("Conv", inputs, attributes, "conv");
        foreach (var node in found.Behind)
        {
            List<GraphTensor?> more = [x];
            if (node.Operator == "BatchNormalization")
                foreach (var (part, value) in new[] { ("scale", 1.0), ("bias", 0.0), ("running_mean", 0.0), ("running_var", 1.0) }) more.Add(net.Constant($"bn.{part}", TensorConstant.Fill(facts.Type, TensorShape.Of(channels), value)));
            x = net.Node(node.Operator, more, node.Attributes, node.Operator.ToLowerInvariant());
        }
        return x;
    }

    private static double MultiplyAdds(Found found, RewriteRule rule)
    {
        var net = new GraphBuilder("count");
        net.Output(Chain(net, net.Input("x", found.Convolution.Type, found.Input.Shape), found, rule));
        return Math.Max(1, Costs.CostAnalysis.Of(net.Build()).Macs.Substitute(_ => 224).Offset);
    }
}
