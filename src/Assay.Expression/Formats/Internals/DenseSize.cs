using Assay.Core.Errors;

namespace Assay.Expression.Formats.Internals;

/// <summary>Whether a dense matrix can be held, asked before it is allocated.</summary>
internal static class DenseSize
{
    /// <exception cref="InputException">It is larger than an array can be, or than the memory of the machine.</exception>
    public static void Check(string path, long samples, long genes)
    {
        var bytes = (double)samples * genes * sizeof(float);
        if (samples > int.MaxValue || genes > int.MaxValue || bytes / sizeof(float) > Array.MaxLength)
            throw new InputException($"{path}: {samples} samples of {genes} genes are more values than one matrix holds ({Array.MaxLength}); select samples or genes first.");
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (bytes > memory)
            throw new InputException($"{path}: {samples} samples of {genes} genes need {bytes / (1 << 30):F1} GB as a dense matrix, and {memory / (double)(1 << 30):F1} GB are there; select samples or genes first.");
    }
}
