using Google.OrTools.Sat;

namespace Assay.Threshold.Synthesis.Internals;

/// <summary>A bit of a code: a literal of the model, or a known value where the literal is null.</summary>
internal readonly record struct CodeBit(BoolVar? Literal, bool Value = false)
{
    public static implicit operator CodeBit(bool value) => new(null, value);
}
