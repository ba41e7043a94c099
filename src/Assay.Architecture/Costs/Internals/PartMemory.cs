namespace Assay.Architecture.Costs.Internals;

/// <summary>Memory within a part of the operations, at whose start only what it takes from outside is live.</summary>
internal sealed class PartMemory
{
    private readonly MemoryPlan _plan;
    private readonly IReadOnlyList<MemoryStep> _part;
    private readonly Dictionary<int, List<int>> _takers = [];
    private readonly Dictionary<int, int> _maker = [];
    private readonly List<int>[] _before;
    private readonly List<int>[] _after;

    public PartMemory(MemoryPlan plan, IReadOnlyList<MemoryStep> part)
    {
        (_plan, _part) = (plan, part);
        _before = new List<int>[part.Count];
        _after = new List<int>[part.Count];
        for (var i = 0; i < part.Count; i++)
        {
            (_before[i], _after[i]) = ([], []);
            foreach (var storage in part[i].Made) _maker[storage] = i;
            foreach (var storage in part[i].Taken)
            {
                if (!_takers.TryGetValue(storage, out var takers)) _takers[storage] = takers = [];
                takers.Add(i);
            }
        }
        foreach (var (storage, takers) in _takers)
        {
            if (!_maker.TryGetValue(storage, out var maker))
            {
                Start += plan.Bytes(storage);
                continue;
            }
            foreach (var taker in takers)
            {
                _before[taker].Add(maker);
                _after[maker].Add(taker);
            }
        }
        for (var i = 0; i < part.Count; i++) LowerBound = Int128.Max(LowerBound, part[i].Taken.Concat(part[i].Made).Distinct().Aggregate(Int128.Zero, (sum, storage) => sum + plan.Bytes(storage)));
    }

    public int Count => _part.Count;

    /// <summary>Bytes that are live before the first operation.</summary>
    public Int128 Start { get; }

    /// <summary>Most bytes that a single operation takes and makes.</summary>
    public Int128 LowerBound { get; }

    /// <summary>Operations that must be finished before, as a set of bits.</summary>
    public ulong Needs(int step) => Bits(_before[step]);

    public Int128 Made(int step) => Sum(_part[step].Made);

    /// <summary>Bytes that are given back when the operation ends a set of finished ones.</summary>
    public Int128 Freed(int step, ulong done)
    {
        var freed = Int128.Zero;
        foreach (var storage in _part[step].Taken)
            if (!_plan.Kept.Contains(storage) && (Bits(_takers[storage]) & ~done) == 0) freed += _plan.Bytes(storage);
        return freed + Untaken(step);
    }

    /// <summary>Most bytes that are live in an order.</summary>
    public Int128 Peak(int[] order)
    {
        var waiting = _takers.ToDictionary(pair => pair.Key, pair => pair.Value.Count);
        var (live, peak) = (Start, Start);
        foreach (var step in order)
        {
            live += Made(step);
            peak = Int128.Max(peak, live);
            live -= Released(step, waiting, take: true);
        }
        return peak;
    }

    /// <summary>Always the operation after which the least memory is live.</summary>
    public int[] Greedy()
    {
        var waiting = _takers.ToDictionary(pair => pair.Key, pair => pair.Value.Count);
        var missing = Array.ConvertAll(_before, list => list.Distinct().Count());
        var ready = new List<int>(Enumerable.Range(0, Count).Where(step => missing[step] == 0));
        var order = new List<int>(Count);
        while (ready.Count > 0)
        {
            var best = ready.MinBy(step => (Made(step) - Released(step, waiting, take: false), Made(step), step));
            ready.Remove(best);
            order.Add(best);
            Released(best, waiting, take: true);
            foreach (var taker in _after[best].Distinct())
                if (--missing[taker] == 0) ready.Add(taker);
        }
        return [.. order];
    }

    private Int128 Released(int step, Dictionary<int, int> waiting, bool take)
    {
        var freed = Untaken(step);
        foreach (var storage in _part[step].Taken)
        {
            if (waiting[storage] == 1 && !_plan.Kept.Contains(storage)) freed += _plan.Bytes(storage);
            if (take) waiting[storage]--;
        }
        return freed;
    }

    // Results that nobody in the part takes are given back at once, unless they are results of the network or go on to the next part.
    private Int128 Untaken(int step)
    {
        var freed = Int128.Zero;
        foreach (var storage in _part[step].Made)
            if (!_takers.ContainsKey(storage) && !_plan.Kept.Contains(storage) && !_plan.IsTaken(storage)) freed += _plan.Bytes(storage);
        return freed;
    }

    private Int128 Sum(int[] storages)
    {
        var sum = Int128.Zero;
        foreach (var storage in storages) sum += _plan.Bytes(storage);
        return sum;
    }

    private static ulong Bits(List<int> steps)
    {
        var bits = 0UL;
        foreach (var step in steps) bits |= 1UL << step;
        return bits;
    }
}
