using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Embeddings.Training.Internals.Sampling;

/// <summary>
/// Draws words with probability proportional to count^exponent in constant time: Walker's alias method (Vose 1991).
/// One cell a word: keep the cell's word with its probability, otherwise take the alias.
/// </summary>
internal sealed unsafe class NoiseTable : IDisposable
{
    private Cell* _cells;
    private readonly int _count;

    public NoiseTable(ReadOnlySpan<long> counts, double exponent)
    {
        _count = counts.Length;
        _cells = (Cell*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, _count) * (nuint)sizeof(Cell), 64);
        Fill(counts, exponent);
    }

    /// <summary>
    /// Draws many words at once. Each cell is a cache miss as a rule; in a loop without branches the processor has many of them under way.
    /// </summary>
    public void Draw(int* words, int count, ref FastRandom random)
    {
        var local = random; // in registers, not in the caller's memory
        for (var i = 0; i < count; i++)
        {
            // The upper half of the bits chooses the cell, the lower half decides between its two words.
            var bits = local.Next();
            var word = FastRandom.Below(bits, _count);
            var cell = _cells[word];
            var keep = (int)(((long)(uint)bits - cell.Threshold) >> 63); // all ones if below the threshold
            words[i] = cell.Alias ^ ((cell.Alias ^ word) & keep);
        }
        random = local;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    ~NoiseTable() => Free();

    private void Free()
    {
        NativeMemory.AlignedFree(_cells);
        _cells = null;
    }

    private void Fill(ReadOnlySpan<long> counts, double exponent)
    {
        var weights = new double[_count];
        var total = 0.0;
        for (var i = 0; i < _count; i++) total += weights[i] = Math.Pow(counts[i], exponent);
        for (var i = 0; i < _count; i++) weights[i] *= _count / total;

        // Words are sorted by count, so "too heavy" words come first and "too light" ones last; both lists are kept as stacks in one array.
        var stack = new int[_count];
        var light = 0;
        var heavy = _count;
        for (var i = 0; i < _count; i++)
        {
            if (weights[i] < 1) stack[light++] = i;
            else stack[--heavy] = i;
        }
        while (light > 0 && heavy < _count)
        {
            var small = stack[--light];
            var large = stack[heavy];
            _cells[small] = new Cell((uint)Math.Min(uint.MaxValue, weights[small] * 4294967296.0), large);
            weights[large] -= 1 - weights[small];
            if (weights[large] >= 1) continue;
            heavy++;
            stack[light++] = large;
        }
        while (light > 0)
        {
            var word = stack[--light];
            _cells[word] = new Cell(uint.MaxValue, word);
        }
        for (; heavy < _count; heavy++) _cells[stack[heavy]] = new Cell(uint.MaxValue, stack[heavy]);
    }

    private readonly record struct Cell(uint Threshold, int Alias);
}
