namespace Assay.Threshold.Synthesis;

/// <summary>One question to the solver.</summary>
/// <param name="HiddenUnits">Hidden units n that were allowed.</param>
/// <param name="StateBits">State bits k.</param>
/// <param name="WeightBound">Bound B of the weights.</param>
/// <param name="SeveralCodes">Whether a state of the machine could have several codes (the complete question), or one (which is faster).</param>
/// <param name="Found">True: there is a network. False: there is none. Null: no answer in time.</param>
/// <param name="Seconds">Time that it took.</param>
public sealed record SynthesisAttempt(int HiddenUnits, int StateBits, int WeightBound, bool SeveralCodes, bool? Found, double Seconds);
