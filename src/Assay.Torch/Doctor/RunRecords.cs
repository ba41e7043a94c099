using System.Collections.Immutable;
using Assay.Core.Errors;
using Assay.Core.Runs;
using Assay.Torch.Training;

namespace Assay.Torch.Doctor;

/// <summary>
/// What the files of a run say of its training, without the data: findings.json, and the course of the losses in metrics.jsonl.
/// <code>
/// foreach (var finding in RunRecords.Findings(RunDirectory.Open("runs/first"))) …
/// </code>
/// </summary>
public static class RunRecords
{
    private const string Validation = "validation_";

    /// <summary>Findings of a run.</summary>
    /// <param name="run">The run.</param>
    /// <returns>Those made while it trained, then those that only its losses show.</returns>
    /// <exception cref="InputException">A file is damaged.</exception>
    public static ImmutableArray<Finding> Findings(RunDirectory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var path = Path.Combine(run.Path, FindingsFile.Name);
        var found = File.Exists(path) ? FindingsFile.Read(path) : [];
        return [.. found, .. Diagnosis.Of(Chart(run)).Where(one => found.All(finding => finding.Name != one.Name))];
    }

    /// <summary>The course of a run's losses and validations.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="InputException">metrics.jsonl is damaged.</exception>
    public static Chart Chart(RunDirectory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var entries = File.Exists(run.MetricsPath) ? MetricsLog.Read(run.MetricsPath) : [];
        var losses = entries.Where(entry => entry.Values.ContainsKey("loss")).Select(entry => entry.Values["loss"]).ToImmutableArray();
        var name = entries.SelectMany(entry => entry.Values.Keys).FirstOrDefault(key => key.StartsWith(Validation, StringComparison.Ordinal));
        return new Chart
        {
            Facts = new TaskFacts { ValidationIsLoss = name is not null && name[Validation.Length..] is "loss" or "mse" },
            Steps = entries.Count == 0 ? 0 : entries[^1].Step,
            Losses = losses,
            Validations = name is null ? [] : [.. entries.Where(entry => entry.Values.ContainsKey(name)).Select(entry => new ValidationPoint(entry.Step, entry.Values[name]))],
            Diverged = losses.Any(loss => !double.IsFinite(loss)),
        };
    }
}
