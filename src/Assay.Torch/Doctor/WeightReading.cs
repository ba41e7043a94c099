namespace Assay.Torch.Doctor;

/// <summary>One tensor of a model file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape, as 200 × 64.</param>
/// <param name="Size">Root mean square of its values.</param>
/// <param name="Largest">The largest absolute value.</param>
/// <param name="ZeroRows">Share of its rows that are all zero; a row is what the first dimension counts.</param>
/// <param name="CommonShare">Squared length of the mean row by the mean squared length of the rows: 1 where all rows are the same. 0 for a single row.</param>
public sealed record WeightReading(string Name, string Shape, double Size, double Largest, double ZeroRows, double CommonShare);
