using System.Numerics;

namespace Assay.Architecture.Costs.Internals;

/// <summary>
/// The order of a part's operations with the lowest peak: the path of least maximum through the sets of finished operations, found by
/// best-first search. Parts that are too large get the better of the given and a greedy order.
/// </summary>
internal static class OrderSearch
{
    /// <summary>Most operations of a part that is searched: a set of them is 64 bits.</summary>
    public const int LargestPart = 64;

    private const int StateLimit = 20_000;

    /// <summary>The order, and whether no other has a lower peak.</summary>
    public static (MemoryStep[] Order, bool IsOptimal) Best(MemoryPlan plan, IReadOnlyList<MemoryStep> part)
    {
        if (part.Count == 1) return ([.. part], true);
        var memory = new PartMemory(plan, part);
        int[] given = [.. Enumerable.Range(0, part.Count)];
        var greedy = memory.Greedy();
        var (givenPeak, greedyPeak) = (memory.Peak(given), memory.Peak(greedy));
        var (better, peak) = greedyPeak < givenPeak ? (greedy, greedyPeak) : (given, givenPeak);
        // Every order has to run the hungriest operation.
        var optimal = peak <= memory.LowerBound;
        if (!optimal && part.Count <= LargestPart && Search(memory) is { } best) (better, optimal) = (best, true);
        return ([.. better.Select(step => part[step])], optimal);
    }

    private static int[]? Search(PartMemory memory)
    {
        var full = memory.Count == LargestPart ? ulong.MaxValue : (1UL << memory.Count) - 1;
        var open = new PriorityQueue<ulong, (Int128 Peak, int Left)>();
        var reached = new Dictionary<ulong, (ulong From, int Step, Int128 Peak, Int128 Live)> { [0] = (0, -1, memory.Start, memory.Start) };
        var closed = new HashSet<ulong>();
        open.Enqueue(0, (memory.Start, memory.Count));
        while (open.TryDequeue(out var done, out _))
        {
            if (!closed.Add(done)) continue;
            if (done == full) return Path(memory.Count, reached);
            if (closed.Count > StateLimit) return null;
            var (_, _, peak, live) = reached[done];
            for (var i = 0; i < memory.Count; i++)
            {
                if ((done >> i & 1) != 0 || (memory.Needs(i) & ~done) != 0) continue;
                var next = done | 1UL << i;
                var during = live + memory.Made(i);
                var nextPeak = Int128.Max(peak, during);
                if (reached.TryGetValue(next, out var known) && known.Peak <= nextPeak) continue;
                reached[next] = (done, i, nextPeak, during - memory.Freed(i, next));
                open.Enqueue(next, (nextPeak, memory.Count - BitOperations.PopCount(next)));
            }
        }
        return null;
    }

    private static int[] Path(int count, Dictionary<ulong, (ulong From, int Step, Int128 Peak, Int128 Live)> reached)
    {
        var order = new int[count];
        var state = count == LargestPart ? ulong.MaxValue : (1UL << count) - 1;
        for (var i = count - 1; i >= 0; i--) (state, order[i]) = (reached[state].From, reached[state].Step);
        return order;
    }
}
