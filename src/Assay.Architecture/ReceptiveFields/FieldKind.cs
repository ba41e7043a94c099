namespace Assay.Architecture.ReceptiveFields;

/// <summary>How the units of a tensor depend on the input along one of its axes.</summary>
public enum FieldKind
{
    /// <summary>Not at all: constants, sizes, and what follows from other inputs.</summary>
    Independent,

    /// <summary>Each unit sees a window of fixed size.</summary>
    Window,

    /// <summary>Each unit may see the whole axis.</summary>
    Global,

    /// <summary>It cannot be said; the reason is given.</summary>
    Unknown,
}
