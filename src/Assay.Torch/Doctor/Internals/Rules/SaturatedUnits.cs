namespace Assay.Torch.Doctor.Internals.Rules;

/// <summary>Sigmoids and tanh that sit at their bounds, where their slope is next to nothing.</summary>
internal sealed class SaturatedUnits : IChartRule
{
    private const double LargeShare = 0.5;
    private const double NearlyAll = 0.8;

    public Finding? Judge(Chart chart, IReadOnlyList<Finding> found)
    {
        if (chart.Last is not { } reading) return null;
        var saturated = reading.Layers.Where(layer => !layer.IsOutput && layer.SaturatedShare >= LargeShare).ToList();
        if (saturated.Count == 0) return null;
        var worst = saturated.MaxBy(layer => layer.SaturatedShare)!;
        return new Finding(
            "saturated-units", worst.SaturatedShare >= NearlyAll ? FindingSeverity.Fault : FindingSeverity.Warning,
            Statement.Of($"{100 * worst.SaturatedShare:0} % of what layer '{worst.Name}' gives lies where its slope is below a twentieth of the largest{(saturated.Count > 1 ? Statement.Of($", and most of {saturated.Count - 1} other layers") : "")}: gradients pass it twenty times weaker at best."),
            "Draw weights of variance 1/inputs, scale the inputs, and lower the learning rate if the share grew while training.",
            [("saturated_share", worst.SaturatedShare), ("layers", saturated.Count)]);
    }
}
