using Assay.Core.Memory;
using Assay.Core.Randomness;

namespace Assay.Embeddings.Training.Internals;

/// <summary>The start of training as word2vec has it: W uniform in ±1/(2d), W′ zero.</summary>
internal static class InitialVectors
{
    private const ulong Purpose = 0x1417_0001;

    /// <summary>Fills the rows from <paramref name="first"/> on.</summary>
    public static void Fill(NativeMatrix vectors, int first, ulong seed)
    {
        var random = RandomStream.Split(seed, Purpose + (ulong)first);
        var scale = 1f / vectors.Columns;
        for (var row = first; row < vectors.Rows; row++)
        {
            foreach (ref var value in vectors.Row(row)) value = (random.NextSingle() - 0.5f) * scale;
        }
    }
}
