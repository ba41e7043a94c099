using Assay.Architecture.Graphs;

namespace Assay.Architecture.Networks.Internals;

/// <summary>
/// Inception v3 (Szegedy et al. 2015, "Rethinking the Inception architecture", table 1 and figures 5 to 7, 10), as torchvision builds it.
/// </summary>
internal static class InceptionV3
{
    public static Graph Build(NetworkOptions options)
    {
        var normalize = options.BatchNormalization ?? true;
        var classes = options.Classes ?? 1000;
        var net = new GraphBuilder("inception-v3", options.Seed);
        var blocks = new ConvolutionBlocks(net, normalize, options.ConvolutionBias ?? !normalize, epsilon: 1e-3f);
        var size = options.InputSize ?? 299;
        var x = net.Input("image", options.Batch, 3, size, size);
        x = Stem(blocks, x); // [N, 192, 35, 35]
        x = FactorisedFives(blocks, x, 32, "mixed_5b");
        x = FactorisedFives(blocks, x, 64, "mixed_5c");
        x = FactorisedFives(blocks, x, 64, "mixed_5d"); // [N, 288, 35, 35]
        x = FirstReduction(blocks, x, "mixed_6a"); // [N, 768, 17, 17]
        x = FactorisedSevens(blocks, x, 128, "mixed_6b");
        x = FactorisedSevens(blocks, x, 160, "mixed_6c");
        x = FactorisedSevens(blocks, x, 160, "mixed_6d");
        x = FactorisedSevens(blocks, x, 192, "mixed_6e"); // [N, 768, 17, 17]
        if (options.AuxiliaryHead ?? true) net.TrainingOutput(Auxiliary(blocks, x, classes));
        x = SecondReduction(blocks, x, "mixed_7a"); // [N, 1280, 8, 8]
        x = Expanded(blocks, x, "mixed_7b");
        x = Expanded(blocks, x, "mixed_7c"); // [N, 2048, 8, 8]
        x = net.Flatten(net.Dropout(net.GlobalAveragePool(x))); // [N, 2048]
        net.Output(net.Dense(x, classes));
        return net.Build();
    }

    // Three 3×3 convolutions in place of the first 7×7.
    private static GraphTensor Stem(ConvolutionBlocks blocks, GraphTensor x)
    {
        x = blocks.Valid(x, 32, 3, "conv2d_1a_3x3", stride: 2);
        x = blocks.Valid(x, 32, 3, "conv2d_2a_3x3");
        x = blocks.Conv(x, 64, 3, "conv2d_2b_3x3");
        x = blocks.Net.MaxPool(x, WindowOptions.Square(3, 2), layerName: "maxpool1");
        x = blocks.Valid(x, 80, 1, "conv2d_3b_1x1");
        x = blocks.Valid(x, 192, 3, "conv2d_4a_3x3");
        return blocks.Net.MaxPool(x, WindowOptions.Square(3, 2), layerName: "maxpool2");
    }

    // Figure 5: the larger branch is two 3×3.
    private static GraphTensor FactorisedFives(ConvolutionBlocks blocks, GraphTensor x, int poolChannels, string name)
    {
        using (blocks.Net.Scope(name))
        {
            var ones = blocks.Conv(x, 64, 1, "branch1x1");
            var fives = blocks.Conv(blocks.Conv(x, 48, 1, "branch5x5_1"), 64, 5, "branch5x5_2");
            var threes = blocks.Conv(blocks.Conv(blocks.Conv(x, 64, 1, "branch3x3dbl_1"), 96, 3, "branch3x3dbl_2"), 96, 3, "branch3x3dbl_3");
            return blocks.Net.Concat([ones, fives, threes, Pooled(blocks, x, poolChannels)]);
        }
    }

    // Figure 10: convolutions and pooling halve the grid side by side.
    private static GraphTensor FirstReduction(ConvolutionBlocks blocks, GraphTensor x, string name)
    {
        using (blocks.Net.Scope(name))
        {
            var threes = blocks.Valid(x, 384, 3, "branch3x3", stride: 2);
            var twice = blocks.Valid(blocks.Conv(blocks.Conv(x, 64, 1, "branch3x3dbl_1"), 96, 3, "branch3x3dbl_2"), 96, 3, "branch3x3dbl_3", stride: 2);
            return blocks.Net.Concat([threes, twice, blocks.Net.MaxPool(x, WindowOptions.Square(3, 2))]);
        }
    }

    // Figure 6 with n = 7.
    private static GraphTensor FactorisedSevens(ConvolutionBlocks blocks, GraphTensor x, int middle, string name)
    {
        using (blocks.Net.Scope(name))
        {
            var ones = blocks.Conv(x, 192, 1, "branch1x1");
            var sevens = blocks.Conv(x, middle, 1, "branch7x7_1");
            sevens = blocks.Line(sevens, middle, 1, 7, "branch7x7_2");
            sevens = blocks.Line(sevens, 192, 7, 1, "branch7x7_3");
            var twice = blocks.Conv(x, middle, 1, "branch7x7dbl_1");
            twice = blocks.Line(twice, middle, 7, 1, "branch7x7dbl_2");
            twice = blocks.Line(twice, middle, 1, 7, "branch7x7dbl_3");
            twice = blocks.Line(twice, middle, 7, 1, "branch7x7dbl_4");
            twice = blocks.Line(twice, 192, 1, 7, "branch7x7dbl_5");
            return blocks.Net.Concat([ones, sevens, twice, Pooled(blocks, x, 192)]);
        }
    }

    private static GraphTensor SecondReduction(ConvolutionBlocks blocks, GraphTensor x, string name)
    {
        using (blocks.Net.Scope(name))
        {
            var threes = blocks.Valid(blocks.Conv(x, 192, 1, "branch3x3_1"), 320, 3, "branch3x3_2", stride: 2);
            var sevens = blocks.Conv(x, 192, 1, "branch7x7x3_1");
            sevens = blocks.Line(sevens, 192, 1, 7, "branch7x7x3_2");
            sevens = blocks.Line(sevens, 192, 7, 1, "branch7x7x3_3");
            sevens = blocks.Valid(sevens, 192, 3, "branch7x7x3_4", stride: 2);
            return blocks.Net.Concat([threes, sevens, blocks.Net.MaxPool(x, WindowOptions.Square(3, 2))]);
        }
    }

    // Figure 7: the last branches are widened, 1×3 and 3×1 side by side.
    private static GraphTensor Expanded(ConvolutionBlocks blocks, GraphTensor x, string name)
    {
        using (blocks.Net.Scope(name))
        {
            var ones = blocks.Conv(x, 320, 1, "branch1x1");
            var threes = Split(blocks, blocks.Conv(x, 384, 1, "branch3x3_1"), "branch3x3_2");
            var twice = Split(blocks, blocks.Conv(blocks.Conv(x, 448, 1, "branch3x3dbl_1"), 384, 3, "branch3x3dbl_2"), "branch3x3dbl_3");
            return blocks.Net.Concat([ones, threes, twice, Pooled(blocks, x, 192)]);
        }
    }

    private static GraphTensor Split(ConvolutionBlocks blocks, GraphTensor x, string name) =>
        blocks.Net.Concat([blocks.Line(x, 384, 1, 3, name + "a"), blocks.Line(x, 384, 3, 1, name + "b")], layerName: name);

    private static GraphTensor Pooled(ConvolutionBlocks blocks, GraphTensor x, int channels) =>
        blocks.Conv(blocks.Net.AveragePool(x, WindowOptions.Square(3, 1, 1)), channels, 1, "branch_pool");

    private static GraphTensor Auxiliary(ConvolutionBlocks blocks, GraphTensor x, int classes)
    {
        var net = blocks.Net;
        using (net.Scope("aux"))
        {
            x = net.AveragePool(x, WindowOptions.Square(5, 3)); // [N, 768, 5, 5]
            x = blocks.Valid(x, 128, 1, "conv0");
            x = blocks.Valid(x, 768, 5, "conv1"); // [N, 768, 1, 1]
            return net.Dense(net.GlobalAveragePool(x), classes);
        }
    }
}
