using System.Text.Json;
using Assay.Torch.Optimisers.Internals;
using TorchSharp.Modules;

namespace Assay.Torch.Optimisers;

/// <summary>
/// Adam (Kingma and Ba 2015, algorithm 1), and AdamW (Loshchilov and Hutter 2019) with <see cref="AdamOptions.DecoupledWeightDecay"/>.
/// Two states of the size of the weights; 28 bytes of memory traffic for each weight of single precision.
/// </summary>
public sealed class FusedAdam : Optimiser
{
    private readonly AdamOptions _options;

    /// <summary>Prepares to optimise all parameters that require a gradient.</summary>
    /// <param name="parameters">Parameters with their names, as <c>named_parameters()</c> gives them.</param>
    /// <param name="options">How to step.</param>
    /// <exception cref="ArgumentException">An option is out of its range, no parameter requires a gradient, or their types differ or are neither single nor double precision.</exception>
    public FusedAdam(IEnumerable<(string name, Parameter parameter)> parameters, AdamOptions options) : base(parameters, options.LearningRate, 2)
    {
        options.Validate();
        _options = options;
    }

    /// <inheritdoc/>
    public override string Describe() => $"adam {JsonSerializer.Serialize(_options)}";

    private protected override IUpdateRule Rule(double gradientScale) => IsSingle ? Rule<float>(gradientScale) : Rule<double>(gradientScale);

    // The corrections of the start bias (section 3) go into the step and into the scale of the root.
    private protected override (double StepSize, double SecondScale) Coefficients(long steps) =>
        (LearningRate / (1 - Math.Pow(_options.FirstDecay, steps)), 1 / Math.Sqrt(1 - Math.Pow(_options.SecondDecay, steps)));

    private AdamRule<T> Rule<T>(double gradientScale) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var penalty = _options.DecoupledWeightDecay ? 0 : _options.WeightDecay;
        var keep = _options.DecoupledWeightDecay ? 1 - LearningRate * _options.WeightDecay : 1;
        return new AdamRule<T>(Clip<T>(gradientScale, penalty), _options.FirstDecay, _options.SecondDecay, _options.Epsilon, keep);
    }
}
