using Assay.Torch.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Expression.Autoencoders.Internals;

/// <summary>
/// mean‖∂h/∂x‖²_F of a batch through all layers of the encoder, exactly (Rifai et al. 2011 give it for one layer). With J = M·W₁, where M is the Jacobian of the
/// code by the first layer's sums, no second backward pass is needed: M is made of the weights and of the slopes, which are ordinary terms of the loss.
/// </summary>
internal static class ContractivePenalty
{
    /// <summary>The penalty, a scalar.</summary>
    /// <param name="network">The network.</param>
    /// <param name="before">What each layer of the encoder gave before its activation, [batch, width] each.</param>
    /// <param name="form">How.</param>
    public static Tensor Of(DenseAutoencoder network, IReadOnlyList<Tensor> before, PenaltyForm form)
    {
        var first = network.Layers[0].weight!;                                        // [h, d]
        var batch = before[0].shape[0];
        var (code, hidden, inputs) = (network.Layers[network.EncoderLayers - 1].weight!.shape[0], first.shape[0], first.shape[1]);
        if (form == PenaltyForm.Cheapest) form = Cheapest(batch * code, hidden, inputs);
        if (form == PenaltyForm.Hutchinson)
        {
            // E‖vᵀJ‖² = ‖J‖² for v of independent signs.
            var signs = randint(0, 2, [batch, 1, code]).to(first.dtype).Times(2).Plus(-1);      // [batch, 1, k]
            return Jacobian(network, before, signs).matmul(first).square().sum().Times(1.0 / batch);
        }
        var jacobian = Jacobian(network, before, null);                               // [batch, k, h]
        var stacked = jacobian.reshape(-1, hidden);                                   // [batch·k, h]
        var penalty = form == PenaltyForm.Direct
            ? stacked.matmul(first).square().sum()
            : (stacked.matmul(first.matmul(first.t())) * stacked).sum();
        return penalty.Times(1.0 / batch);
    }

    /// <summary>Sum of squared entries of each sample's Jacobian, [batch].</summary>
    public static Tensor PerSample(DenseAutoencoder network, IReadOnlyList<Tensor> before)
    {
        var first = network.Layers[0].weight!;
        var jacobian = Jacobian(network, before, null);                               // [batch, k, h]
        return (jacobian.matmul(first.matmul(first.t())) * jacobian).sum([1, 2]);
    }

    /// <summary>The form with the fewest operations, forward and backward, for rows = batch·k.</summary>
    public static PenaltyForm Cheapest(long rows, long hidden, long inputs)
    {
        // Each product costs twice as much again backwards; G's own backward pass is one product more.
        var direct = 3.0 * rows * hidden * inputs;
        var gram = 3.0 * hidden * hidden * inputs + 3.0 * rows * hidden * hidden;
        return direct <= gram ? PenaltyForm.Direct : PenaltyForm.Gram;
    }

    // M = W_code·D·…·D₁, from the code backwards; a left factor [batch, 1, k] makes it one row for each sample.
    private static Tensor Jacobian(DenseAutoencoder network, IReadOnlyList<Tensor> before, Tensor? left)
    {
        var last = network.EncoderLayers - 1;
        var code = network.Layers[last].weight!.shape[0];
        var product = left ?? eye(code, dtype: network.Layers[0].weight!.dtype).unsqueeze(0); // [batch or 1, k, k]
        for (var layer = last; layer >= 0; layer--)
        {
            if (network.IsActive(layer)) product = product * network.Slope(before[layer]).unsqueeze(1);
            if (layer > 0) product = product.matmul(network.Layers[layer].weight!);  // [batch, k, width]
        }
        // An encoder without active layers has one Jacobian for all samples.
        return product.shape[0] == before[0].shape[0] ? product : product.expand(before[0].shape[0], product.shape[1], product.shape[2]);
    }
}
