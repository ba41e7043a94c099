namespace Assay.Torch.Doctor.Internals.Rules;

/// <summary>Inputs that are no numbers make every weight that they touch none.</summary>
internal sealed class NonFiniteInputs : IChartRule
{
    public Finding? Judge(Chart chart, IReadOnlyList<Finding> found)
    {
        if (chart.Facts.Inputs is not { NonFinite: > 0 } inputs) return null;
        return new Finding(
            "non-finite-inputs", FindingSeverity.Fault,
            Statement.Of($"{inputs.NonFinite:N0} values of the training inputs are infinite or not numbers."),
            "Remove these samples or fill the gaps before training.",
            [("non_finite", inputs.NonFinite)]);
    }
}
