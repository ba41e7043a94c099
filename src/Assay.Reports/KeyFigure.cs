namespace Assay.Reports;

/// <summary>One number that a reader should not miss.</summary>
/// <param name="Label">What it is: "words per second".</param>
/// <param name="Value">The number as it is to be read: "6.1".</param>
/// <param name="Unit">Its unit, set smaller behind the value; null for none.</param>
/// <param name="Note">What puts it into proportion, below: "11 × gensim, same machine"; null for none.</param>
public sealed record KeyFigure(string Label, string Value, string? Unit = null, string? Note = null);
