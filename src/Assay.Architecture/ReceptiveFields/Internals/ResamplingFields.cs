using Assay.Architecture.Graphs;
using Assay.Architecture.Shapes.Internals;

namespace Assay.Architecture.ReceptiveFields.Internals;

/// <summary>Resize and Upsample: unit p reads around place a·p + b of its input.</summary>
internal static class ResamplingFields
{
    public static void Register(FieldRegistry registry) => registry.Add(Resize, "Resize", "Upsample");

    private static void Resize(FieldContext context)
    {
        var (input, output) = (context.Shape(0), context.Output);
        var axes = context.Node.GetInts("axes")?.Select(axis => context.Reader.Axis(axis, input.Rank)).ToArray() ?? [.. Enumerable.Range(0, input.Rank)];
        var sampling = Sampling.Of(context.Node, context.Opset);
        var ratios = Ratios(context, input, axes);
        foreach (var axis in axes)
            if (ratios(axis, output) != new Rational(1)) context.MarkResized(axis);
        context.Set(0, context.WithWhole(context.MapAxes(0, (state, axis) =>
        {
            if (!axes.Contains(axis)) return state;
            if (ratios(axis, output) is not { } ratio) return state.Unknown($"{context.Node} resizes by a ratio that depends on the input's size or has a long period; give the input's size as a number");
            if (sampling is null) return state.Unknown($"{context.Node} reads places of its own ('{context.Node.GetString("coordinate_transformation_mode")}')");
            if (sampling.Place(ratio, input[axis], output[axis]) is not { } place) return state.Unknown($"the places that {context.Node} reads depend on the input's size; give it as a number");
            return state.After(sampling.Step(place.Factor, place.Start), Dimension.Zero, context.Node);
        }), 0));
    }

    // Units of the input for one of the result, by axis; null where that is no fraction of small numbers.
    private static Func<int, TensorShape, Rational?> Ratios(FieldContext context, TensorShape input, int[] axes)
    {
        var late = context.Node.Operator == "Resize" && context.Opset >= 11;
        var bySize = late && context.Reader.Has(3) && !(context.Reader.Shape(3) is { Rank: 1 } count && count[0] == Dimension.Zero);
        if (bySize)
        {
            var policy = context.Node.GetString("keep_aspect_ratio_policy", "stretch");
            var sizes = context.Reader.Sizes(3);
            if (policy == "stretch") return (axis, output) => Ratio(input[axis], output[axis]);
            // One ratio for all axes: of the size that is asked for, not of the rounded one that comes out.
            var asked = axes.Select((axis, i) => sizes?[i] is { } size ? Ratio(input[axis], size) : null).ToArray();
            Rational? common = Array.Exists(asked, ratio => ratio is null) ? null : policy == "not_smaller" ? asked.Min() : asked.Max();
            return (_, _) => common;
        }
        var scales = Scales(context, late);
        return (axis, _) => scales is not null && Array.IndexOf(axes, axis) is var place and >= 0 && place < scales.Length && scales[place] is { } scale && Fraction.Of(scale) is { } fraction
            ? new Rational(fraction.Denominator, fraction.Numerator)
            : null;
    }

    private static double?[]? Scales(FieldContext context, bool late)
    {
        if (context.Node.Attributes.GetValueOrDefault("scales") is float[] given) return [.. given.Select(scale => (double?)scale)];
        if (context.Node.Attributes.ContainsKey("height_scale")) return [1, 1, context.Node.GetFloat("height_scale", 1), context.Node.GetFloat("width_scale", 1)];
        return context.Reader.Known(late ? 2 : 1)?.Select(scale => scale.Constant).ToArray();
    }

    private static Rational? Ratio(Dimension input, Dimension output)
    {
        const int LargestSymbolic = 64;
        if (input.TryGetValue(out var before) && output.TryGetValue(out var after)) return after == 0 ? null : new Rational(before, after);
        for (var times = 1; times <= LargestSymbolic; times++)
        {
            if (output == input * times) return new Rational(1, times);
            if (input == output * times) return new Rational(times);
        }
        return null;
    }
}
