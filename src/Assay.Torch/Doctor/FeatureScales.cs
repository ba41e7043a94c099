using Assay.Torch.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Torch.Doctor;

/// <summary>How large the inputs of a network are, feature by feature.</summary>
public sealed record FeatureScales
{
    private const long MostSamples = 256;

    /// <summary>Number of features.</summary>
    public required int Features { get; init; }

    /// <summary>Features that are the same for every sample.</summary>
    public required int Constant { get; init; }

    /// <summary>Median over the other features of the root mean square.</summary>
    public required double Median { get; init; }

    /// <summary>The largest root mean square.</summary>
    public required double Largest { get; init; }

    /// <summary>Median over features of |mean| / standard deviation: how far values lie from zero.</summary>
    public required double Offset { get; init; }

    /// <summary>Values that are no finite numbers.</summary>
    public required long NonFinite { get; init; }

    /// <summary>Measures inputs.</summary>
    /// <param name="inputs">[samples, …]; all but the first dimension are features.</param>
    public static FeatureScales Of(Tensor inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        LibTorch.Load();
        if (inputs.dim() < 2 || inputs.NumberOfElements == 0) throw new ArgumentException("Inputs need the shape [samples, features].", nameof(inputs));
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var all = inputs.reshape(inputs.shape[0], -1);
        var nonFinite = all.NumberOfElements - all.isfinite().sum().item<long>();
        // A few hundred samples tell the size of a feature.
        var some = all.shape[0] <= MostSamples ? all : all.index_select(0, arange(MostSamples, ScalarType.Float64).Times((double)all.shape[0] / MostSamples).to(ScalarType.Int64));
        var flat = some.to(ScalarType.Float64);
        var clean = nonFinite == 0 ? flat : where(flat.isfinite(), flat, zeros_like(flat));
        var means = clean.mean([0]).data<double>().ToArray();
        var squares = clean.square().mean([0]).data<double>().ToArray();
        var (roots, offsets) = (new List<double>(), new List<double>());
        for (var feature = 0; feature < means.Length; feature++)
        {
            var variance = squares[feature] - means[feature] * means[feature];
            if (variance <= 1e-12 * squares[feature]) continue;
            roots.Add(Math.Sqrt(squares[feature]));
            offsets.Add(Math.Abs(means[feature]) / Math.Sqrt(variance));
        }
        return new FeatureScales
        {
            Features = means.Length,
            Constant = means.Length - roots.Count,
            Median = Middle(roots),
            Largest = roots.Count == 0 ? 0 : roots.Max(),
            Offset = Middle(offsets),
            NonFinite = nonFinite,
        };
    }

    private static double Middle(List<double> values) => values.Count == 0 ? 0 : values.Order().ElementAt(values.Count / 2);
}
