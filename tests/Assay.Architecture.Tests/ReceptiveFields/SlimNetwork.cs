using System.Globalization;
using Assay.Architecture.Graphs;

namespace Assay.Architecture.Tests.ReceptiveFields;

/// <summary>
/// The windows of the TF-Slim networks, with two channels everywhere: what the published table of receptive fields was computed for.
/// Tensors are called as the table's end points are.
/// </summary>
internal sealed class SlimNetwork
{
    private readonly GraphBuilder _net;
    private GraphTensor _x;

    private SlimNetwork(string model, Dimension height, Dimension width)
    {
        _net = new GraphBuilder(model);
        _x = _net.Input("image", 1, 2, height, width);
    }

    /// <summary>The network at a resolution, or for any.</summary>
    public static Graph Of(string model, string resolution)
    {
        var network = resolution.Length == 0 ? new SlimNetwork(model, "H", "W") : new SlimNetwork(model, int.Parse(resolution, CultureInfo.InvariantCulture), int.Parse(resolution, CultureInfo.InvariantCulture));
        network.Build(model);
        network._net.Output(network._x);
        return network._net.Build();
    }

    private void Build(string model)
    {
        if (model == "alexnet_v2") AlexNet();
        else if (model == "vgg_a") Vgg(model, 1, 1, 2, 2, 2);
        else if (model == "vgg_16") Vgg(model, 2, 2, 3, 3, 3);
        else if (model.StartsWith("inception_v2", StringComparison.Ordinal)) InceptionV2();
        else if (model == "inception_v3") InceptionV3();
        else if (model == "inception_v4") InceptionV4();
        else if (model.StartsWith("inception_resnet_v2", StringComparison.Ordinal)) InceptionResNet(model.EndsWith("-same", StringComparison.Ordinal));
        else if (model.StartsWith("resnet_", StringComparison.Ordinal)) ResNet(model, int.Parse(model.Split('_')[^1], CultureInfo.InvariantCulture));
        else if (model.StartsWith("mobilenet_v1", StringComparison.Ordinal)) MobileNet();
        else throw new ArgumentException(model);
    }

    private void AlexNet()
    {
        _x = Conv(_x, 11, 4, same: false, name: "alexnet_v2/conv1");
        _x = Pool(_x, 3, 2, same: false, name: "alexnet_v2/pool1");
        _x = Conv(_x, 5, name: "alexnet_v2/conv2");
        _x = Pool(_x, 3, 2, same: false, name: "alexnet_v2/pool2");
        for (var i = 3; i <= 5; i++) _x = Conv(_x, 3, name: $"alexnet_v2/conv{i}");
        _x = Pool(_x, 3, 2, same: false, name: "alexnet_v2/pool5");
    }

    private void Vgg(string model, params int[] blocks)
    {
        for (var block = 1; block <= blocks.Length; block++)
        {
            for (var i = 1; i <= blocks[block - 1]; i++) _x = Conv(_x, 3, name: $"{model}/conv{block}/conv{block}_{i}");
            _x = Pool(_x, 2, 2, same: false, name: $"{model}/pool{block}");
        }
    }

    private void InceptionV2()
    {
        _x = Conv(_x, 7, 2, name: "Conv2d_1a_7x7");
        _x = Pool(_x, 3, 2, name: "MaxPool_2a_3x3");
        _x = Conv(_x, 1, name: "Conv2d_2b_1x1");
        _x = Conv(_x, 3, name: "Conv2d_2c_3x3");
        _x = Pool(_x, 3, 2, name: "MaxPool_3a_3x3");
        foreach (var name in (string[])["3b", "3c", "4a", "4b", "4c", "4d", "4e", "5a", "5b", "5c"])
            _x = name is "4a" or "5a"
                ? Join(name, Conv(Conv(_x, 1), 3, 2), Conv(Conv(Conv(_x, 1), 3), 3, 2), Pool(_x, 3, 2))
                : Join(name, Conv(_x, 1), Conv(Conv(_x, 1), 3), Conv(Conv(Conv(_x, 1), 3), 3), Conv(Pool(_x, 3, 1), 1));
    }

    private void InceptionStem(bool same)
    {
        _x = Conv(_x, 3, 2, same, "Conv2d_1a_3x3");
        _x = Conv(_x, 3, 1, same, "Conv2d_2a_3x3");
        _x = Conv(_x, 3, name: "Conv2d_2b_3x3");
    }

    private void InceptionStemPooled(bool same)
    {
        InceptionStem(same);
        _x = Pool(_x, 3, 2, same, "MaxPool_3a_3x3");
        _x = Conv(_x, 1, 1, same, "Conv2d_3b_1x1");
        _x = Conv(_x, 3, 1, same, "Conv2d_4a_3x3");
        _x = Pool(_x, 3, 2, same, "MaxPool_5a_3x3");
    }

    private void InceptionV3()
    {
        InceptionStemPooled(same: false);
        foreach (var name in (string[])["5b", "5c", "5d"]) _x = Join(name, Conv(_x, 1), Conv(Conv(_x, 1), 5), Conv(Conv(Conv(_x, 1), 3), 3), Conv(Pool(_x, 3, 1), 1));
        _x = Join("6a", Conv(_x, 3, 2, same: false), Conv(Conv(Conv(_x, 1), 3), 3, 2, same: false), Pool(_x, 3, 2, same: false));
        foreach (var name in (string[])["6b", "6c", "6d", "6e"]) Factorised(name);
        _x = Join("7a", Conv(Conv(_x, 1), 3, 2, same: false), Conv(Oblong(Oblong(Conv(_x, 1), 1, 7), 7, 1), 3, 2, same: false), Pool(_x, 3, 2, same: false));
        foreach (var name in (string[])["7b", "7c"]) _x = Join(name, Conv(_x, 1), Fork(Conv(_x, 1)), Fork(Conv(Conv(_x, 1), 3)), Conv(Pool(_x, 3, 1), 1));
    }

    private void InceptionV4()
    {
        InceptionStem(same: false);
        _x = Join("3a", Pool(_x, 3, 2, same: false), Conv(_x, 3, 2, same: false));
        _x = Join("4a", Conv(Conv(_x, 1), 3, 1, same: false), Conv(Oblong(Oblong(Conv(_x, 1), 1, 7), 7, 1), 3, 1, same: false));
        _x = Join("5a", Conv(_x, 3, 2, same: false), Pool(_x, 3, 2, same: false));
        foreach (var name in (string[])["5b", "5c", "5d", "5e"]) _x = Join(name, Conv(_x, 1), Conv(Conv(_x, 1), 3), Conv(Conv(Conv(_x, 1), 3), 3), Conv(Pool(_x, 3, 1), 1));
        _x = Join("6a", Conv(_x, 3, 2, same: false), Conv(Conv(Conv(_x, 1), 3), 3, 2, same: false), Pool(_x, 3, 2, same: false));
        foreach (var name in (string[])["6b", "6c", "6d", "6e", "6f", "6g", "6h"]) Factorised(name);
        _x = Join("7a", Conv(Conv(_x, 1), 3, 2, same: false), Conv(Oblong(Oblong(Conv(_x, 1), 1, 7), 7, 1), 3, 2, same: false), Pool(_x, 3, 2, same: false));
        foreach (var name in (string[])["7b", "7c", "7d"]) _x = Join(name, Conv(_x, 1), Fork(Conv(_x, 1)), Fork(Oblong(Oblong(Conv(_x, 1), 3, 1), 1, 3)), Conv(Pool(_x, 3, 1), 1));
    }

    private void InceptionResNet(bool same)
    {
        InceptionStemPooled(same);
        _x = Join("5b", Conv(_x, 1), Conv(Conv(_x, 1), 5), Conv(Conv(Conv(_x, 1), 3), 3), Conv(Pool(_x, 3, 1), 1));
        for (var i = 0; i < 10; i++) Residual(Conv(_x, 1), Conv(Conv(_x, 1), 3), Conv(Conv(Conv(_x, 1), 3), 3));
        _x = Join("6a", Conv(_x, 3, 2, same), Conv(Conv(Conv(_x, 1), 3), 3, 2, same), Pool(_x, 3, 2, same));
        for (var i = 0; i < 20; i++) Residual(Conv(_x, 1), Oblong(Oblong(Conv(_x, 1), 1, 7), 7, 1));
        _x = _net.Relu(_x, "PreAuxLogits");
        _x = Join("7a", Conv(Conv(_x, 1), 3, 2, same), Conv(Conv(_x, 1), 3, 2, same), Conv(Conv(Conv(_x, 1), 3), 3, 2, same), Pool(_x, 3, 2, same));
        for (var i = 0; i < 10; i++) Residual(Conv(_x, 1), Oblong(Oblong(Conv(_x, 1), 1, 3), 3, 1));
        _x = Conv(_x, 1, name: "Conv2d_7b_1x1");
    }

    // The stride stands in the last unit of a block, and windows with a stride are padded by (k − 1)/2 on both sides whatever the size is.
    private void ResNet(string model, int depth)
    {
        int[] units = depth switch { 50 => [3, 4, 6, 3], 101 => [3, 4, 23, 3], 152 => [3, 8, 36, 3], _ => [3, 24, 36, 3] };
        _x = _net.Convolution(_x, 2, WindowOptions.Square(7, 2, 3));
        _x = Pool(_x, 3, 2);
        for (var block = 1; block <= units.Length; block++)
        {
            for (var unit = 1; unit <= units[block - 1]; unit++)
            {
                var stride = unit == units[block - 1] && block < units.Length ? 2 : 1;
                var shortcut = unit == 1 ? Conv(_x, 1, stride) : stride > 1 ? Pool(_x, 1, stride) : _x;
                var deep = _net.Convolution(Conv(_x, 1), 2, WindowOptions.Square(3, stride, 1));
                _x = _net.Add(shortcut, Conv(deep, 1));
            }
            _x = _net.Relu(_x, $"{model}/block{block}");
        }
    }

    private void MobileNet()
    {
        _x = Conv(_x, 3, 2, name: "Conv2d_0");
        int[] strides = [1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1];
        for (var i = 0; i < strides.Length; i++)
        {
            _x = _net.Convolution(_x, 2, new() { Kernel = [3], Stride = [strides[i]], Same = true }, groups: 2, layerName: $"Conv2d_{i + 1}_depthwise");
            _x = Conv(_x, 1, name: $"Conv2d_{i + 1}_pointwise");
        }
    }

    private void Factorised(string name) =>
        _x = Join(name, Conv(_x, 1), Oblong(Oblong(Conv(_x, 1), 1, 7), 7, 1), Oblong(Oblong(Oblong(Oblong(Conv(_x, 1), 7, 1), 1, 7), 7, 1), 1, 7), Conv(Pool(_x, 3, 1), 1));

    private void Residual(params GraphTensor[] branches) => _x = _net.Relu(_net.Add(Conv(_x, 1), Conv(_net.Concat(branches), 1)));

    private GraphTensor Fork(GraphTensor x) => _net.Concat([Oblong(x, 1, 3), Oblong(x, 3, 1)]);

    private GraphTensor Join(string name, params GraphTensor[] branches) => _net.Concat(branches, layerName: $"Mixed_{name}");

    private GraphTensor Conv(GraphTensor x, int kernel, int stride = 1, bool same = true, string name = "conv") =>
        _net.Convolution(x, 2, new() { Kernel = [kernel], Stride = [stride], Same = same }, layerName: name);

    private GraphTensor Oblong(GraphTensor x, int height, int width) => _net.Convolution(x, 2, new() { Kernel = [height, width], Same = true });

    private GraphTensor Pool(GraphTensor x, int kernel, int stride, bool same = true, string name = "pool") =>
        _net.MaxPool(x, new() { Kernel = [kernel], Stride = [stride], Same = same }, layerName: name);
}
