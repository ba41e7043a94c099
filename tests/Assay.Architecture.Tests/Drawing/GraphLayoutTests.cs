using Assay.Architecture.Drawing;
using Assay.Architecture.Graphs;
using Assay.Architecture.Networks;
using CsCheck;

namespace Assay.Architecture.Tests.Drawing;

public sealed class GraphLayoutTests
{
    public static TheoryData<string> Names { get; } = [.. NetworkCatalog.All.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Network_IsDrawnWithoutOverlaps(string name)
    {
        var graph = NetworkCatalog.Create(name);
        Check(GraphLayout.Of(graph));
        Check(GraphLayout.Of(graph, options: new() { FoldChains = false, Columns = 1 }));
        Check(GraphLayout.Of(graph, options: new() { Columns = 4 }));
    }

    [Fact]
    public void RandomGraphs_AreDrawnWithoutOverlaps() => Gen.Select(Gen.Int[1, 60], Gen.Int[0, int.MaxValue]).Sample((count, seed) => Check(GraphLayout.Of(Random(count, seed))), iter: 150);

    [Fact]
    public void LargeGraph_HasEveryOperationOnce()
    {
        var graph = Random(1000, 7);
        var layout = GraphLayout.Of(graph, options: new() { FoldChains = false });
        Assert.Equal(graph.Nodes.Count, layout.Boxes.Sum(box => box.Nodes.Count));
        Check(layout);
    }

    [Fact]
    public void Chains_AreFoldedUnlessAskedOtherwise()
    {
        var graph = NetworkCatalog.Create("resnet-50");
        var folded = GraphLayout.Of(graph);
        var all = GraphLayout.Of(graph, options: new() { FoldChains = false });
        Assert.True(folded.Boxes.Count < all.Boxes.Count / 2);
        Assert.Contains(folded.Boxes, box => box.Lines[0] == "Conv 7×7 /2 → 64" && box.Lines[1] == "BatchNorm · Relu");
        Assert.All([folded, all], layout => Assert.Equal(graph.Nodes.Count, layout.Boxes.Sum(box => box.Nodes.Count)));
    }

    [Fact]
    public void SameGraph_GetsTheSameLayout()
    {
        var (a, b) = (GraphLayout.Of(NetworkCatalog.Create("inception-v3")), GraphLayout.Of(NetworkCatalog.Create("inception-v3")));
        Assert.Equal(a.Boxes.Select(box => (box.X, box.Y)), b.Boxes.Select(box => (box.X, box.Y)));
    }

    [Fact]
    public void Columns_MakeItLowerAndMarkWhereItGoesOn()
    {
        var graph = NetworkCatalog.Create("inception-v1");
        var (one, three) = (GraphLayout.Of(graph, options: new() { Columns = 1 }), GraphLayout.Of(graph, options: new() { Columns = 3 }));
        Assert.True(three.Height < one.Height / 2);
        Assert.All(one.Edges, edge => Assert.Equal("", edge.StartMark + edge.EndMark));
        Assert.Equal(three.Edges.Select(edge => edge.EndMark).Where(mark => mark != "").Distinct().Order(), three.Edges.Select(edge => edge.StartMark).Where(mark => mark != "").Distinct().Order());
        Assert.Equal(2, three.Edges.Select(edge => edge.EndMark).Where(mark => mark != "").Distinct().Count());
    }

    [Fact]
    public void StrangeNames_AreShortenedAndKeptPrintable()
    {
        var net = new GraphBuilder("strange");
        net.Output(net.Node("Relu", [net.Input("a<b>&\"\u0001", 1, 3, 8, 8)], null, new string('n', 500)));
        var layout = GraphLayout.Of(net.Build());
        Assert.All(layout.Boxes.SelectMany(box => box.Lines), line => Assert.True(line.Length <= 42 && !line.Any(char.IsControl)));
    }

    private static void Check(GraphLayout layout)
    {
        foreach (var (a, i) in layout.Boxes.Select((box, i) => (box, i)))
        {
            Assert.InRange(a.X, 0, layout.Width - a.Width);
            Assert.InRange(a.Y, 0, layout.Height - a.Height);
            foreach (var b in layout.Boxes.Skip(i + 1))
                Assert.True(a.X + a.Width <= b.X + 0.01 || b.X + b.Width <= a.X + 0.01 || a.Y + a.Height <= b.Y + 0.01 || b.Y + b.Height <= a.Y + 0.01, $"{a.Lines[^1]} and {b.Lines[^1]} overlap");
        }
        foreach (var edge in layout.Edges)
        {
            Assert.All(edge.Points.Zip(edge.Points.Skip(1)), pair => Assert.True(pair.Second.Y > pair.First.Y - 0.01));
            // Upright parts in the height of boxes are the only ones that could cross one.
            foreach (var (start, end) in edge.Points.Zip(edge.Points.Skip(1)))
                foreach (var box in layout.Boxes)
                    if (Math.Abs(start.X - end.X) < 0.01 && end.Y > box.Y + 0.5 && start.Y < box.Y + box.Height - 0.5)
                        Assert.False(start.X > box.X && start.X < box.X + box.Width, $"an edge crosses {box.Lines[^1]}");
        }
    }

    private static Graph Random(int count, int seed)
    {
        var random = new Random(seed);
        var net = new GraphBuilder("random");
        var tensors = new List<GraphTensor> { net.Input("x", 1, 4, 8, 8) };
        for (var i = 0; i < count; i++)
        {
            var from = tensors[random.Next(Math.Max(0, tensors.Count - 8), tensors.Count)];
            tensors.Add(random.Next(4) == 0 ? net.Add(from, tensors[random.Next(tensors.Count)]) : random.Next(3) == 0 ? net.Relu(from) : net.Convolution(from, 4, WindowOptions.Square(1)));
        }
        net.Output(tensors[^1]);
        return net.Build();
    }
}
