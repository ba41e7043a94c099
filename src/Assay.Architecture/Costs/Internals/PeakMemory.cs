using Assay.Architecture.Graphs;

namespace Assay.Architecture.Costs.Internals;

/// <summary>
/// The order of operations with the lowest peak of live activations. Where a single tensor is live, the problem falls apart; the parts are
/// solved exactly if they are small (<see cref="OrderSearch"/>). All orders pass through that state if everything before leads to that tensor;
/// side branches, such as auxiliary heads, could also wait, so that behind them the best order is only one that was found.
/// </summary>
internal sealed record PeakMemory(Dimension Bytes, GraphNode? Node, bool IsOptimal)
{
    public static PeakMemory Of(Graph graph, HashSet<GraphTensor> constant, HashSet<GraphNode> training, CancellationToken cancellationToken)
    {
        var plan = new MemoryPlan(graph, constant, training);
        if (plan.Steps.Count == 0) return new(graph.Inputs.Aggregate(Dimension.Zero, (sum, input) => sum + (CostAnalysis.Bytes(input) ?? Dimension.Zero)), null, true);
        var order = new List<MemoryStep>(plan.Steps.Count);
        var optimal = true;
        var memory = new LiveMemory(plan, plan.Steps);
        var part = new List<MemoryStep>();
        foreach (var step in plan.Steps)
        {
            part.Add(step);
            memory.Run(step);
            if (memory.LiveCount > 1 + memory.KeptCount && step != plan.Steps[^1]) continue;
            var sound = step == plan.Steps[^1] || step.Made.Any(storage => plan.IsTaken(storage) && memory.Live.Contains(storage)) && AllLeadTo(step, part);
            if (!sound && part.Count < OrderSearch.LargestPart) continue;
            cancellationToken.ThrowIfCancellationRequested();
            var (ordered, best) = OrderSearch.Best(plan, part);
            order.AddRange(ordered);
            optimal &= best && sound;
            part.Clear();
        }
        return Largest(plan, order, optimal);
    }

    private static PeakMemory Largest(MemoryPlan plan, List<MemoryStep> order, bool optimal)
    {
        var memory = new LiveMemory(plan, order);
        var (peak, at) = ((Int128)(-1), 0);
        for (var i = 0; i < order.Count; i++)
        {
            var during = memory.Run(order[i]);
            if (during > peak) (peak, at) = (during, i);
        }
        memory = new LiveMemory(plan, order);
        for (var i = 0; i < at; i++) memory.Run(order[i]);
        var bytes = memory.Live.Concat(order[at].Made).Distinct().Aggregate(Dimension.Zero, (sum, storage) => sum + plan.Formula(storage));
        // Every order has to run the hungriest operation.
        return new(bytes, order[at].Node, optimal || plan.Steps.Any(step => step.Taken.Concat(step.Made).Distinct().Aggregate(Int128.Zero, (sum, storage) => sum + plan.Bytes(storage)) == peak));
    }

    private static bool AllLeadTo(MemoryStep last, List<MemoryStep> part)
    {
        var makers = new Dictionary<int, MemoryStep>();
        foreach (var step in part)
            foreach (var storage in step.Made) makers[storage] = step;
        var found = new HashSet<MemoryStep>(ReferenceEqualityComparer.Instance) { last };
        var open = new Stack<MemoryStep>([last]);
        while (open.TryPop(out var step))
            foreach (var storage in step.Taken)
                if (makers.TryGetValue(storage, out var maker) && found.Add(maker)) open.Push(maker);
        return found.Count == part.Count;
    }
}
