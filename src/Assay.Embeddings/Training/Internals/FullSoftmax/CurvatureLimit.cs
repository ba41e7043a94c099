using System.Runtime.CompilerServices;
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Rate(float learningRate, float curvature) => learningRate * curvature <= ShareOfSafeStep ? learningRate : ShareOfSafeStep / curvature;

    /// <summary>Σ x·y; the length is a multiple of the vectors'.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Dot(float* x, float* y, int length)
    {
        var sum = TLanes.Broadcast(0);
        for (nint i = 0; i < length; i += TLanes.Width) sum = TLanes.MultiplyAdd(TLanes.Load(x + i), TLanes.Load(y + i), sum);
        return TLanes.Sum(sum);
    }

    /// <summary>
    /// For some rows of G = C·p [rows, columns]: adds each word's share C_b·p_bi·|W′_i|² to the curvatures along h_b, finds the rate of row i of W′,
    /// and scales the row of G by it, so that one product then takes all steps of W′.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called a few hundred times an epoch: it would spend a short training unoptimised
    public static void ScaleByRates(
        float* gradients, nint gradientStride, int rows, int columns, float* words, nint wordStride, int dimensions, float* squaredNorms, float learningRate, float* curvatures, float* rates)
    {
        for (var row = 0; row < rows; row++, gradients += gradientStride, words += wordStride)
        {
            var squaredNorm = TLanes.Broadcast(Dot(words, words, dimensions));
            var sum = TLanes.Broadcast(0);
            for (nint b = 0; b < columns; b += TLanes.Width)
            {
                var share = TLanes.Load(gradients + b);
                sum = TLanes.MultiplyAdd(share, TLanes.Load(squaredNorms + b), sum);
                TLanes.Store(curvatures + b, TLanes.MultiplyAdd(share, squaredNorm, TLanes.Load(curvatures + b)));
            }
            rates[row] = Rate(learningRate, TLanes.Sum(sum));
            var scale = TLanes.Broadcast(rates[row]);
            for (nint b = 0; b < columns; b += TLanes.Width) TLanes.Store(gradients + b, TLanes.Multiply(TLanes.Load(gradients + b), scale));
        }
    }
}
