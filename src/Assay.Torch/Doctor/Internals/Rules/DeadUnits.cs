namespace Assay.Torch.Doctor.Internals.Rules;

/// <summary>Rectified units that are zero for every sample: no gradient reaches them, so they stay so.</summary>
internal sealed class DeadUnits : IChartRule
{
    private const double LargeShare = 0.7; // a sound layer of eight units may have half of them dead
    private const double NearlyAll = 0.9;

    public Finding? Judge(Chart chart, IReadOnlyList<Finding> found)
    {
        if (chart.Last is not { } reading) return null;
        var dead = reading.Layers.Where(layer => layer is { IsOutput: false, Samples: >= 8 } && layer.DeadShare >= LargeShare).ToList();
        if (dead.Count == 0) return null;
        var worst = dead.MaxBy(layer => layer.DeadShare)!;
        return new Finding(
            "dead-units", worst.DeadShare >= NearlyAll ? FindingSeverity.Fault : FindingSeverity.Warning,
            Statement.Of($"{100 * worst.DeadShare:0} % of the {worst.Units} rectified units of layer '{worst.Name}' are zero for all {worst.Samples} samples looked at{(dead.Count > 1 ? Statement.Of($", and most of {dead.Count - 1} other layers") : "")}: no gradient reaches them."),
            "Begin anew with smaller steps, biases at zero and weights of variance 2/inputs, or take leaky units.",
            [("dead_share", worst.DeadShare), ("layers", dead.Count)]);
    }
}
