using Assay.Threshold.Numbers;

namespace Assay.Threshold.Parameters;

/// <summary>One number of a network.</summary>
/// <param name="Name">Its name, counted from one: W[1,2] is the weight of the second input of the first hidden unit.</param>
/// <param name="Unit">The unit that it belongs to: hidden units from 0, state units after them.</param>
/// <param name="IsBias">Whether it acts in every step, and not only when an input is on.</param>
/// <param name="Value">Its value.</param>
public sealed record NetworkParameter(string Name, int Unit, bool IsBias, Rational Value);
