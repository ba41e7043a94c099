using Assay.Architecture.Graphs;

namespace Assay.Architecture.Networks.Internals;

/// <summary>Single modules as networks of their own, so that their variants can be compared at the same input.</summary>
internal static class Modules
{
    // Channels of module 3a of GoogLeNet, whose input is 192 × 28 × 28.
    private static readonly InceptionModule _module = new(64, 96, 128, 16, 32, 32);

    public static Graph Inception(NetworkOptions options) => Module("inception-module", options, _module);

    public static Graph Naive(NetworkOptions options) => Module("inception-module-naive", options, _module.Naive);

    /// <summary>Pooling, then the convolution that doubles the channels: cheap, but the pooled image is all that the convolution sees.</summary>
    public static Graph PoolFirst(NetworkOptions options) => Reduction("grid-reduction-pool-first", options, (blocks, x, channels) =>
        blocks.Conv(blocks.Net.MaxPool(x, WindowOptions.Square(3, 2)), 2 * channels, 3, "conv"));

    /// <summary>The convolution at full size, then pooling: nothing is lost early, at four times the cost.</summary>
    public static Graph InceptionFirst(NetworkOptions options) => Reduction("grid-reduction-inception-first", options, (blocks, x, channels) =>
        blocks.Net.MaxPool(blocks.Conv(x, 2 * channels, 3, "conv"), WindowOptions.Square(3, 2)));

    /// <summary>A convolution and a pooling, both with stride 2, side by side (Szegedy et al. 2015, figure 10).</summary>
    public static Graph Parallel(NetworkOptions options) => Reduction("grid-reduction-parallel", options, (blocks, x, channels) =>
        blocks.Net.Concat([blocks.Valid(x, channels, 3, "conv", stride: 2), blocks.Net.MaxPool(x, WindowOptions.Square(3, 2))]));

    private static Graph Module(string name, NetworkOptions options, InceptionModule module)
    {
        var net = new GraphBuilder(name, options.Seed);
        var normalize = options.BatchNormalization ?? false;
        var size = options.InputSize ?? 28;
        net.Output(module.Build(new(net, normalize, options.ConvolutionBias ?? !normalize), net.Input("image", options.Batch, 192, size, size), "inception"));
        return net.Build();
    }

    // 320 channels of 35 × 35, as in section 5 of the paper.
    private static Graph Reduction(string name, NetworkOptions options, Func<ConvolutionBlocks, GraphTensor, int, GraphTensor> reduce)
    {
        const int channels = 320;
        var net = new GraphBuilder(name, options.Seed);
        var normalize = options.BatchNormalization ?? false;
        var size = options.InputSize ?? 35;
        net.Output(reduce(new(net, normalize, options.ConvolutionBias ?? false), net.Input("image", options.Batch, channels, size, size), channels));
        return net.Build();
    }
}
