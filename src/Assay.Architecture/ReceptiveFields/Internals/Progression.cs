namespace Assay.Architecture.ReceptiveFields.Internals;

/// <summary>Positions start, start + step, … of which there are <paramref name="Count"/>, perhaps none.</summary>
internal readonly record struct Progression(long Start, long Step, long Count);
