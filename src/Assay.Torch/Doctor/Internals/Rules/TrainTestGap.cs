namespace Assay.Torch.Doctor.Internals.Rules;

/// <summary>A loss on other samples that is far above that of training and has begun to rise.</summary>
internal sealed class TrainTestGap : IChartRule
{
    private const double LargeRatio = 2;
    private const double LargeShare = 0.2;  // of the constant predictor's loss
    private const double Risen = 1.1;

    public Finding? Judge(Chart chart, IReadOnlyList<Finding> found)
    {
        if (!chart.Facts.ValidationIsLoss || chart.Validations.Length < 2 || chart.Losses.IsEmpty) return null;
        var (last, best) = (chart.Validations[^1].Value, chart.Validations.MinBy(point => point.Value));
        var constant = chart.Facts.ConstantLoss ?? best.Value;
        if (!(last > LargeRatio * chart.LastLoss) || !(last - chart.LastLoss > LargeShare * constant) || !(last > Risen * best.Value)) return null;
        return new Finding(
            "train-test-gap", FindingSeverity.Warning,
            Statement.Of($"The loss on other samples, {last:G4}, is {last / chart.LastLoss:0.#} times that of training, {chart.LastLoss:G4}, and was {best.Value:G4} at step {best.Step}: the network remembers its training samples."),
            "Stop at the best validation; add weight decay, noise or dropout, or take a smaller network or more samples.",
            [("validation_loss", last), ("training_loss", chart.LastLoss), ("best_validation_loss", best.Value)]);
    }
}
