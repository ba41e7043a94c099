using Assay.Threshold.Numbers;
using Assay.Threshold.Parameters;

namespace Assay.Threshold.Tolerances.Internals;

/// <summary>What a unit is to do in a situation, after all that was chosen before.</summary>
/// <param name="Before">The choices before; null at the root.</param>
/// <param name="Situation">The situation.</param>
/// <param name="Fires">What the unit is to do in it.</param>
/// <param name="Cost">A perturbation below this cannot bring it about.</param>
/// <param name="IsExact">Whether a perturbation barely above <paramref name="Cost"/> can.</param>
internal sealed record Choice(Choice? Before, UnitSituation Situation, bool Fires, Rational Cost, bool IsExact)
{
    /// <summary>This choice and those before, the last first.</summary>
    public IEnumerable<Choice> All()
    {
        for (var choice = this; choice.Before is not null; choice = choice.Before) yield return choice;
    }

    /// <summary>The choices that concern one unit.</summary>
    public IEnumerable<Choice> Of(int unit) => All().Where(choice => choice.Situation.Unit == unit);
}
