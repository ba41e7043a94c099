namespace Assay.Threshold.Explanations;

/// <summary>What a unit does, and what its parameters must satisfy for it.</summary>
/// <param name="Name">"hidden unit 1", "state bit 1".</param>
/// <param name="Duty">When it is on, in words.</param>
/// <param name="Needs">The inequalities that force all others, over all of its parameters.</param>
/// <param name="Given">The same with the weights of the layer below at the network's values, for the parameters that are left.</param>
/// <param name="Intervals">Which values each of the parameters left can have at all under <paramref name="Given"/>.</param>
/// <param name="Fixed">The weights that <paramref name="Given"/> takes as given, with their values.</param>
public sealed record UnitExplanation(
    string Name, string Duty, IReadOnlyList<Inequality> Needs, IReadOnlyList<Inequality> Given, IReadOnlyList<ParameterInterval> Intervals, IReadOnlyList<string> Fixed);
