using Assay.Torch.Probes;

namespace Assay.Torch.Doctor.Internals.Rules;

/// <summary>Gradients that lose most of their size on the way to the first layers.</summary>
internal sealed class VanishingGradients : IChartRule
{
    private const double SmallShare = 1e-3;
    private const double NoBetter = 0.95;

    public Finding? Judge(Chart chart, IReadOnlyList<Finding> found)
    {
        if (chart.Last is not { } reading || !(chart.RecentLoss > NoBetter * (chart.Facts.ConstantLoss ?? chart.FirstLoss))) return null;
        if (found.Any(finding => finding.Name is "dead-units" or "saturated-units")) return null;
        ParameterReading[] matrices = [.. reading.Parameters.Where(parameter => parameter.IsMatrix && parameter.WeightNorm > 0)];
        if (matrices.Length < 3) return null;
        var (first, last) = (matrices[0], matrices[^1]);
        var share = first.RelativeGradient / last.RelativeGradient;
        if (!(share < SmallShare)) return null;
        return new Finding(
            "vanishing-gradients", FindingSeverity.Fault,
            Statement.Of($"Against its weights, the gradient of '{first.Name}' is {share:G2} of that of '{last.Name}' ({first.GradientNorm:G2} and {last.GradientNorm:G2}): the first layers hardly learn."),
            "Take units with a slope of one (leaky, SELU), weights of variance 1/inputs (2/inputs for rectified units), residual connections or normalised layers.",
            [("gradient_share", share), ("first_gradient", first.GradientNorm), ("last_gradient", last.GradientNorm)]);
    }
}
