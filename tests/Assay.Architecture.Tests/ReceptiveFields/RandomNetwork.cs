using Assay.Architecture.Graphs;

namespace Assay.Architecture.Tests.ReceptiveFields;

/// <summary>Small networks drawn from a seed: windows of all kinds, branches, resizing, cuts and borders, in one or two dimensions.</summary>
internal sealed class RandomNetwork
{
    private const int Channels = 4;

    private readonly Random _random;
    private readonly GraphBuilder _net;
    private readonly int _axes;

    private RandomNetwork(int seed)
    {
        _random = new Random(seed);
        _net = new GraphBuilder($"network {seed}");
        _axes = _random.Next(5) < 3 ? 1 : 2;
    }

    public static Graph Of(int seed)
    {
        var network = new RandomNetwork(seed);
        return network.Build();
    }

    private Graph Build()
    {
        var sizes = Draw(() => _axes == 1 ? _random.Next(70, 130) : _random.Next(18, 30));
        var x = _net.Input("image", [1, Channels, .. sizes.Select(size => (Dimension)size)]);
        var steps = _random.Next(2, _axes == 1 ? 7 : 5);
        for (var i = 0; i < steps; i++)
        {
            if (Sizes(x).Any(size => size < 6)) break;
            x = _random.Next(3) == 0 ? Branches(x) : Step(x);
        }
        _net.Output(x);
        return _net.Build();
    }

    // Operators of the same total stride beside each other, cut to a common size where they differ.
    private GraphTensor Branches(GraphTensor x)
    {
        var stride = _random.Next(4) == 0 ? 2 : 1;
        var branches = Enumerable.Range(0, _random.Next(2, 4)).Select(_ => Branch(x, stride)).ToArray();
        var common = Enumerable.Range(0, _axes).Select(axis => branches.Min(branch => Sizes(branch)[axis])).ToArray();
        for (var i = 0; i < branches.Length; i++)
        {
            var own = Sizes(branches[i]);
            if (!own.SequenceEqual(common)) branches[i] = Slice(branches[i], [.. own.Select((size, axis) => _random.Next(size - common[axis] + 1))], common, [.. own.Select(_ => 1)]);
        }
        if (_random.Next(2) == 0) return branches.Aggregate((a, b) => _net.Add(a, b));
        return _net.Convolution(_net.Concat(branches), Channels, WindowOptions.Square(1), bias: false);
    }

    private GraphTensor Branch(GraphTensor x, int stride)
    {
        if (_random.Next(4) == 0 && Sizes(x).All(size => size < 60))
        {
            x = Resize(x, [12, 12], "Resize", coordinates: 3);
            x = Window(x, 2);
        }
        x = stride > 1 ? Window(x, stride) : _random.Next(3) == 0 ? x : Window(x, 1);
        return _random.Next(2) == 0 ? x : Window(_net.Relu(x), 1);
    }

    private GraphTensor Step(GraphTensor x) => _random.Next(11) switch
    {
        0 or 1 or 2 => Window(x, 0),
        3 or 4 => Transposed(x),
        5 or 6 => Resize(x, Draw(() => new[] { 3, 4, 5, 6, 9, 12, 15, 18 }[_random.Next(8)]), _random.Next(5) == 0 ? "Upsample" : "Resize"),
        7 => Pad(x),
        8 => Cut(x),
        9 when _axes == 2 => Blocks(x),
        _ => _net.BatchNormalization(x),
    };

    // A convolution or pooling of this stride; of any for 0.
    private GraphTensor Window(GraphTensor x, int stride)
    {
        var sizes = Sizes(x);
        var isPooling = _random.Next(3) == 0;
        var kernel = Draw(() => _random.Next(1, 5));
        var strides = Draw(() => stride > 0 ? stride : _random.Next(1, 4));
        var dilations = isPooling ? Draw(() => 1) : Draw(() => _random.Next(4) == 0 ? _random.Next(2, 4) : 1);
        var extents = kernel.Zip(dilations, (k, d) => (k - 1) * d + 1).ToArray();
        for (var i = 0; i < _axes; i++)
            if (extents[i] > sizes[i]) (kernel[i], dilations[i], extents[i]) = (1, 1, 1);
        var attributes = Attributes(kernel, strides, dilations);
        var automatic = _random.Next(4) == 0;
        if (automatic) attributes["auto_pad"] = _random.Next(2) == 0 ? "SAME_UPPER" : "SAME_LOWER";
        // Poolings take no padding of a whole window.
        else attributes["pads"] = Wide([.. extents.Concat(extents).Select(extent => _random.Next(0, isPooling ? (extent + 1) / 2 : extent))]);
        if (!isPooling) return _net.Node("Conv", [x, Weight(kernel)], attributes);
        attributes.Remove("dilations");
        if (!automatic && _random.Next(2) == 0) attributes["ceil_mode"] = 1L;
        return _net.Node(_random.Next(2) == 0 ? "MaxPool" : "AveragePool", [x], attributes);
    }

    private GraphTensor Transposed(GraphTensor x)
    {
        var kernel = Draw(() => _random.Next(1, 5));
        // Kernels smaller than their stride leave units that see nothing. Fields are followed axis by axis, which does not show where a
        // unit of an image sees nothing along the other axis: such gaps are left to vectors.
        var strides = _axes == 1 ? Draw(() => _random.Next(1, 4)) : [.. kernel.Select(size => _random.Next(1, Math.Min(size, 3) + 1))];
        var dilations = Draw(() => _axes == 1 && _random.Next(4) == 0 ? 2 : 1);
        var attributes = Attributes(kernel, strides, dilations);
        var full = Sizes(x).Select((size, i) => (size - 1) * strides[i] + (kernel[i] - 1) * dilations[i] + 1).ToArray();
        switch (_random.Next(4))
        {
            case 0:
                attributes["auto_pad"] = _random.Next(2) == 0 ? "SAME_UPPER" : "SAME_LOWER";
                // Fewer elements than that cannot be cut off.
                if (kernel.Where((k, i) => (k - 1) * dilations[i] + 1 < strides[i]).Any()) attributes.Remove("auto_pad");
                break;
            case 1:
                attributes["output_shape"] = Wide([.. full.Select(size => size - _random.Next(Math.Min(3, size)))]);
                break;
            default:
                attributes["pads"] = Wide(Draw(() => _random.Next(0, 2)).Concat(Draw(() => _random.Next(0, 2))).ToArray());
                attributes["output_padding"] = Wide([.. strides.Select(stride => _random.Next(stride))]);
                break;
        }
        return Limited(_net.Node("ConvTranspose", [x, Weight(kernel)], attributes));
    }

    // Scales are sixths: exact in the probe's whole numbers, and 2/3 or 3/2 among them.
    private GraphTensor Resize(GraphTensor x, int[] sixths, string @operator, int coordinates = 6)
    {
        var scales = _net.Constant("scales", TensorConstant.FromSingles(TensorShape.Of(_axes + 2), [1, 1, .. sixths.Take(_axes).Select(scale => scale / 6f)]));
        var mode = _random.Next(3) switch { 0 => "nearest", 1 => "linear", _ => @operator == "Upsample" ? "nearest" : "cubic" };
        var attributes = new Dictionary<string, object> { ["mode"] = mode };
        if (@operator == "Upsample") return Limited(_net.Node("Upsample", [x, scales], attributes));
        attributes["coordinate_transformation_mode"] = new[] { "half_pixel", "asymmetric", "pytorch_half_pixel", "tf_half_pixel_for_nn", "half_pixel_symmetric", "align_corners" }[_random.Next(coordinates)];
        attributes["nearest_mode"] = new[] { "round_prefer_floor", "round_prefer_ceil", "floor", "ceil" }[_random.Next(4)];
        if (mode != "nearest" && _random.Next(3) == 0) attributes["antialias"] = 1L;
        if (_random.Next(4) > 0) return Limited(_net.Node("Resize", [x, null, scales], attributes));
        var asked = _net.Constant("sizes", TensorConstant.FromInt64([1, Channels, .. Sizes(x).Select((size, i) => (long)Math.Max(4, size * sixths[i] / 6))]));
        return Limited(_net.Node("Resize", [x, null, null, asked], attributes));
    }

    private GraphTensor Pad(GraphTensor x)
    {
        var pads = Draw(() => _random.Next(-1, 4)).Concat(Draw(() => _random.Next(-1, 4))).Select(pad => (long)pad).ToArray();
        return _net.Node("Pad", [x, _net.Constant("pads", TensorConstant.FromInt64([0, 0, .. pads[.._axes], 0, 0, .. pads[_axes..]]))]);
    }

    private GraphTensor Cut(GraphTensor x)
    {
        var steps = Draw(() => new[] { 1, 1, 2, -1 }[_random.Next(4)]);
        var sizes = Sizes(x);
        var starts = steps.Select((step, i) => step > 0 ? _random.Next(0, 3) : sizes[i] - 1 - _random.Next(0, 3)).ToArray();
        var counts = steps.Select((step, i) => step > 0 ? (sizes[i] - starts[i] - 1) / step : starts[i]).ToArray();
        return Slice(x, starts, counts, steps);
    }

    private GraphTensor Slice(GraphTensor x, int[] starts, int[] counts, int[] steps)
    {
        var ends = starts.Select((start, i) => (long)(start + counts[i] * steps[i])).ToArray();
        var axes = Enumerable.Range(2, _axes).Select(axis => (long)axis).ToArray();
        return _net.Node("Slice", [x, .. new[] { Wide(starts), ends, axes, Wide(steps) }.Select(values => _net.Constant("slice", TensorConstant.FromInt64(values)))]);
    }

    private GraphTensor Blocks(GraphTensor x)
    {
        var deeper = _random.Next(2) == 0;
        if (deeper && Sizes(x).Any(size => size % 2 != 0) || !deeper && Sizes(x).Any(size => size > 60)) return _net.Relu(x);
        x = _net.Node(deeper ? "SpaceToDepth" : "DepthToSpace", [x], new Dictionary<string, object> { ["blocksize"] = 2L });
        return _net.Convolution(x, Channels, WindowOptions.Square(1), bias: false);
    }

    private GraphTensor Limited(GraphTensor x)
    {
        var limit = _axes == 1 ? 260 : 48;
        var sizes = Sizes(x);
        return sizes.All(size => size <= limit) ? x : Slice(x, [.. sizes.Select(_ => 0)], [.. sizes.Select(size => Math.Min(size, limit))], [.. sizes.Select(_ => 1)]);
    }

    private static Dictionary<string, object> Attributes(int[] kernel, int[] strides, int[] dilations) => new()
    {
        ["kernel_shape"] = Wide(kernel),
        ["strides"] = Wide(strides),
        ["dilations"] = Wide(dilations),
    };

    private GraphTensor Weight(int[] kernel) => _net.Weight("weight", TensorShape.Of([Channels, Channels, .. Wide(kernel)]), 1);

    private int[] Draw(Func<int> value) => [.. Enumerable.Range(0, _axes).Select(_ => value())];

    private static long[] Wide(IEnumerable<int> values) => [.. values.Select(value => (long)value)];

    private static int[] Sizes(GraphTensor x) => [.. x.Shape!.Skip(2).Select(size => size.TryGetValue(out var number) ? (int)number : throw new InvalidOperationException(x.ToString()))];
}
