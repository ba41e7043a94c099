namespace Assay.Threshold.Exports;

/// <summary>What an export may be told.</summary>
public readonly record struct ExportOptions()
{
    /// <summary>
    /// What the network is called in source code; null for <c>network</c> in C and <c>Network</c> in C#. In C the beginning of every name, for example
    /// <c>equal_so_far</c>; in C# the class, with its namespace before it, for example <c>Acme.Controllers.EqualSoFar</c>.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>The most rows of a truth table, of which a network has up to 2^(k + m). More are refused before anything is written.</summary>
    public int MostRows { get; init; } = 1 << 20;
}
