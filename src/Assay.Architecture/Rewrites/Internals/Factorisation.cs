using System.Globalization;
using Assay.Architecture.Graphs;

namespace Assay.Architecture.Rewrites.Internals;

/// <summary>Replaces one convolution by two that see as much of the image.</summary>
internal static class Factorisation
{
    // Kernel, stride and padding of one of the two; padding null where the size decides.
    private sealed record Part(long[] Kernel, long[] Stride, long[]? Pads);

    public static (Replacement? Replacement, string? Reason) Try(GraphEdit edit, GraphNode node, RewriteRule rule, RewriteOptions options)
    {
        var (facts, reason) = ConvolutionFacts.Of(node);
        if (facts is null || !Fits(facts, rule)) return (null, reason);
        if (facts.Type is not (TensorType.Float32 or TensorType.Float16)) return (null, $"its weights are {facts.Type}; only single and half precision can be drawn anew");
        var middle = options.MiddleChannels ?? facts.OutputChannels;
        if (middle % facts.Groups != 0) return (null, $"{middle} channels between the convolutions cannot be split in {facts.Groups} groups");
        if (Parts(facts, rule, options.StrideFirst) is not { } parts) return (null, "with the stride first its padding is too small to keep the output's size; put the stride last");
        Build(edit, facts, parts, middle, options.Activation);
        return (Describe(facts, rule, parts, middle, options.StrideFirst), null);
    }

    private static bool Fits(ConvolutionFacts facts, RewriteRule rule) => rule switch
    {
        RewriteRule.TwoThreeByThree => facts.Kernel is [5, 5],
        RewriteRule.TwoTwoByTwo => facts.Kernel is [3, 3],
        _ => facts.Kernel is [> 1, > 1],
    };

    private static (Part First, Part Second)? Parts(ConvolutionFacts facts, RewriteRule rule, bool strideFirst)
    {
        var pads = facts.Pads;
        if (rule == RewriteRule.Asymmetric)
            return (new([1, facts.Kernel[1]], [1, facts.Stride[1]], pads is null ? null : [0, pads[1], 0, pads[3]]), new([facts.Kernel[0], 1], [facts.Stride[0], 1], pads is null ? null : [pads[0], 0, pads[2], 0]));
        var size = rule == RewriteRule.TwoThreeByThree ? 3 : 2;
        long[] kernel = [size, size];
        long[] one = [1, 1];
        if (!strideFirst || facts.Stride is [1, 1])
        {
            if (pads is null) return (new(kernel, one, null), new(kernel, facts.Stride, null));
            // Both together pad as much as the one did. Even kernels pad before in the first and after in the second.
            long[] first = size == 3 ? [.. pads.Select(pad => pad / 2)] : [pads[0], pads[1], 0, 0];
            return (new(kernel, one, first), new(kernel, facts.Stride, [.. pads.Zip(first, (all, part) => all - part)]));
        }
        if (pads is null) return (new(kernel, facts.Stride, null), new(kernel, one, null));
        // The second convolution keeps the coarse grid's size; what it pads is missing from the first.
        var (top, left) = (size == 3 ? 1 : 0, size == 3 ? 1 : 0);
        long[] second = [top, left, 1, 1];
        long[] rest = size == 3
            ? [pads[0] - facts.Dilation[0], pads[1] - facts.Dilation[1], pads[2] - facts.Dilation[0], pads[3] - facts.Dilation[1]]
            : [pads[0], pads[1], pads[2] - facts.Dilation[0], pads[3] - facts.Dilation[1]];
        return rest.Any(pad => pad < 0) ? null : (new(kernel, facts.Stride, rest), new(kernel, one, second));
    }

    private static void Build(GraphEdit edit, ConvolutionFacts facts, (Part First, Part Second) parts, long middle, bool activation)
    {
        var node = facts.Node;
        var name = node.Label;
        var net = edit.Net;
        // With the stride first the second convolution works on the coarse grid, where a dilation would be as much wider.
        var coarse = parts.First.Stride is not [1, 1] && parts.First.Kernel is not [1, _];
        var x = net.Node("Conv", Inputs(edit, facts, edit.Copy(node.Inputs[0]!), $"{name}_1", middle, facts.InputChannels, parts.First), Attributes(facts, parts.First, facts.Dilation), $"{name}_1");
        if (activation)
        {
            if (node.Outputs[0].Consumers is [{ Operator: "BatchNormalization" } normalization] && normalization.Inputs[0] == node.Outputs[0]) x = Normalized(net, x, normalization, $"{name}_1/bn", middle, facts.Type);
            x = net.Node("Relu", [x], null, $"{name}_1/relu");
        }
        edit.Replace(node.Outputs[0], node.Name, "Conv", Inputs(edit, facts, x, $"{name}_2", facts.OutputChannels, middle, parts.Second), Attributes(facts, parts.Second, coarse ? [1, 1] : facts.Dilation));
    }

    private static List<GraphTensor?> Inputs(GraphEdit edit, ConvolutionFacts facts, GraphTensor x, string name, long outputs, long inputs, Part part)
    {
        var fanIn = inputs / facts.Groups * part.Kernel[0] * part.Kernel[1];
        var weights = edit.Net.Weight($"{name}.weight", facts.Type, TensorShape.Of(outputs, inputs / facts.Groups, part.Kernel[0], part.Kernel[1]), Math.Sqrt(2.0 / fanIn));
        List<GraphTensor?> all = [x, weights];
        if (facts.HasBias) all.Add(edit.Net.Constant($"{name}.bias", TensorConstant.Fill(facts.Type, TensorShape.Of(outputs), 0)));
        return all;
    }

    private static Dictionary<string, object> Attributes(ConvolutionFacts facts, Part part, long[] dilation)
    {
        var attributes = new Dictionary<string, object> { ["kernel_shape"] = part.Kernel, ["strides"] = part.Stride, ["dilations"] = new[] { part.Kernel[0] == 1 ? 1 : dilation[0], part.Kernel[1] == 1 ? 1 : dilation[1] }, ["group"] = facts.Groups };
        if (part.Pads is null) attributes["auto_pad"] = facts.Node.GetString("auto_pad");
        else attributes["pads"] = part.Pads;
        return attributes;
    }

    private static GraphTensor Normalized(GraphBuilder net, GraphTensor x, GraphNode like, string name, long channels, TensorType type)
    {
        var shape = TensorShape.Of(channels);
        List<GraphTensor?> inputs = [x];
        foreach (var (part, value) in new[] { ("scale", 1.0), ("bias", 0.0), ("running_mean", 0.0), ("running_var", 1.0) }) inputs.Add(net.Constant($"{name}.{part}", TensorConstant.Fill(type, shape, value)));
        return net.Node("BatchNormalization", inputs, like.Attributes, name);
    }

    // MACs of the two by those of the one, the input's size being a multiple of the stride s (CLAIMS 1 to 3 of the documentation):
    // each convolution costs k_h·k_w·C_in·C_out for each element of its output.
    private static Replacement Describe(ConvolutionFacts facts, RewriteRule rule, (Part First, Part Second) parts, long middle, bool strideFirst)
    {
        var (input, output) = (facts.InputChannels, facts.OutputChannels);
        double one = facts.Kernel[0] * facts.Kernel[1] * (double)input * output;
        // Elements of the middle image for each of the output's.
        var finer = (double)(facts.Stride[0] * facts.Stride[1]) / (parts.First.Stride[0] * parts.First.Stride[1]);
        var first = parts.First.Kernel[0] * parts.First.Kernel[1] * (double)input * middle * finer;
        var second = parts.Second.Kernel[0] * parts.Second.Kernel[1] * (double)middle * output;
        var ratio = (first + second) / one;
        var s = facts.Stride[0];
        var formula = rule switch
        {
            RewriteRule.Asymmetric when facts.Kernel[0] == facts.Kernel[1] && facts.Stride[0] == facts.Stride[1] => $"C_mid·(s·C_in + C_out)/(n·C_in·C_out) = {middle}·({s}·{input} + {output})/({facts.Kernel[0]}·{input}·{output})",
            RewriteRule.Asymmetric => $"({parts.First.Kernel[1]}·{input}·{middle}·{finer:0.###} + {parts.Second.Kernel[0]}·{middle}·{output})/({facts.Kernel[0]}·{facts.Kernel[1]}·{input}·{output})",
            _ when strideFirst || facts.Stride is [1, 1] => $"{Squares(parts)}·C_mid·(C_in + C_out)/({Square(facts)}·C_in·C_out) = {Squares(parts)}·{middle}·({input} + {output})/({Square(facts)}·{input}·{output})",
            _ => $"{Squares(parts)}·C_mid·(s²·C_in + C_out)/({Square(facts)}·C_in·C_out) = {Squares(parts)}·{middle}·({s}²·{input} + {output})/({Square(facts)}·{input}·{output})",
        };
        var stride = facts.Stride is [1, 1] ? "" : $"/{s}";
        var what = $"{Kernel(facts.Kernel)}{stride} {input}→{output} to {Kernel(parts.First.Kernel)}{Stride(parts.First)} {input}→{middle}, {Kernel(parts.Second.Kernel)}{Stride(parts.Second)} {middle}→{output}";
        return new(facts.Node.Label, what, ratio, string.Create(CultureInfo.InvariantCulture, $"{formula} = {ratio:0.###}"));

        static long Squares((Part First, Part Second) parts) => parts.First.Kernel[0] * parts.First.Kernel[1];
        static long Square(ConvolutionFacts facts) => facts.Kernel[0] * facts.Kernel[1];
        static string Kernel(long[] kernel) => $"{kernel[0]}x{kernel[1]}";
        static string Stride(Part part) => part.Stride is [1, 1] ? "" : part.Stride[0] == part.Stride[1] ? $"/{part.Stride[0]}" : $"/{part.Stride[0]}x{part.Stride[1]}";
    }
}
