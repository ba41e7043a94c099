using Assay.Expression.Matrices;

namespace Assay.Expression.Formats.Internals;

/// <summary>What a format's reader gives: the matrix as the file has it, and what it found out about the file.</summary>
/// <param name="Matrix">Samples × genes.</param>
/// <param name="Format">The format.</param>
/// <param name="Orientation">Which way it lay.</param>
/// <param name="Statements">What was detected or decided, in sentences.</param>
internal sealed record RawTable(ExpressionMatrix Matrix, ExpressionFormat Format, GeneOrientation Orientation, IReadOnlyList<string> Statements);
