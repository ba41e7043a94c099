namespace Assay.Architecture.Costs.Internals;

/// <summary>Which storages are live while operations run one after the other.</summary>
internal sealed class LiveMemory
{
    private readonly MemoryPlan _plan;
    private readonly int[] _waiting;
    private readonly HashSet<int> _live = [];

    public LiveMemory(MemoryPlan plan, IReadOnlyList<MemoryStep> steps)
    {
        _plan = plan;
        _waiting = new int[plan.Count];
        foreach (var step in steps)
            foreach (var storage in step.Taken) _waiting[storage]++;
        foreach (var input in plan.Inputs) Add(input);
    }

    public IReadOnlyCollection<int> Live => _live;

    public int LiveCount => _live.Count;

    /// <summary>Live storages that are results of the network, or inputs that nobody takes: they are there in every order.</summary>
    public int KeptCount { get; private set; }

    public Int128 Bytes { get; private set; }

    /// <summary>Runs an operation and says how many bytes are live during it.</summary>
    public Int128 Run(MemoryStep step)
    {
        foreach (var storage in step.Made) Add(storage);
        var during = Bytes;
        foreach (var storage in step.Taken)
        {
            if (--_waiting[storage] > 0) continue;
            if (_plan.Kept.Contains(storage)) KeptCount++;
            else Remove(storage);
        }
        // What nobody takes is given back at once.
        foreach (var storage in step.Made)
            if (_waiting[storage] == 0 && !_plan.Kept.Contains(storage)) Remove(storage);
        return during;
    }

    private void Add(int storage)
    {
        if (!_live.Add(storage)) return;
        Bytes += _plan.Bytes(storage);
        if (_waiting[storage] == 0 && (_plan.Kept.Contains(storage) || _plan.Inputs.Contains(storage))) KeptCount++;
    }

    private void Remove(int storage)
    {
        if (_live.Remove(storage)) Bytes -= _plan.Bytes(storage);
    }
}
