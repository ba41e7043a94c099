using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Assay.Expression.Matrices;

namespace Assay.Expression.Formats;

/// <summary>What a file of expression data holds: the matrix, and what was detected and decided on the way.</summary>
public sealed record ExpressionData
{
    /// <summary>Samples × genes.</summary>
    public required ExpressionMatrix Matrix { get; init; }

    /// <summary>The format that the file is in.</summary>
    public required ExpressionFormat Format { get; init; }

    /// <summary>Which way the table lay in the file.</summary>
    public required GeneOrientation Orientation { get; init; }

    /// <summary>What the values are like.</summary>
    public required ValueSummary Values { get; init; }

    /// <summary>What was detected and decided, in sentences for the user: format, orientation, scale, missing values, duplicates, labels found beside.</summary>
    public required ImmutableArray<string> Statements { get; init; }

    /// <summary>SHA-256 of the values, as "sha256:…": tells whether other data are these.</summary>
    public string Hash() => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(Matrix.Values.AsSpan())));
}
