using System.Runtime.CompilerServices;

namespace Assay.Embeddings.Training.Internals.Sampling;

/// <summary>Noise words in stock, drawn in batches: a draw is then one load from the nearest cache.</summary>
internal unsafe struct NoiseReserve(NoiseTable table, int* stock)
{
    /// <summary>Words in stock after a refill. Few enough that what is left at the end of a block is no loss.</summary>
    public const int Capacity = 512;

    private int _next = Capacity;

    /// <summary>Throws the stock away, so that what follows depends on the generator alone.</summary>
    public void Clear() => _next = Capacity;

    /// <summary>One word; the generator is used whenever the stock is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Draw(ref FastRandom random)
    {
        if (_next == Capacity)
        {
            table.Draw(stock, Capacity, ref random);
            _next = 0;
        }
        return stock[_next++];
    }
}
