namespace Assay.Cli.Tour;

/// <summary>One measured figure.</summary>
/// <param name="Name">What was measured, as a JSON name: words_per_second.</param>
/// <param name="Label">The same for a reader.</param>
/// <param name="Value">The figure.</param>
/// <param name="Text">The figure for a reader, with its unit.</param>
internal sealed record TourResult(string Name, string Label, double Value, string Text);
