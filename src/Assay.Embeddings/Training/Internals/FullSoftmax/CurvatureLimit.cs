using Assay.Embeddings.Training.Internals.Kernels;

namespace Assay.Embeddings.Training.Internals.FullSoftmax;

/// <summary>
/// Limits each row's step by the curvature of the batch's loss along it. With plain descent the rows of frequent words, whose gradients the whole
/// batch adds up, overshoot once the vectors have grown, and the loss of a large corpus diverges after a few million words.
/// </summary>
/// <remarks>
/// The Hessian of Σ_b C_b·log Σ_i e^{z_bi} in z_b is C_b·(diag(p) − p·pᵀ) ⪯ C_b·diag(p). So along row i of W′ the curvature is at most
/// Σ_b C_b·p_bi·|h_b|², and along h_b at most C_b·Σ_i p_bi·|W′_i|². A step of 1/curvature cannot overshoot; half of it, since both move at once.
/// Costs O(V·b) for the batch, against O(V·b·d) for its products.
/// </remarks>
internal static unsafe class CurvatureLimit<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private const float ShareOfSafeStep = 0.5f;

    /// <summary>The learning rate, or less where the curvature asks for it.</summary>
    public static float Rate(float learningRate, float curvature) => learningRate * curvature <= ShareOfSafeStep ? learningRate : ShareOfSafeStep / curvature;

    /// <summary>Σ x·y; the length is a multiple of the vectors'.</summary>
    public static float Dot(float* x, float* y, int length)
    {
        var sum = TLanes.Broadcast(0);
        for (nint i = 0; i < length; i += TLanes.Width) sum = TLanes.MultiplyAdd(TLanes.Load(x + i), TLanes.Load(y + i), sum);
        var parts = stackalloc float[16];
        TLanes.Store(parts, sum);
        var total = 0f;
        for (var i = 0; i < TLanes.Width; i++) total += parts[i];
        return total;
    }

    /// <summary>sum += factor·x.</summary>
    public static void AddScaled(float* sum, float* x, float factor, int length)
    {
        var scale = TLanes.Broadcast(factor);
        for (nint i = 0; i < length; i += TLanes.Width) TLanes.Store(sum + i, TLanes.MultiplyAdd(TLanes.Load(x + i), scale, TLanes.Load(sum + i)));
    }
}
