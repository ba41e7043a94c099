using Assay.Architecture.Costs;
using Assay.Architecture.Graphs;
using CsCheck;

namespace Assay.Architecture.Tests.Costs;

public sealed class PeakMemoryTests
{
    [Fact]
    public void Chain_NeedsTheLargestNeighbours()
    {
        var net = new GraphBuilder("chain");
        var x = net.Input("x", 1, 1, 10, 10);
        x = net.Convolution(x, 4, WindowOptions.Square(1));
        x = net.Convolution(x, 8, WindowOptions.Square(1));
        net.Output(net.Convolution(x, 1, WindowOptions.Square(1)));
        var report = CostAnalysis.Of(net.Build());
        Assert.Equal(4 * 100 * 12, report.PeakActivationBytes);
        Assert.Equal("conv_2", report.PeakNode!.Name);
        Assert.True(report.IsPeakOptimal);
    }

    [Fact]
    public void View_NeedsNoMemory()
    {
        var net = new GraphBuilder("view");
        net.Output(net.Flatten(net.Relu(net.Input("x", 1, 1, 10, 10))));
        Assert.Equal(4 * 200, CostAnalysis.Of(net.Build()).PeakActivationBytes);
    }

    [Fact]
    public void BranchesInABadOrder_AreReordered()
    {
        // Two branches that blow up and shrink again: one after the other is cheaper than side by side.
        var net = new GraphBuilder("branches");
        var x = net.Input("x", 1, 1, 10, 10);
        var (a, b) = (net.Convolution(x, 50, WindowOptions.Square(1)), net.Convolution(x, 50, WindowOptions.Square(1)));
        net.Output(net.Concat([net.Convolution(a, 1, WindowOptions.Square(1)), net.Convolution(b, 1, WindowOptions.Square(1))]));
        var report = CostAnalysis.Of(net.Build());
        Assert.Equal(4 * 100 * (1 + 50 + 1), report.PeakActivationBytes);
        Assert.True(report.IsPeakOptimal);
    }

    [Fact]
    public void RandomGraphs_HaveThePeakOfTheBestOfAllOrders()
    {
        var proved = 0;
        Gen.Select(Gen.Int[3, 7], Gen.Int[0, int.MaxValue]).Sample((count, seed) =>
        {
            var random = new Random(seed);
            var net = new GraphBuilder("random");
            var tensors = new List<GraphTensor> { net.Input("x", 1, random.Next(1, 20), 4, 4) };
            for (var i = 0; i < count; i++)
            {
                var from = tensors[random.Next(tensors.Count)];
                var next = net.Convolution(from, random.Next(1, 20), WindowOptions.Square(1));
                tensors.Add(random.Next(3) == 0 ? net.Concat([next, tensors[random.Next(tensors.Count)]]) : next);
            }
            net.Output(tensors[^1]);
            if (random.Next(2) == 0) net.Output(tensors[random.Next(1, tensors.Count)]);
            var graph = net.Build();
            var report = CostAnalysis.Of(graph);
            var (best, found) = (BestOfAllOrders(graph), report.PeakActivationBytes.Evaluate(new Dictionary<string, long>()));
            Assert.InRange(best, 0, found);
            if (!report.IsPeakOptimal) return;
            Assert.Equal(best, found);
            Interlocked.Increment(ref proved);
        }, iter: 300);
        Assert.Equal(300, proved);
    }

    private static long BestOfAllOrders(Graph graph)
    {
        var best = long.MaxValue;
        var live = new HashSet<GraphTensor>(graph.Inputs);
        Visit([.. graph.Nodes], 0);
        return best;

        void Visit(List<GraphNode> left, long peak)
        {
            if (peak >= best) return;
            if (left.Count == 0)
            {
                best = peak;
                return;
            }
            foreach (var node in left)
            {
                if (node.Inputs.Any(input => input!.Producer is { } producer && left.Contains(producer))) continue;
                var rest = left.Where(other => other != node).ToList();
                live.UnionWith(node.Outputs);
                var during = Math.Max(peak, live.Sum(tensor => 4 * tensor.Shape!.Elements.Evaluate(new Dictionary<string, long>())));
                var dead = live.Where(tensor => !graph.Outputs.Contains(tensor) && !rest.Any(other => other.Inputs.Contains(tensor))).ToList();
                live.ExceptWith(dead);
                Visit(rest, during);
                live.UnionWith(dead);
                live.ExceptWith(node.Outputs);
            }
        }
    }
}
