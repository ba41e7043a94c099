namespace Assay.Torch.Doctor.Internals.Rules;

/// <summary>Inputs far from the size of one: steps that suit one feature are too long or too short for another, and first layers saturate.</summary>
internal sealed class UnscaledInputs : IChartRule
{
    private const double LargeScale = 30;
    private const double SmallScale = 0.01;
    private const double LargeSpread = 100;
    private const double LargeOffset = 20;

    public Finding? Judge(Chart chart, IReadOnlyList<Finding> found)
    {
        if (chart.Facts.Inputs is not { } inputs || inputs.Largest == 0) return null;
        var spread = inputs.Largest / inputs.Median;
        var what =
            inputs.Median > LargeScale ? Statement.Of($"Inputs have a typical size of {inputs.Median:G3}, where about 1 is expected")
            : inputs.Median < SmallScale ? Statement.Of($"Inputs have a typical size of {inputs.Median:G3}, where about 1 is expected")
            : spread > LargeSpread ? Statement.Of($"The largest of {inputs.Features} inputs has a size of {inputs.Largest:G3}, {spread:G3} times the typical one")
            : inputs.Offset > LargeOffset ? Statement.Of($"Inputs lie {inputs.Offset:G3} of their standard deviations away from zero")
            : null;
        if (what is null) return null;
        return new Finding(
            "unscaled-inputs", FindingSeverity.Warning, what + ".",
            "Centre each input and divide it by its standard deviation, both taken from the training samples.",
            [("median_scale", inputs.Median), ("largest_scale", inputs.Largest), ("offset", inputs.Offset)]);
    }
}
