using Assay.Architecture.Graphs;

namespace Assay.Architecture.ReceptiveFields.Internals;

/// <summary>How resizing places its units over the input, and which elements around a place it reads.</summary>
internal sealed record Sampling(string Coordinates, string Mode, string Rounding, bool Widens)
{
    /// <summary>Null for coordinates that come from the data.</summary>
    public static Sampling? Of(GraphNode node, long opset)
    {
        var mode = node.GetString("mode", "nearest");
        if (mode == "bilinear") mode = "linear";
        // Before version 11 places are p/scale, and the nearest element is the one before, or after where the image gets smaller.
        if (node.Operator == "Upsample" || opset < 11) return new("asymmetric", mode, "simple", false);
        var coordinates = node.GetString("coordinate_transformation_mode", "half_pixel");
        return coordinates == "tf_crop_and_resize" ? null : new(coordinates, mode, node.GetString("nearest_mode", "round_prefer_floor"), node.GetInt("antialias") != 0);
    }

    /// <summary>Place a·p + b of unit p, for <paramref name="ratio"/> elements to a unit; null where it depends on a symbolic size.</summary>
    public (Rational Factor, Rational Start)? Place(Rational ratio, Dimension before, Dimension after)
    {
        var half = new Rational(1, 2);
        var numbers = before.TryGetValue(out var input) & after.TryGetValue(out var output);
        switch (Coordinates)
        {
            case "asymmetric":
                return (ratio, 0);
            case "align_corners":
                if (before == after) return (1, 0);
                return !numbers ? null : output == 1 ? (0, 0) : (new Rational(input - 1, output - 1), 0);
            case "tf_half_pixel_for_nn":
                return (ratio, ratio * half);
            case "pytorch_half_pixel" when numbers && output == 1:
                return (0, 0);
            case "half_pixel_symmetric":
                // The image is centred where the scaled size is not whole.
                var scaled = numbers ? new Rational(output) * ratio / input : ratio.Numerator == 1 || ratio == 1 ? new Rational(1) : (Rational?)null;
                if (scaled is not { } adjustment) return null;
                var offset = numbers ? new Rational(input) * half * (new Rational(1) - adjustment) : 0;
                return (ratio, offset + ratio * half - half);
            default:
                return (ratio, ratio * half - half);
        }
    }

    /// <summary>The elements that are read; null where the pattern repeats too late.</summary>
    public AxisStep? Step(Rational factor, Rational start)
    {
        if (factor.Denominator > PeriodicField.PeriodLimit) return null;
        var phases = new Progression[factor.Denominator];
        for (var phase = 0; phase < phases.Length; phase++) phases[phase] = Read(factor * phase + start, factor);
        return new(phases, factor.Numerator);
    }

    private Progression Read(Rational place, Rational factor)
    {
        if (Mode == "nearest") return new(Nearest(place, factor), 1, 1);
        // Linear weights reach 1 element to each side and cubic ones 2, or as many units where they are widened; at the ends they are 0.
        var reach = new Rational(Mode == "cubic" ? 2 : 1);
        if (Widens && factor > 1) reach *= factor;
        else if (place.IsWhole) return new(place.Floor(), 1, 1);
        var first = (place - reach).Floor() + 1;
        return new(first, 1, (place + reach).Ceiling() - first);
    }

    private long Nearest(Rational place, Rational factor) => Rounding switch
    {
        "floor" => place.Floor(),
        "ceil" => place.Ceiling(),
        "simple" => factor > 1 ? place.Ceiling() : place.Floor(),
        "round_prefer_ceil" => (place + new Rational(1, 2)).Floor(),
        _ => (place - new Rational(1, 2)).Ceiling(),
    };
}
