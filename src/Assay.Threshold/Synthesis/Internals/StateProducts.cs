using Google.OrTools.Sat;

namespace Assay.Threshold.Synthesis.Internals;

/// <summary>Weight times bit for the unknown bits of one state's code, by (unit, bit).</summary>
internal sealed class StateProducts : Dictionary<(int Unit, int Bit), IntVar>;
