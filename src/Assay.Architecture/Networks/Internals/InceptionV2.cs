using Assay.Architecture.Graphs;

namespace Assay.Architecture.Networks.Internals;

/// <summary>
/// Inception with batch normalisation (Ioffe and Szegedy 2015, figure 5), as TF-Slim builds it: the first convolution is separable, 5×5
/// branches are two 3×3, scales of the normalisation are not trained.
/// </summary>
internal static class InceptionV2
{
    // 1×1; 3×3 reduce, 3×3; double 3×3 reduce, both 3×3; pool projection; whether the pool takes the maximum.
    private sealed record Module(int Ones, int ReduceThrees, int Threes, int ReduceDouble, int Double, int Projection, bool MaxPool = false);

    private static readonly (string Name, Module Module)[] _modules =
    [
        ("mixed_3b", new(64, 64, 64, 64, 96, 32)),
        ("mixed_3c", new(64, 64, 96, 64, 96, 64)),
        ("mixed_4a", new(0, 128, 160, 64, 96, 0)),
        ("mixed_4b", new(224, 64, 96, 96, 128, 128)),
        ("mixed_4c", new(192, 96, 128, 96, 128, 128)),
        ("mixed_4d", new(160, 128, 160, 128, 160, 96)),
        ("mixed_4e", new(96, 128, 192, 160, 192, 96)),
        ("mixed_5a", new(0, 128, 192, 192, 256, 0)),
        ("mixed_5b", new(352, 192, 320, 160, 224, 128)),
        ("mixed_5c", new(352, 192, 320, 192, 224, 128, MaxPool: true)),
    ];

    public static Graph Build(NetworkOptions options)
    {
        var normalize = options.BatchNormalization ?? true;
        var net = new GraphBuilder("inception-v2", options.Seed);
        var blocks = new ConvolutionBlocks(net, normalize, options.ConvolutionBias ?? !normalize, epsilon: 1e-3f, scale: false);
        var size = options.InputSize ?? 224;
        var x = net.Input("image", options.Batch, 3, size, size);
        // Eight filters for each colour, then 1×1 across: min(64 / 3, 8) in TF-Slim.
        x = net.Convolution(x, 24, Same(7, 2), groups: 3, bias: false, layerName: "conv2d_1a_7x7_depthwise");
        x = blocks.Conv(x, 64, 1, "conv2d_1a_7x7"); // [N, 64, 112, 112]
        x = net.MaxPool(x, Same(3, 2), layerName: "maxpool_2a_3x3");
        x = blocks.Conv(x, 64, 1, "conv2d_2b_1x1");
        x = blocks.Conv(x, 192, Same(3, 1), "conv2d_2c_3x3"); // [N, 192, 56, 56]
        x = net.MaxPool(x, Same(3, 2), layerName: "maxpool_3a_3x3");
        foreach (var (name, module) in _modules) x = Mixed(blocks, x, module, name);
        x = net.Dropout(net.Flatten(net.GlobalAveragePool(x)), 0.2f); // [N, 1024]
        net.Output(net.Dense(x, options.Classes ?? 1001, layerName: "logits"));
        return net.Build();
    }

    private static GraphTensor Mixed(ConvolutionBlocks blocks, GraphTensor x, Module module, string name)
    {
        var net = blocks.Net;
        // A module without a 1×1 branch halves the grid: convolutions and the pool step by 2.
        var reduces = module.Ones == 0;
        var stride = reduces ? 2 : 1;
        using (net.Scope(name))
        {
            var branches = new List<GraphTensor>();
            if (!reduces) branches.Add(blocks.Conv(x, module.Ones, 1, "branch_0"));
            branches.Add(blocks.Conv(blocks.Conv(x, module.ReduceThrees, 1, "branch_1/reduce"), module.Threes, Same(3, stride), "branch_1/3x3"));
            var twice = blocks.Conv(blocks.Conv(x, module.ReduceDouble, 1, "branch_2/reduce"), module.Double, Same(3, 1), "branch_2/3x3_a");
            branches.Add(blocks.Conv(twice, module.Double, Same(3, stride), "branch_2/3x3_b"));
            var pooled = reduces || module.MaxPool ? net.MaxPool(x, Same(3, stride), layerName: "branch_3/pool") : net.AveragePool(x, Same(3, 1), countPadding: false, layerName: "branch_3/pool");
            branches.Add(reduces ? pooled : blocks.Conv(pooled, module.Projection, 1, "branch_3/projection"));
            return net.Concat(branches);
        }
    }

    private static WindowOptions Same(int kernel, int stride) => new() { Kernel = [kernel], Stride = [stride], Same = true };
}
