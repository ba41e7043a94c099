namespace Assay.Expression.Formats.Internals;

/// <summary>What stands in a cell that should hold a number.</summary>
internal enum CellKind
{
    Number,
    Missing,
    NotANumber,
    Infinite,
    Text,
}
