namespace Assay.Threshold.Specifications.Temporal.Internals;

/// <summary>What an operator says of its parts.</summary>
internal enum PropertyKind
{
    Constant,
    Input,
    Not,
    And,
    Or,
    Xor,
    Implies,
    Equivalent,
    Previously,
    Once,
    Always,
    Since,
    Within,
    Throughout,
}
