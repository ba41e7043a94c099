namespace Assay.Expression.Labels.Internals;

/// <summary>One column of a file of labels, in the order of the matrix's samples.</summary>
/// <param name="Key">Its header, or "class".</param>
/// <param name="Values">[samples]; null where the file does not name the sample.</param>
internal sealed record LabelColumn(string Key, string?[] Values);
