namespace Assay.Threshold.Running.Internals;

/// <summary>What is done with words, bit by bit.</summary>
internal enum OperationKind
{
    /// <summary>a.</summary>
    Copy,

    /// <summary>a ∧ b.</summary>
    And,

    /// <summary>a ∧ ¬b.</summary>
    AndNot,

    /// <summary>a ∨ b.</summary>
    Or,

    /// <summary>a ∨ ¬b.</summary>
    OrNot,

    /// <summary>a ⊕ b.</summary>
    Xor,

    /// <summary>b where a is set, else c.</summary>
    Choose,
}
