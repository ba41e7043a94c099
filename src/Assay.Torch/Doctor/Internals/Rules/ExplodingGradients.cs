namespace Assay.Torch.Doctor.Internals.Rules;

/// <summary>Gradients so large, before the first step, that the smallest movement of the weights changes the loss by more than there is to learn.</summary>
internal sealed class ExplodingGradients : IChartRule
{
    private const double LargeChange = 1e4; // sound networks of a dozen to 80 million weights: 10 to 500

    public Finding? Judge(Chart chart, IReadOnlyList<Finding> found)
    {
        if (chart.BeganStuck || found.Any(finding => finding.Name is "unscaled-inputs" or "non-finite-inputs" or "target-range")) return null;
        if (chart.Facts.ConstantLoss is not { } constant || constant <= 0) return null;
        // Later readings may be of weights that long steps have thrown away.
        if (chart.Readings.IsEmpty) return null;
        var reading = chart.Readings[0];
        var weights = Math.Sqrt(reading.Parameters.Sum(parameter => parameter.WeightNorm * parameter.WeightNorm));
        // To first order, what a movement of the weights by their own length along the gradient does to the loss.
        var change = reading.GradientNorm * weights / constant;
        if (change <= LargeChange) return null;
        return new Finding(
            "exploding-gradients", FindingSeverity.Fault,
            Statement.Of($"At step {reading.Step} the gradients have a norm of {reading.GradientNorm:G3} with weights of {weights:G3}: moving the weights by {100 / change:G2} % of their length changes the loss by {constant:G3}, all that there is to learn."),
            "Draw weights of variance 1/inputs (2/inputs for rectified units), normalise layers, and clip the gradients' norm; in recurrent networks take gates or orthogonal weights.",
            [("gradient_norm", reading.GradientNorm), ("weight_norm", weights), ("relative_change", change)]);
    }
}
