using Assay.Core.Errors;

namespace Assay.Architecture.Graphs;

// The layers of image networks.
public sealed partial class GraphBuilder
{
    /// <summary>Convolution: [N, C_in, H, W] to [N, channels, H′, W′], weights [channels, C_in/groups, k_h, k_w].</summary>
    /// <param name="input">Batch of images; one or three spatial axes work too.</param>
    /// <param name="channels">Output channels C_out.</param>
    /// <param name="window">Kernel, stride, padding, dilation.</param>
    /// <param name="groups">Channel groups that do not see each other; C_in for a depthwise convolution.</param>
    /// <param name="bias">Whether C_out biases are added; superfluous before batch normalisation.</param>
    /// <param name="layerName">Name.</param>
    public GraphTensor Convolution(GraphTensor input, int channels, WindowOptions window, int groups = 1, bool bias = true, string layerName = "conv")
    {
        var shape = Known(input);
        var kernel = PerAxis(window.Kernel, shape.Rank - 2, nameof(window));
        var taken = Number(shape[1], "channels");
        if (groups < 1 || taken % groups != 0) throw new ArgumentException($"{taken} channels cannot be split in {groups} groups.", nameof(groups));
        var scoped = Scoped(layerName);
        var fanIn = kernel.Aggregate(taken / groups, (product, size) => product * size);
        // He et al. 2015: variance 2 / fan-in keeps the scale of activations through ReLUs.
        var weights = Weight($"{scoped}.weight", TensorShape.Of([channels, taken / groups, .. kernel.Select(size => (long)size)]), Math.Sqrt(2.0 / fanIn));
        List<GraphTensor?> inputs = [input, weights];
        if (bias) inputs.Add(Constant($"{scoped}.bias", TensorConstant.Fill(TensorType.Float32, TensorShape.Of(channels), 0)));
        return Node("Conv", inputs, WindowAttributes(window, shape.Rank - 2, groups), layerName);
    }

    /// <summary>Batch normalisation over channels, with stored mean and variance; four vectors [C].</summary>
    /// <param name="input">[N, C, …].</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="scale">Whether a scale γ is trained; TF-Slim's Inception networks keep it at 1.</param>
    /// <param name="layerName">Name.</param>
    public GraphTensor BatchNormalization(GraphTensor input, float epsilon = 1e-5f, bool scale = true, string layerName = "bn")
    {
        var channels = TensorShape.Of(Number(Known(input)[1], "channels"));
        var scoped = Scoped(layerName);
        var vectors = new[] { ("scale", 1.0), ("bias", 0.0), ("running_mean", 0.0), ("running_var", 1.0) };
        var inputs = new List<GraphTensor?> { input };
        foreach (var (part, value) in vectors) inputs.Add(Constant($"{scoped}.{(part == "scale" && !scale ? "constant_scale" : part)}", TensorConstant.Fill(TensorType.Float32, channels, value)));
        return Node("BatchNormalization", inputs, new Dictionary<string, object> { ["epsilon"] = epsilon }, layerName);
    }

    /// <summary>max(0, x).</summary>
    public GraphTensor Relu(GraphTensor input, string layerName = "relu") => Node("Relu", [input], null, layerName);

    /// <summary>The largest element of each window.</summary>
    public GraphTensor MaxPool(GraphTensor input, WindowOptions window, bool ceilMode = false, string layerName = "maxpool") =>
        Node("MaxPool", [input], Pooling(input, window, ceilMode), layerName);

    /// <summary>The mean of each window.</summary>
    public GraphTensor AveragePool(GraphTensor input, WindowOptions window, bool ceilMode = false, bool countPadding = true, string layerName = "avgpool")
    {
        var attributes = Pooling(input, window, ceilMode);
        if (countPadding) attributes["count_include_pad"] = 1L;
        return Node("AveragePool", [input], attributes, layerName);
    }

    /// <summary>The mean of each channel: [N, C, H, W] to [N, C, 1, 1].</summary>
    public GraphTensor GlobalAveragePool(GraphTensor input, string layerName = "globalpool") => Node("GlobalAveragePool", [input], null, layerName);

    /// <summary>
    /// Means over a grid of fixed size whatever the input's is: [N, C, H, W] to [N, C, size, size]. Exists for inputs of known size that it
    /// divides, where it is an average pooling.
    /// </summary>
    /// <exception cref="InputException">The input's size is symbolic or no multiple of <paramref name="size"/>.</exception>
    public GraphTensor AdaptiveAveragePool(GraphTensor input, int size, string layerName = "avgpool")
    {
        var shape = Known(input);
        if (size == 1) return GlobalAveragePool(input, layerName);
        var kernel = shape.Skip(2).Select(axis => axis.TryGetValue(out var number) && number % size == 0
            ? (int)(number / size)
            : throw new InputException($"Graph {Name}: '{layerName}' pools to {size} and needs an input of a multiple of {size} on each axis, but gets {shape}; give a size for which it does.")).ToArray();
        return AveragePool(input, new() { Kernel = kernel, Stride = kernel }, layerName: layerName);
    }

    /// <summary>Channels of several images behind each other.</summary>
    public GraphTensor Concat(IReadOnlyList<GraphTensor> inputs, int axis = 1, string layerName = "concat") => Node("Concat", inputs, new Dictionary<string, object> { ["axis"] = (long)axis }, layerName);

    /// <summary>Element-wise sum.</summary>
    public GraphTensor Add(GraphTensor left, GraphTensor right, string layerName = "add") => Node("Add", [left, right], null, layerName);

    /// <summary>Sets random elements to zero in training; does nothing afterwards.</summary>
    public GraphTensor Dropout(GraphTensor input, float rate = 0.5f, string layerName = "dropout")
    {
        var ratio = Constant($"{Scoped(layerName)}.ratio", TensorConstant.FromSingles(TensorShape.Scalar, [rate]));
        return Node("Dropout", [input, ratio], null, layerName);
    }

    /// <summary>[N, C, H, W] to [N, C·H·W].</summary>
    public GraphTensor Flatten(GraphTensor input, string layerName = "flatten") => Node("Flatten", [input], new Dictionary<string, object> { ["axis"] = 1L }, layerName);

    /// <summary>Fully connected layer: [N, features] to [N, units], weights [units, features]. An image is flattened first.</summary>
    public GraphTensor Dense(GraphTensor input, int units, bool bias = true, string layerName = "fc")
    {
        if (Known(input).Rank > 2) input = Flatten(input, $"{layerName}_flatten");
        var features = Number(Known(input)[1], "features");
        var scoped = Scoped(layerName);
        List<GraphTensor?> inputs = [input, Weight($"{scoped}.weight", TensorShape.Of(units, features), Math.Sqrt(1.0 / features))];
        if (bias) inputs.Add(Constant($"{scoped}.bias", TensorConstant.Fill(TensorType.Float32, TensorShape.Of(units), 0)));
        return Node("Gemm", inputs, new Dictionary<string, object> { ["transB"] = 1L }, layerName);
    }

    /// <summary>Division by a power of the sum of squares of neighbouring channels (Krizhevsky et al. 2012, section 3.3).</summary>
    public GraphTensor LocalResponseNormalization(GraphTensor input, int size = 5, float alpha = 1e-4f, float beta = 0.75f, float bias = 1, string layerName = "lrn") =>
        Node("LRN", [input], new Dictionary<string, object> { ["size"] = (long)size, ["alpha"] = alpha, ["beta"] = beta, ["bias"] = bias }, layerName);

    /// <summary>exp(x)/Σ exp(x) over an axis.</summary>
    public GraphTensor Softmax(GraphTensor input, int axis = -1, string layerName = "softmax") => Node("Softmax", [input], new Dictionary<string, object> { ["axis"] = (long)axis }, layerName);

    private Dictionary<string, object> Pooling(GraphTensor input, WindowOptions window, bool ceilMode)
    {
        var axes = Known(input).Rank - 2;
        var attributes = WindowAttributes(window, axes, 1);
        attributes.Remove("group");
        // Poolings know dilations only since version 10 and runtimes take them for the maximum alone.
        if (window.Dilation.All(step => step == 1)) attributes.Remove("dilations");
        if (ceilMode) attributes["ceil_mode"] = 1L;
        return attributes;
    }

    private static Dictionary<string, object> WindowAttributes(WindowOptions window, int axes, int groups)
    {
        var attributes = new Dictionary<string, object>
        {
            ["kernel_shape"] = PerAxis(window.Kernel, axes, nameof(window)).Select(size => (long)size).ToArray(),
            ["strides"] = PerAxis(window.Stride, axes, nameof(window)).Select(size => (long)size).ToArray(),
            ["dilations"] = PerAxis(window.Dilation, axes, nameof(window)).Select(size => (long)size).ToArray(),
            ["group"] = (long)groups,
        };
        if (window.Same) attributes["auto_pad"] = "SAME_UPPER";
        else attributes["pads"] = (window.Padding.Count == 2 * axes ? window.Padding : [.. PerAxis(window.Padding, axes, nameof(window)), .. PerAxis(window.Padding, axes, nameof(window))]).Select(size => (long)size).ToArray();
        return attributes;
    }

    private static IReadOnlyList<int> PerAxis(IReadOnlyList<int> values, int axes, string parameter) =>
        values.Count == axes ? values : values.Count == 1 ? [.. Enumerable.Repeat(values[0], axes)] : throw new ArgumentException($"{values.Count} values do not fit {axes} axes.", parameter);

    private TensorShape Known(GraphTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Shape ?? throw new InputException($"Graph {Name}: the shape of '{tensor.Name}' is not known; add it with an operator that is understood.");
    }

    private long Number(Dimension size, string what) =>
        size.TryGetValue(out var value) ? value : throw new InputException($"Graph {Name}: the number of {what} must be known, but is {size}; give the input's size as a number.");
}
