using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Assay.Torch.Probes.Internals;

/// <summary>Reads one parameter around a step.</summary>
internal sealed class ParameterProbe(string name, Parameter parameter)
{
    private const long MostElements = 4096;

    private readonly long _elements = parameter.NumberOfElements;
    private double[] _before = [];
    private double _weightNorm, _gradientNorm;

    public bool HasGradient { get; private set; }

    public void Begin()
    {
        var gradient = parameter.grad;
        HasGradient = gradient is not null;
        if (gradient is null) return;
        _weightNorm = parameter.norm().ToDouble();
        _gradientNorm = gradient.norm().ToDouble();
        _before = Sample();
    }

    public void Forget() => HasGradient = false;

    public ParameterReading Finish()
    {
        var after = Sample();
        var (moved, length) = (0.0, 0.0);
        for (var i = 0; i < after.Length; i++)
        {
            moved += (after[i] - _before[i]) * (after[i] - _before[i]);
            length += _before[i] * _before[i];
        }
        return new ParameterReading
        {
            Name = name,
            Elements = _elements,
            IsMatrix = parameter.dim() >= 2,
            WeightNorm = _weightNorm,
            GradientNorm = _gradientNorm,
            UpdateRatio = length > 0 ? Math.Sqrt(moved / length) : 0,
        };
    }

    // Every so manieth weight: the first ones alone would all be of one unit.
    private double[] Sample()
    {
        var stride = Math.Max(1, _elements / MostElements);
        var count = Math.Min(MostElements, _elements / stride);
        var view = parameter.detach().as_strided([count], [stride]);
        return view.to(ScalarType.Float64).data<double>().ToArray();
    }
}
