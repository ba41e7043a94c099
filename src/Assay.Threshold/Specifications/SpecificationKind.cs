namespace Assay.Threshold.Specifications;

/// <summary>How a specification is written.</summary>
public enum SpecificationKind
{
    /// <summary>A built-in machine.</summary>
    BuiltIn,

    /// <summary>States and transitions, with outputs on the states (Moore) or on the transitions (Mealy).</summary>
    Automaton,

    /// <summary>A regular expression: one while the sequence so far matches.</summary>
    Regex,

    /// <summary>Sequences with their outputs.</summary>
    Sequences,

    /// <summary>A property of the past.</summary>
    Temporal,

    /// <summary>A network that others are to equal.</summary>
    Network,
}
