using Assay.Core.Memory;

namespace Assay.Embeddings.Training.Internals.Sampling;

/// <summary>A corpus as word ids, −1 after each sentence, cut into blocks of equal length for the threads.</summary>
/// <param name="Ids">The ids, in a shared mapping of a file (never plain memory: what is given back would be lost); outlives whoever reads.</param>
/// <param name="Length">How many, the −1s included.</param>
/// <param name="BlockLength">Places in a block.</param>
internal readonly unsafe record struct IdStream(nint Ids, long Length, int BlockLength)
{
    public int* Pointer => (int*)Ids;

    /// <summary>Ids that are given back to the system together.</summary>
    private const long ReleaseLength = 1 << 18;

    public int Blocks => checked((int)((Length + BlockLength - 1) / BlockLength));

    /// <summary>
    /// To be told of every block read: gives memory of the mapped file back that lies behind. Reading it again is allowed at any time; what
    /// another thread or the next pass wants is fetched from the system's cache.
    /// </summary>
    public void Release(int block)
    {
        var start = (long)block * BlockLength;
        var end = Math.Min(start + BlockLength, Length);
        // One stretch behind, since the system maps pages around each one that is touched.
        var last = end / ReleaseLength * ReleaseLength;
        if (last <= start && end < Length) return;
        if (end == Length) last = Length;
        var first = Math.Max(0, start / ReleaseLength * ReleaseLength - ReleaseLength);
        MappedPages.Release(Pointer + first, (last - first) * sizeof(int));
    }
}
