namespace Assay.Embeddings.Gradients.Internals;

/// <summary>L = Σ_i softplus(−s_i·O_i·h), what negative sampling and hierarchical softmax have in common.</summary>
internal static class LogisticGradients
{
    public static (double Loss, double[] Input, double[] Outputs) Of(ReadOnlySpan<double> input, ReadOnlySpan<double> outputs, ReadOnlySpan<double> signs)
    {
        var loss = 0.0;
        var toInput = new double[input.Length];     // [d]
        var toOutputs = new double[outputs.Length]; // [m, d]
        for (var i = 0; i < signs.Length; i++)
        {
            var row = outputs.Slice(i * input.Length, input.Length);
            var x = -signs[i] * WindowShapes.Dot(row, input);
            var decay = Math.Exp(-Math.Abs(x));
            loss += Math.Max(x, 0) + Math.Log(1 + decay);
            var slope = -signs[i] * (x >= 0 ? 1 : decay) / (1 + decay); // dL/dz = −s·σ(−s·z)
            WindowShapes.AddScaled(toInput, slope, row);
            WindowShapes.AddScaled(toOutputs.AsSpan(i * input.Length, input.Length), slope, input);
        }
        return (loss, toInput, toOutputs);
    }
}
