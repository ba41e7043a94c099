using Assay.Architecture.Graphs;

namespace Assay.Architecture.Networks.Internals;

/// <summary>The networks that others are compared with, as torchvision builds them.</summary>
internal static class Yardsticks
{
    /// <summary>Simonyan and Zisserman 2014, configuration D.</summary>
    public static Graph Vgg16(NetworkOptions options)
    {
        var net = new GraphBuilder("vgg-16", options.Seed);
        var normalize = options.BatchNormalization ?? false;
        var blocks = new ConvolutionBlocks(net, normalize, options.ConvolutionBias ?? true);
        var size = options.InputSize ?? 224;
        var x = net.Input("image", options.Batch, 3, size, size);
        (int Channels, int Count)[] stages = [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)];
        for (var stage = 0; stage < stages.Length; stage++)
        {
            for (var i = 0; i < stages[stage].Count; i++) x = blocks.Conv(x, stages[stage].Channels, 3, $"conv{stage + 1}_{i + 1}");
            x = net.MaxPool(x, WindowOptions.Square(2, 2), layerName: $"pool{stage + 1}");
        }
        x = net.AdaptiveAveragePool(x, 7); // [N, 512, 7, 7]
        x = net.Dropout(net.Relu(net.Dense(x, 4096, layerName: "fc6")));
        x = net.Dropout(net.Relu(net.Dense(x, 4096, layerName: "fc7")));
        net.Output(net.Dense(x, options.Classes ?? 1000, layerName: "fc8"));
        return net.Build();
    }

    /// <summary>Krizhevsky 2014, "One weird trick": AlexNet without its split over two processors.</summary>
    public static Graph AlexNet(NetworkOptions options)
    {
        var net = new GraphBuilder("alexnet", options.Seed);
        var normalize = options.BatchNormalization ?? false;
        var blocks = new ConvolutionBlocks(net, normalize, options.ConvolutionBias ?? true);
        var size = options.InputSize ?? 224;
        var x = net.Input("image", options.Batch, 3, size, size);
        x = net.MaxPool(blocks.Conv(x, 64, WindowOptions.Square(11, 4, 2), "conv1"), WindowOptions.Square(3, 2), layerName: "pool1");
        x = net.MaxPool(blocks.Conv(x, 192, 5, "conv2"), WindowOptions.Square(3, 2), layerName: "pool2");
        x = blocks.Conv(x, 384, 3, "conv3");
        x = blocks.Conv(x, 256, 3, "conv4");
        x = net.MaxPool(blocks.Conv(x, 256, 3, "conv5"), WindowOptions.Square(3, 2), layerName: "pool5");
        x = net.Dropout(net.AdaptiveAveragePool(x, 6, "adaptivepool")); // [N, 256, 6, 6]
        x = net.Dropout(net.Relu(net.Dense(x, 4096, layerName: "fc6")));
        x = net.Relu(net.Dense(x, 4096, layerName: "fc7"));
        net.Output(net.Dense(x, options.Classes ?? 1000, layerName: "fc8"));
        return net.Build();
    }

    /// <summary>He et al. 2015, with the stride in the 3×3 convolution of each block (called v1.5).</summary>
    public static Graph ResNet50(NetworkOptions options)
    {
        var net = new GraphBuilder("resnet-50", options.Seed);
        var normalize = options.BatchNormalization ?? true;
        var bias = options.ConvolutionBias ?? !normalize;
        var blocks = new ConvolutionBlocks(net, normalize, bias);
        var size = options.InputSize ?? 224;
        var x = net.Input("image", options.Batch, 3, size, size);
        x = net.MaxPool(blocks.Conv(x, 64, 7, "conv1", stride: 2), WindowOptions.Square(3, 2, 1)); // [N, 64, 56, 56]
        int[] counts = [3, 4, 6, 3];
        for (var stage = 0; stage < counts.Length; stage++)
            for (var i = 0; i < counts[stage]; i++)
                x = Bottleneck(blocks, x, 64 << stage, stage > 0 && i == 0 ? 2 : 1, i == 0, normalize, bias, $"layer{stage + 1}.{i}");
        x = net.Flatten(net.GlobalAveragePool(x)); // [N, 2048]
        net.Output(net.Dense(x, options.Classes ?? 1000));
        return net.Build();
    }

    private static GraphTensor Bottleneck(ConvolutionBlocks blocks, GraphTensor x, int width, int stride, bool projects, bool normalize, bool bias, string name)
    {
        var net = blocks.Net;
        using (net.Scope(name))
        {
            var y = blocks.Conv(blocks.Conv(x, width, 1, "conv1"), width, 3, "conv2", stride);
            y = Linear(net, y, 4 * width, 1, normalize, bias, "conv3"); // [N, 4·width, H′, W′]
            return net.Relu(net.Add(y, projects ? Linear(net, x, 4 * width, stride, normalize, bias, "downsample") : x));
        }
    }

    private static GraphTensor Linear(GraphBuilder net, GraphTensor x, int channels, int stride, bool normalize, bool bias, string name)
    {
        using (net.Scope(name))
        {
            x = net.Convolution(x, channels, WindowOptions.Square(1, stride), bias: bias);
            return normalize ? net.BatchNormalization(x) : x;
        }
    }
}
