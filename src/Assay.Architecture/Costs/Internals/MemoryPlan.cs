using Assay.Architecture.Graphs;
using Assay.Architecture.Graphs.Internals;

namespace Assay.Architecture.Costs.Internals;

/// <summary>Operations and the memory between them: views belong to the memory that they show, and what is computed before the run takes none.</summary>
internal sealed class MemoryPlan
{
    // Sizes are compared with this put in for every name that is not bound.
    private const long ProbeSize = 224;

    private readonly Dictionary<GraphTensor, int> _numbers = [];
    private readonly HashSet<int> _taken = [];
    private readonly List<Dimension> _formulas = [];
    private readonly List<long> _bytes = [];

    public MemoryPlan(Graph graph, HashSet<GraphTensor> constant, HashSet<GraphNode> training)
    {
        foreach (var input in graph.Inputs) Inputs.Add(Number(input));
        foreach (var node in graph.Nodes)
        {
            if (node.Outputs.All(constant.Contains) || Views.Is(node) || training.Contains(node)) continue;
            int[] taken = [.. node.Inputs.Concat(node.Captures).OfType<GraphTensor>().Where(input => !constant.Contains(input)).Select(input => Number(Views.Storage(input))).Distinct()];
            _taken.UnionWith(taken);
            Steps.Add(new(node, taken, [.. node.Outputs.Where(output => !constant.Contains(output)).Select(Number)]));
        }
        foreach (var output in graph.Outputs)
            if (!constant.Contains(output)) Kept.Add(Number(Views.Storage(output)));
    }

    /// <summary>Operations in the graph's order.</summary>
    public List<MemoryStep> Steps { get; } = [];

    /// <summary>Storages that exist from the start.</summary>
    public HashSet<int> Inputs { get; } = [];

    /// <summary>Storages that are never given back.</summary>
    public HashSet<int> Kept { get; } = [];

    /// <summary>Whether any operation takes the storage.</summary>
    public bool IsTaken(int storage) => _taken.Contains(storage);

    /// <summary>Number of storages.</summary>
    public int Count => _bytes.Count;

    /// <summary>Size of a storage for the probe.</summary>
    public long Bytes(int storage) => _bytes[storage];

    /// <summary>Size of a storage.</summary>
    public Dimension Formula(int storage) => _formulas[storage];

    private int Number(GraphTensor tensor)
    {
        if (_numbers.TryGetValue(tensor, out var number)) return number;
        var formula = CostAnalysis.Bytes(tensor) ?? Dimension.Zero;
        _formulas.Add(formula);
        // A probe that is too large for a formula from a strange file still orders it behind all others.
        var bytes = formula.Substitute(_ => ProbeSize).Offset;
        _bytes.Add(Math.Clamp(bytes, 0, long.MaxValue / 4096));
        return _numbers[tensor] = _bytes.Count - 1;
    }
}
