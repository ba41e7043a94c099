using Assay.Architecture.Graphs;

namespace Assay.Architecture.Networks.Internals;

/// <summary>Convolution, batch normalisation where it is used, and ReLU: the brick of all these networks.</summary>
internal sealed class ConvolutionBlocks(GraphBuilder net, bool normalize, bool bias, float epsilon = 1e-5f, bool scale = true)
{
    public GraphBuilder Net => net;

    public GraphTensor Conv(GraphTensor input, int channels, WindowOptions window, string name)
    {
        using (net.Scope(name))
        {
            var x = net.Convolution(input, channels, window, bias: bias); // [N, channels, H′, W′]
            if (normalize) x = net.BatchNormalization(x, epsilon, scale);
            return net.Relu(x);
        }
    }

    /// <summary>A square kernel with the padding that keeps the size at stride 1.</summary>
    public GraphTensor Conv(GraphTensor input, int channels, int kernel, string name, int stride = 1) =>
        Conv(input, channels, WindowOptions.Square(kernel, stride, kernel / 2), name);

    /// <summary>A square kernel without padding.</summary>
    public GraphTensor Valid(GraphTensor input, int channels, int kernel, string name, int stride = 1) =>
        Conv(input, channels, WindowOptions.Square(kernel, stride), name);

    /// <summary>A kernel of one row or one column, with the padding that keeps the size.</summary>
    public GraphTensor Line(GraphTensor input, int channels, int height, int width, string name) =>
        Conv(input, channels, new() { Kernel = [height, width], Padding = [height / 2, width / 2] }, name);
}
