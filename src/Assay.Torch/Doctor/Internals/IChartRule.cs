namespace Assay.Torch.Doctor.Internals;

/// <summary>One thing that can be wrong.</summary>
internal interface IChartRule
{
    /// <summary>Judges.</summary>
    /// <param name="chart">What is known.</param>
    /// <param name="found">What was found before, by rules on causes.</param>
    /// <returns>The finding; null where there is none.</returns>
    Finding? Judge(Chart chart, IReadOnlyList<Finding> found);
}
