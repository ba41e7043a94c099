using Assay.Architecture.Graphs;

namespace Assay.Architecture.Networks.Internals;

/// <summary>
/// The original Inception module (Szegedy et al. 2014, figure 2b): four branches beside each other. Each number is the output channels of a
/// convolution; a reduction of 0 leaves its 1×1 convolution out (figure 2a, the naive module).
/// </summary>
internal sealed record InceptionModule(int Ones, int ReduceThrees, int Threes, int ReduceFives, int Fives, int PoolProjection)
{
    /// <summary>Kernel of the branch that is called 5×5; torchvision's network has 3 there.</summary>
    public int LargeKernel { get; init; } = 5;

    /// <summary>The same module without its 1×1 reductions: the pooled channels pass through too.</summary>
    public InceptionModule Naive => this with { ReduceThrees = 0, ReduceFives = 0, PoolProjection = 0 };

    public GraphTensor Build(ConvolutionBlocks blocks, GraphTensor x, string name)
    {
        using (blocks.Net.Scope(name))
        {
            var ones = blocks.Conv(x, Ones, 1, "1x1");
            var threes = blocks.Conv(ReduceThrees == 0 ? x : blocks.Conv(x, ReduceThrees, 1, "3x3_reduce"), Threes, 3, "3x3");
            var fives = blocks.Conv(ReduceFives == 0 ? x : blocks.Conv(x, ReduceFives, 1, "5x5_reduce"), Fives, LargeKernel, "5x5");
            var pooled = blocks.Net.MaxPool(x, WindowOptions.Square(3, 1, 1), layerName: "pool");
            if (PoolProjection > 0) pooled = blocks.Conv(pooled, PoolProjection, 1, "pool_proj");
            return blocks.Net.Concat([ones, threes, fives, pooled], layerName: "output");
        }
    }
}
