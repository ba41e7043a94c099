namespace Assay.Threshold.Parameters;

/// <summary>A unit in a situation: which of its numbers act, as a mask over the unit's own, the first lowest.</summary>
/// <param name="Unit">The unit: hidden units from 0, state units after them.</param>
/// <param name="Active">The mask.</param>
public readonly record struct UnitSituation(int Unit, ulong Active);
