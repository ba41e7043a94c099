using Assay.Torch.Layers;
using static TorchSharp.torch;

namespace Assay.Torch.Probes.Internals;

/// <summary>Statistics of what a layer gave, [batch, features] or [batch, channels, …] or [batch, time, features].</summary>
internal readonly record struct ActivationSummary(int Units, int Samples, double Mean, double Deviation, double Minimum, double Maximum, double SaturatedShare, double DeadShare, double Variation)
{
    private const int LeastSamples = 16;
    private const long MostValues = 1 << 19;    // a reading stays within milliseconds
    private const double SlopeShare = 0.05;     // of the largest slope

    public static ActivationSummary Of(Tensor output, ActivationKind kind)
    {
        using var scope = NewDisposeScope();
        var samples = (int)Math.Min(output.shape[0], Math.Max(LeastSamples, MostValues / (output.NumberOfElements / output.shape[0])));
        var shape = output.shape;
        // Features lie last, but for images, whose channels come second.
        var images = shape.Length >= 4;
        var units = (int)(images ? shape[1] : shape[^1]);
        var inner = images ? (int)shape[2..].Aggregate(1L, (product, length) => product * length) : 1;
        var outer = (int)(output.NumberOfElements / shape[0] / units / inner);
        var values = output.detach().narrow(0, 0, samples).to(ScalarType.Float32).contiguous().data<float>().ToArray();
        return Of(values, samples, outer, units, inner, kind);
    }

    /// <param name="values">[samples, outer, units, inner].</param>
    /// <param name="samples">Samples.</param>
    /// <param name="outer">Places before the units.</param>
    /// <param name="units">Units.</param>
    /// <param name="inner">Places after the units.</param>
    /// <param name="kind">What the layer does.</param>
    private static ActivationSummary Of(ReadOnlySpan<float> values, int samples, int outer, int units, int inner, ActivationKind kind)
    {
        // A unit at a place is compared over samples; a unit is dead when it is zero at all places.
        var places = outer * units * inner;
        var (sums, squares) = (new double[places], new double[places]);
        var alive = new bool[units];
        var (low, high, saturated) = (double.PositiveInfinity, double.NegativeInfinity, 0L);
        for (var sample = 0; sample < samples; sample++)
        {
            var row = values.Slice(sample * places, places);
            for (var place = 0; place < places; place++)
            {
                double value = row[place];
                sums[place] += value;
                squares[place] += value * value;
                if (value < low) low = value;
                if (value > high) high = value;
                if (value != 0) alive[place / inner % units] = true;
                if (IsSaturated(value, kind)) saturated++;
            }
        }
        var (sum, square, within) = (0.0, 0.0, 0.0);
        for (var place = 0; place < places; place++)
        {
            sum += sums[place];
            square += squares[place];
            within += Math.Max(0, squares[place] / samples - sums[place] / samples * (sums[place] / samples));
        }
        var all = (double)samples * places;
        var (mean, meanSquare) = (sum / all, square / all);
        return new ActivationSummary(
            units, samples, mean, Math.Sqrt(Math.Max(0, meanSquare - mean * mean)), low, high, saturated / all,
            kind == ActivationKind.Relu ? alive.Count(unit => !unit) / (double)units : 0,
            meanSquare > 0 ? Math.Sqrt(within / places / meanSquare) : 0);
    }

    public LayerReading Reading(string name, ActivationKind kind, bool isOutput) => new()
    {
        Name = name,
        Kind = kind,
        IsOutput = isOutput,
        Units = Units,
        Samples = Samples,
        Mean = Mean,
        Deviation = Deviation,
        Minimum = Minimum,
        Maximum = Maximum,
        SaturatedShare = SaturatedShare,
        DeadShare = DeadShare,
        Variation = Variation,
    };

    private static bool IsSaturated(double value, ActivationKind kind) => kind switch
    {
        ActivationKind.Sigmoid => value * (1 - value) < SlopeShare / 4,
        ActivationKind.Tanh => 1 - value * value < SlopeShare,
        _ => false,
    };
}
