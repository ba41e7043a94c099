namespace Assay.Embeddings.Training.Internals.Kernels;

/// <summary>
/// e^x = 2^n · e^r with n = round(x/ln 2) and |r| ≤ ln 2 / 2; e^r by its Taylor polynomial of degree 6, whose relative error there is below 2e-7.
/// ln 2 is split in two, so that r keeps its digits (Cody and Waite 1980).
/// </summary>
internal static class ExpPolynomial
{
    public const float Log2E = 1.44269504f;
    public const float Ln2High = 0.693359375f;
    public const float Ln2Low = -2.12194440e-4f;

    /// <summary>Below this e^x leaves the normal range of single precision.</summary>
    public const float Lowest = -87f;

    public const float C2 = 1f / 2, C3 = 1f / 6, C4 = 1f / 24, C5 = 1f / 120, C6 = 1f / 720;
}
