using Assay.Torch.Layers;

namespace Assay.Torch.Doctor.Internals.Rules;

/// <summary>Targets that the output cannot reach: no network comes closer than the distance between the two.</summary>
internal sealed class TargetRange : IChartRule
{
    private const double FloorShare = 0.02; // of the constant predictor's loss

    public Finding? Judge(Chart chart, IReadOnlyList<Finding> found)
    {
        if (chart.Facts.Targets.IsEmpty || chart.Last?.Layers.LastOrDefault() is not { } output || Range(output.Kind) is not { } range) return null;
        return Judge(chart.Facts.Targets.AsSpan(), output.Kind, range, chart.Facts.ConstantLoss);
    }

    private static Finding? Judge(ReadOnlySpan<float> targets, ActivationKind kind, (double Low, double High) range, double? constantLoss)
    {
        var (floor, outside, low, high, sum, squares) = (0.0, 0L, double.PositiveInfinity, double.NegativeInfinity, 0.0, 0.0);
        foreach (double target in targets)
        {
            (low, high) = (Math.Min(low, target), Math.Max(high, target));
            (sum, squares) = (sum + target, squares + target * target);
            var distance = target < range.Low ? range.Low - target : target > range.High ? target - range.High : 0;
            if (distance > 0) outside++;
            floor += distance * distance;
        }
        floor /= targets.Length;
        var constant = constantLoss ?? squares / targets.Length - sum / targets.Length * (sum / targets.Length);
        if (!(floor > FloorShare * constant)) return null;
        var bounds = double.IsPositiveInfinity(range.High) ? "is never negative" : Statement.Of($"lies between {range.Low:0} and {range.High:0}");
        return new Finding(
            "target-range", FindingSeverity.Fault,
            Statement.Of($"A {Word(kind)} output {bounds}, and {100.0 * outside / targets.Length:0.#} % of the targets do not ({low:G3} to {high:G3}): no network can have a loss below {floor:G4}; the best constant has {constant:G4}."),
            double.IsPositiveInfinity(range.High) ? "Take a linear output." : Statement.Of($"Scale the targets to {range.Low:0} to {range.High:0}, or take a linear output."),
            [("floor", floor), ("share_outside", (double)outside / targets.Length), ("constant_loss", constant)]);
    }

    private static (double, double)? Range(ActivationKind kind) => kind switch
    {
        ActivationKind.Sigmoid or ActivationKind.Softmax => (0, 1),
        ActivationKind.Tanh => (-1, 1),
        ActivationKind.Relu => (0, double.PositiveInfinity),
        _ => null,
    };

    private static string Word(ActivationKind kind) => kind switch
    {
        ActivationKind.Relu => "rectified",
        ActivationKind.Tanh => "tanh",
        ActivationKind.Softmax => "softmax",
        _ => "sigmoid",
    };
}
