namespace Assay.Core.Claims;

/// <summary>What the computed evidence says of a textbook statement.</summary>
public enum ClaimVerdict
{
    /// <summary>The statement is true as put.</summary>
    Holds,

    /// <summary>The statement is true under conditions that it leaves out.</summary>
    HoldsOnlyIf,

    /// <summary>The statement is false.</summary>
    False,
}
