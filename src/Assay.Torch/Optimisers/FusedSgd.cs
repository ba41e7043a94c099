using System.Text.Json;
using Assay.Torch.Optimisers.Internals;
using TorchSharp.Modules;

namespace Assay.Torch.Optimisers;

/// <summary>Stochastic gradient descent, with momentum (Polyak 1964; Sutskever et al. 2013) and an L2 penalty where asked for.</summary>
public sealed class FusedSgd : Optimiser
{
    private readonly SgdOptions _options;

    /// <summary>Prepares to optimise all parameters that require a gradient.</summary>
    /// <param name="parameters">Parameters with their names, as <c>named_parameters()</c> gives them.</param>
    /// <param name="options">How to step.</param>
    /// <exception cref="ArgumentException">An option is out of its range, no parameter requires a gradient, or their types differ or are neither single nor double precision.</exception>
    public FusedSgd(IEnumerable<(string name, Parameter parameter)> parameters, SgdOptions options) : base(parameters, options.LearningRate, options.Momentum > 0 ? 1 : 0)
    {
        options.Validate();
        _options = options;
    }

    /// <inheritdoc/>
    public override string Describe() => $"sgd {JsonSerializer.Serialize(_options)}";

    private protected override IUpdateRule Rule(double gradientScale) => IsSingle
        ? new SgdRule<float>(Clip<float>(gradientScale, _options.WeightDecay), _options.Momentum, _options.Nesterov)
        : new SgdRule<double>(Clip<double>(gradientScale, _options.WeightDecay), _options.Momentum, _options.Nesterov);

    private protected override (double StepSize, double SecondScale) Coefficients(long steps) => (LearningRate, 1);
}
