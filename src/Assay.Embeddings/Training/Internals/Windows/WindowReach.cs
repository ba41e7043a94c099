using System.Runtime.CompilerServices;
using Assay.Embeddings.Training.Internals.Sampling;

namespace Assay.Embeddings.Training.Internals.Windows;

/// <summary>How far the context of an occurrence reaches, as the options have it.</summary>
internal readonly unsafe struct WindowReach(SkipGramOptions options)
{
    private readonly int _widest = options.ContextWindow;
    private readonly bool _dynamic = options.Window == WindowShape.Dynamic;
    private readonly bool _left = options.Context != ContextSide.Right;
    private readonly bool _right = options.Context != ContextSide.Left;

    /// <summary>The most words that a context can have.</summary>
    public int MostWords => (_left ? _widest : 0) + (_right ? _widest : 0);

    /// <summary>Draws the width and finds the context [from, to] of the word at a place; a −1 on either side ends it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Find(int* words, int place, ref FastRandom random, out int from, out int to)
    {
        var width = _dynamic ? 1 + FastRandom.Below(random.Next(), _widest) : _widest;
        from = to = place;
        if (_left)
        {
            var end = place - width;
            while (from > end && words[from - 1] >= 0) from--;
        }
        if (_right)
        {
            var end = place + width;
            while (to < end && words[to + 1] >= 0) to++;
        }
    }
}
