using Assay.Architecture.Bottlenecks;
using Assay.Architecture.Costs;
using Assay.Architecture.Graphs;
using Assay.Architecture.Networks;
using Assay.Core.Claims;

namespace Assay.Architecture.Claims;

/// <summary>The three ways to halve a grid, counted and cut.</summary>
internal static class GridReductionClaim
{
    public static Claim Claim { get; } = new(
        "pool-first", ArchitectureClaims.System, "Pooling first costs a quarter but makes a representational bottleneck; the inception module first avoids it.", ArchitectureClaims.Page,
        (_, _, cancellation) =>
        {
            var pool = Reduction("grid-reduction-pool-first", cancellation);
            var inception = Reduction("grid-reduction-inception-first", cancellation);
            var parallel = Reduction("grid-reduction-parallel", cancellation);
            var even = Pooled(36, 2, poolFirst: true) / Pooled(36, 2, poolFirst: false);
            const double tolerance = 1e-9;
            var squeezed = pool.Findings > 0 && inception.Findings == 0;
            return new ClaimResult(
                !squeezed || Math.Abs(even - 0.25) > tolerance ? ClaimVerdict.False : Math.Abs(pool.Macs / inception.Macs - 0.25) <= tolerance ? ClaimVerdict.Holds : ClaimVerdict.HoldsOnlyIf,
                "The quarter is of multiply-adds, and exact where the stride halves the size; 35 to 17 pixels give (17/35)². But the choice is not between these two: a convolution and a pooling of stride 2 side by side have no bottleneck and cost half of pool-first and about an eighth of inception-first. The bottleneck is the minimum vertex cut over activation volumes, compared with what follows.",
                [
                    new("multiply-adds, pool first by inception first (35x35x320 to 17x17x640)", pool.Macs / inception.Macs),
                    new("the same where a 2x2 pooling halves 36x36", even),
                    new("multiply-adds, side by side by pool first", parallel.Macs / pool.Macs),
                    new("multiply-adds, side by side by inception first", parallel.Macs / inception.Macs),
                    new("narrowest cut, pool first", pool.Cut, "elements"),
                    new("narrowest cut, inception first", inception.Cut, "elements"),
                    new("narrowest cut, side by side", parallel.Cut, "elements"),
                    new("elements of the result of all three", pool.Output, "elements"),
                    new("receptive field, pool first", pool.Field, "pixels"),
                    new("receptive field, inception first", inception.Field, "pixels"),
                    new("receptive field, side by side", parallel.Field, "pixels"),
                ]);
        });

    private static (double Macs, double Cut, double Output, int Findings, double Field) Reduction(string name, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var graph = NetworkCatalog.Create(name);
        var bottlenecks = BottleneckAnalysis.Of(graph, cancellation);
        return (Value(CostAnalysis.Of(graph, cancellationToken: cancellation).Macs), Value(bottlenecks.Minimum!.Elements), Value(graph.Outputs[0].Shape!.Elements), bottlenecks.Findings.Count, ReceptiveFields.ReceptiveFieldAnalysis.Of(graph, cancellationToken: cancellation).Last?.Axes[0].Size ?? double.NaN);
    }

    private static double Pooled(int size, int window, bool poolFirst)
    {
        var net = new GraphBuilder("even");
        var x = net.Input("image", 1, 32, size, size);
        if (poolFirst) x = net.MaxPool(x, WindowOptions.Square(window, 2));
        x = net.Convolution(x, 64, WindowOptions.Square(3, padding: 1), bias: false);
        net.Output(poolFirst ? x : net.MaxPool(x, WindowOptions.Square(window, 2)));
        return Value(CostAnalysis.Of(net.Build()).Macs);
    }

    private static double Value(Dimension value) => value.Evaluate(new Dictionary<string, long>());
}
