using Assay.Torch.Doctor.Internals.Rules;

namespace Assay.Torch.Doctor.Internals;

/// <summary>All rules, causes before what they bring about: what comes first in a diagnosis is what to mend first.</summary>
internal static class ChartRules
{
    public static IReadOnlyList<IChartRule> InOrder { get; } =
    [
        new NonFiniteInputs(), new TargetRange(), new UnscaledInputs(), new ClassImbalance(), new ExplodingGradients(), new LearningRateTooHigh(), new DeadUnits(), new SaturatedUnits(),
        new Collapse(), new VanishingGradients(), new LearningRateTooLow(), new NoBetterThanConstant(), new TrainTestGap(),
    ];
}
