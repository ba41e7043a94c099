using System.Collections.Immutable;
using Assay.Torch.Doctor.Internals;

namespace Assay.Torch.Doctor;

/// <summary>
/// What is wrong with a training, causes before what they bring about.
/// <code>
/// foreach (var finding in Diagnosis.Of(chart)) Console.WriteLine($"{finding.Statement} {finding.Mend}");
/// </code>
/// </summary>
public static class Diagnosis
{
    /// <summary>Judges a chart.</summary>
    /// <param name="chart">What is known.</param>
    /// <returns>Findings, causes first; empty for a sound training.</returns>
    public static ImmutableArray<Finding> Of(Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        var found = new List<Finding>();
        foreach (var rule in ChartRules.InOrder)
        {
            if (rule.Judge(chart, found) is { } finding) found.Add(finding);
        }
        return [.. chart.Facts.Findings, .. found];
    }
}
