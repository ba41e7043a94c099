using Assay.Architecture.Graphs;

namespace Assay.Architecture.Networks.Internals;

/// <summary>GoogLeNet (Szegedy et al. 2014, table 1): as in the paper, naive, and as in torchvision.</summary>
internal static class InceptionV1
{
    private static readonly (string Name, InceptionModule Module)[] _modules =
    [
        ("inception_3a", new(64, 96, 128, 16, 32, 32)),
        ("inception_3b", new(128, 128, 192, 32, 96, 64)),
        ("inception_4a", new(192, 96, 208, 16, 48, 64)),
        ("inception_4b", new(160, 112, 224, 24, 64, 64)),
        ("inception_4c", new(128, 128, 256, 24, 64, 64)),
        ("inception_4d", new(112, 144, 288, 32, 64, 64)),
        ("inception_4e", new(256, 160, 320, 32, 128, 128)),
        ("inception_5a", new(256, 160, 320, 32, 128, 128)),
        ("inception_5b", new(384, 192, 384, 48, 128, 128)),
    ];

    public static Graph Paper(NetworkOptions options) => Build("inception-v1", options, normalize: false, auxiliary: false, localResponse: true, 3, module => module);

    public static Graph Naive(NetworkOptions options) => Build("inception-v1-naive", options, normalize: false, auxiliary: false, localResponse: true, 3, module => module.Naive);

    public static Graph Torchvision(NetworkOptions options) => Build("googlenet-torchvision", options, normalize: true, auxiliary: false, localResponse: false, 2, module => module with { LargeKernel = 3 });

    private static Graph Build(string name, NetworkOptions options, bool normalize, bool auxiliary, bool localResponse, int lastPool, Func<InceptionModule, InceptionModule> change)
    {
        normalize = options.BatchNormalization ?? normalize;
        auxiliary = options.AuxiliaryHead ?? auxiliary;
        var classes = options.Classes ?? 1000;
        var net = new GraphBuilder(name, options.Seed);
        var blocks = new ConvolutionBlocks(net, normalize, options.ConvolutionBias ?? !normalize, epsilon: 1e-3f);
        var size = options.InputSize ?? 224;
        var x = net.Input("image", options.Batch, 3, size, size);
        x = blocks.Conv(x, 64, WindowOptions.Square(7, 2, 3), "conv1"); // [N, 64, 112, 112]
        x = net.MaxPool(x, WindowOptions.Square(3, 2), ceilMode: true, "pool1");
        if (localResponse) x = net.LocalResponseNormalization(x, layerName: "norm1");
        x = blocks.Conv(x, 64, 1, "conv2_reduce");
        x = blocks.Conv(x, 192, 3, "conv2"); // [N, 192, 56, 56]
        if (localResponse) x = net.LocalResponseNormalization(x, layerName: "norm2");
        x = net.MaxPool(x, WindowOptions.Square(3, 2), ceilMode: true, "pool2");
        foreach (var (part, module) in _modules)
        {
            if (part == "inception_4a") x = net.MaxPool(x, WindowOptions.Square(3, 2), ceilMode: true, "pool3");
            if (part == "inception_5a") x = net.MaxPool(x, WindowOptions.Square(lastPool, 2), ceilMode: true, "pool4");
            x = change(module).Build(blocks, x, part);
            if (auxiliary && part is "inception_4a" or "inception_4d" && auxiliary) net.TrainingOutput(Auxiliary(blocks, x, classes, part == "inception_4a" ? "loss1" : "loss2"));
        }
        x = net.GlobalAveragePool(x, "pool5"); // [N, 1024, 1, 1]
        x = net.Dropout(net.Flatten(x), 0.4f);
        net.Output(net.Dense(x, classes, layerName: "classifier"));
        return net.Build();
    }

    private static GraphTensor Auxiliary(ConvolutionBlocks blocks, GraphTensor x, int classes, string name)
    {
        var net = blocks.Net;
        using (net.Scope(name))
        {
            x = net.AveragePool(x, WindowOptions.Square(5, 3)); // [N, C, 4, 4]
            x = blocks.Conv(x, 128, 1, "conv");
            x = net.Dropout(net.Relu(net.Dense(x, 1024, layerName: "fc")), 0.7f);
            return net.Dense(x, classes, layerName: "classifier");
        }
    }
}
