namespace Assay.Embeddings.Training.Internals.Sampling;

/// <summary>A corpus as word ids, −1 after each sentence, cut into blocks of equal length for the threads.</summary>
/// <param name="Ids">The ids; outlives whoever reads.</param>
/// <param name="Length">How many, the −1s included.</param>
/// <param name="BlockLength">Places in a block.</param>
internal readonly unsafe record struct IdStream(nint Ids, long Length, int BlockLength)
{
    public int* Pointer => (int*)Ids;

    public int Blocks => checked((int)((Length + BlockLength - 1) / BlockLength));
}
