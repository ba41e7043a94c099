using Assay.Architecture.Bottlenecks;
using Assay.Architecture.Bottlenecks.Internals;
using Assay.Architecture.Graphs;
using Assay.Architecture.Networks;
using CsCheck;

namespace Assay.Architecture.Tests.Bottlenecks;

public sealed class BottleneckAnalysisTests
{
    [Fact]
    public void Shortcut_CountsAsAWayAround()
    {
        var net = new GraphBuilder("block");
        var x = net.Input("x", 1, 16, 8, 8);
        var narrow = net.Convolution(net.Convolution(x, 2, WindowOptions.Square(1), layerName: "narrow"), 16, WindowOptions.Square(1));
        net.Output(net.Relu(net.Add(narrow, net.Convolution(x, 16, WindowOptions.Square(1), layerName: "around"))));
        var cut = BottleneckAnalysis.Of(net.Build()).Minimum!;
        // Through the block 128 and around it 1,024 elements: more together than the 1,024 of their sum.
        Assert.Equal((1024, "add"), (cut.Elements, cut.Tensors.Single().Name));
    }

    [Fact]
    public void NarrowBranches_AddUp()
    {
        var net = new GraphBuilder("branches");
        var x = net.Input("x", 1, 16, 8, 8);
        var (a, b) = (net.Convolution(x, 2, WindowOptions.Square(1), layerName: "a"), net.Convolution(x, 3, WindowOptions.Square(1), layerName: "b"));
        net.Output(net.Concat([net.Convolution(a, 16, WindowOptions.Square(1)), net.Convolution(b, 16, WindowOptions.Square(1))]));
        var cut = BottleneckAnalysis.Of(net.Build()).Minimum!;
        Assert.Equal(5 * 64, cut.Elements);
        Assert.Equal(["a", "b"], cut.Tensors.Select(tensor => tensor.Name).Order());
    }

    [Fact]
    public void GridReductions_ShowTheirTradeOff()
    {
        var poolFirst = BottleneckAnalysis.Of(NetworkCatalog.Create("grid-reduction-pool-first"));
        var finding = Assert.Single(poolFirst.Findings);
        Assert.Equal(17 * 17 * 320, finding.Cut.Elements);
        Assert.Equal(0.5, finding.Ratio);
        Assert.StartsWith("Bottleneck at maxpool: 392,000", finding.ToString(), StringComparison.Ordinal);
        Assert.Empty(BottleneckAnalysis.Of(NetworkCatalog.Create("grid-reduction-inception-first")).Findings);
        Assert.Empty(BottleneckAnalysis.Of(NetworkCatalog.Create("grid-reduction-parallel")).Findings);
    }

    [Fact]
    public void WholeNetwork_IsNarrowestAtItsVector()
    {
        var report = BottleneckAnalysis.Of(NetworkCatalog.Create("resnet-50"));
        Assert.Equal(2048, report.Minimum!.Elements);
        Assert.Equal(7 * 7 * 2048, report.Profile[^1].Cut.Elements);
        Assert.Equal(7 * 7 * 2048, report.Features!.Elements);
    }

    [Fact]
    public void OpenSizes_StayInTheCut() => Assert.Equal("1024*N", BottleneckAnalysis.Of(NetworkCatalog.Create("inception-v1", new() { Batch = "N" })).Minimum!.Elements.ToString());

    [Fact]
    public void SingleOperation_HasNothingBetweenItsEnds()
    {
        var net = new GraphBuilder("one");
        net.Output(net.Relu(net.Input("x", 1, 3, 8, 8)));
        Assert.Null(BottleneckAnalysis.Of(net.Build()).Minimum);
    }

    [Fact]
    public void RandomGraphs_HaveTheLeastOfAllCuts() =>
        Gen.Select(Gen.Int[2, 8], Gen.Int[0, int.MaxValue]).Sample((count, seed) =>
        {
            var random = new Random(seed);
            var net = new GraphBuilder("random");
            var tensors = new List<GraphTensor> { net.Input("x", 1, 2, 2, 2) };
            for (var i = 0; i < count; i++)
            {
                var next = net.Convolution(tensors[random.Next(tensors.Count)], random.Next(1, 9), WindowOptions.Square(1), bias: false);
                tensors.Add(random.Next(2) == 0 ? net.Concat([next, tensors[random.Next(tensors.Count)]]) : next);
            }
            net.Output(net.Relu(tensors[^1]));
            var graph = net.Build();
            var expected = LeastOfAllCuts(graph);
            var cut = BottleneckAnalysis.Of(graph).Minimum;
            Assert.Equal(expected is null ? null : (Dimension)expected.Value, cut?.Elements);
            if (cut is not null) Assert.True(Separates(graph, [.. cut.Tensors]));
        }, iter: 300);

    [Fact]
    public void MaximumFlow_EqualsTheTextbookExample()
    {
        var flow = new MaximumFlow(6);
        foreach (var (from, to, capacity) in new[] { (0, 1, 16), (0, 2, 13), (1, 3, 12), (2, 1, 4), (3, 2, 9), (2, 4, 14), (4, 3, 7), (3, 5, 20), (4, 5, 4) }) flow.AddWay(from, to, capacity);
        Assert.Equal(23, flow.Run(0, 5));
    }

    private static long? LeastOfAllCuts(Graph graph)
    {
        GraphTensor[] inner = [.. graph.Nodes.SelectMany(node => node.Outputs).Where(tensor => !graph.Outputs.Contains(tensor))];
        long? best = null;
        for (var set = 1; set < 1 << inner.Length; set++)
        {
            HashSet<GraphTensor> cut = [.. inner.Where((_, i) => (set >> i & 1) != 0)];
            var volume = cut.Sum(tensor => tensor.Shape!.Elements.Evaluate(new Dictionary<string, long>()));
            if (best is { } least && volume >= least || !Separates(graph, cut)) continue;
            best = volume;
        }
        return best;
    }

    private static bool Separates(Graph graph, HashSet<GraphTensor> cut)
    {
        var reached = new HashSet<GraphTensor>(graph.Inputs);
        foreach (var node in graph.Nodes)
            if (node.Inputs.Any(input => input is not null && reached.Contains(input) && !cut.Contains(input))) reached.UnionWith(node.Outputs.Where(output => !cut.Contains(output)));
        return !graph.Outputs.Any(reached.Contains);
    }
}
