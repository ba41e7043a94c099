using Assay.Core.Randomness;
using Assay.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Assay.Torch.Trials.Internals;

/// <summary>Fully connected networks as people build them.</summary>
internal static class TrialNetwork
{
    /// <summary>Makes a network.</summary>
    /// <param name="widths">From inputs to outputs.</param>
    /// <param name="hidden">What hidden units do.</param>
    /// <param name="output">What the outputs do.</param>
    /// <param name="normalises">Whether a batch norm follows each hidden sum.</param>
    /// <param name="scale">What weights of hidden layers are multiplied by.</param>
    /// <param name="bias">Bias of hidden units.</param>
    /// <param name="usual">Whether weights are of variance 2/inputs or 1/inputs as units need, rather than of TorchSharp's 1/(3·inputs).</param>
    /// <param name="random">Random numbers.</param>
    public static Sequential Make(int[] widths, ActivationKind hidden, ActivationKind output, bool normalises, double scale, double bias, bool usual, RandomStream random)
    {
        using var quiet = no_grad();
        var network = nn.Sequential();
        for (var i = 0; i + 1 < widths.Length; i++)
        {
            var last = i + 2 == widths.Length;
            var linear = nn.Linear(widths[i], widths[i + 1]);
            var gain = hidden is ActivationKind.Relu or ActivationKind.LeakyRelu ? 2.0 : 1.0;
            var spread = usual ? Math.Sqrt((last ? 1 : gain) / widths[i]) : 1 / Math.Sqrt(3.0 * widths[i]);
            if (!last) spread *= scale;
            var weights = new float[widths[i] * widths[i + 1]];
            for (var j = 0; j < weights.Length; j++) weights[j] = (float)(spread * random.NextGaussian());
            linear.weight!.copy_(tensor(weights, widths[i + 1], widths[i]));
            linear.bias!.copy_(tensor(Enumerable.Repeat(last ? 0f : (float)bias, widths[i + 1]).ToArray()));
            network.append($"layer{i}", linear);
            if (!last && normalises) network.append($"norm{i}", nn.BatchNorm1d(widths[i + 1]));
            var kind = last ? output : hidden;
            if (kind == ActivationKind.Linear) continue;
            network.append($"units{i}", kind switch
            {
                ActivationKind.Relu when random.NextInt32(2) == 0 => nn.ReLU(),
                ActivationKind.Tanh when random.NextInt32(2) == 0 => nn.Tanh(),
                ActivationKind.Sigmoid when random.NextInt32(2) == 0 => nn.Sigmoid(),
                ActivationKind.SmoothRelu => nn.GELU(),
                _ => new ActivationLayer(kind),
            });
        }
        return network;
    }
}
