using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Expression.Autoencoders.Internals;

/// <summary>
/// Sets weights so that the network is the projection on principal components. Of leaky units f, f(u) − f(−u) = (1 + a)·u: the first 2k units of each hidden
/// layer carry the k coordinates in pairs, exactly; the others start at random and lead nowhere yet, except towards each other.
/// </summary>
internal static class ComponentStart
{
    private const double Half = 1 / (1 + DenseAutoencoder.LeakySlope);

    /// <param name="network">A network of leaky units whose hidden layers have at least twice the code's width.</param>
    /// <param name="directions">Principal directions in the network's inputs, [k, d], orthonormal.</param>
    /// <param name="deviations">Standard deviation along each, [k], positive: codes start with variance 1.</param>
    /// <param name="mean">Mean of the inputs, [d].</param>
    public static void Apply(DenseAutoencoder network, Tensor directions, Tensor deviations, Tensor mean)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var layers = network.Layers;
        var (last, codeLayer) = (layers.Count - 1, network.EncoderLayers - 1);
        var code = layers[codeLayer].weight!.shape[0];
        var kept = directions.shape[0]; // fewer where the data have fewer dimensions
        var inward = zeros(code, directions.shape[1]);
        inward.narrow(0, 0, kept).copy_(directions / deviations.unsqueeze(1));             // [k, d]
        var outward = zeros(directions.shape[1], code);
        outward.narrow(1, 0, kept).copy_((directions * deviations.unsqueeze(1)).t());      // [d, k]
        for (var i = 0; i <= last; i++)
        {
            var (weight, bias) = (layers[i].weight!, layers[i].bias!);
            var fromPairs = i != 0 && i != codeLayer + 1; // the layer's inputs are the data, or the code, or pairs
            var toPairs = i != codeLayer && i != last;
            var map = i == 0 ? inward : i == last ? outward : eye(code);
            if (fromPairs)
            {
                var paired = zeros(map.shape[0], weight.shape[1]);
                paired.narrow(1, 0, code).copy_(map * Half);
                paired.narrow(1, code, code).copy_(map * -Half);
                map = paired;
            }
            if (toPairs)
            {
                weight.narrow(0, 0, code).copy_(map);
                weight.narrow(0, code, code).copy_(-map);
            }
            else
            {
                weight.copy_(map);
            }
            if (i == 0)
            {
                var shift = inward.matmul(mean);                                           // [k]
                bias.narrow(0, 0, code).copy_(-shift);
                bias.narrow(0, code, code).copy_(shift);
            }
            if (i == last) bias.copy_(mean);
        }
    }
}
