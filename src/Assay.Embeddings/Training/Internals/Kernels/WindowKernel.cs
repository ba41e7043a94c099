using System.Runtime.CompilerServices;

namespace Assay.Embeddings.Training.Internals.Kernels;

/// <summary>
/// One step of stochastic gradient descent on the logistic losses of a window: n input rows against m output rows.
/// The logits Z = In·Outᵀ [n, m], the slopes G = −η·dL/dZ [n, m] and both updates In += G·Out, Out += Gᵀ·In are small matrix
/// products, blocked so that their operands stay in registers (Ji et al. 2016 showed the gain from sharing one set of outputs).
/// Negative sampling and hierarchical softmax differ only in the rows and the signs that they pass.
/// The loops ask for full optimisation at the first call: a quarter of a short training would else pass in code that is not optimised yet.
/// </summary>
internal static unsafe partial class WindowKernel<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Performs the step. The loss before it is added to <paramref name="loss"/>, each dummy prediction counting ln 2.</summary>
    public static void Step(ref readonly WindowRows window, float learningRate, ref LossLanes<TLanes, TVector> loss)
    {
        Logits(in window);
        Slopes(window.Slopes, window.Signs, window.Inputs * window.Outputs, learningRate, ref loss);
        if (window.Outputs == 6) UpdateSixOutputs(in window);
        else UpdateAnyOutputs(in window);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Slopes(float* logits, float* signs, int count, float learningRate, ref LossLanes<TLanes, TVector> loss)
    {
        // Lanes beyond the last logit get a prediction that is right beyond doubt: neither loss nor slope.
        if (TLanes.Width > 1) TLanes.Store(logits + count, TLanes.Multiply(TLanes.Load(signs + count), TLanes.Broadcast(100)));
        var rate = TLanes.Broadcast(learningRate);
        for (var start = 0; start < count;)
        {
            var end = Math.Min(count, start + LossLanes<TLanes, TVector>.FactorsAtOnce * TLanes.Width);
            loss.Open(out var hinge, out var argument);
            var factors = 0;
            for (; start < end; start += TLanes.Width, factors++)
            {
                var slope = TLanes.Slope(TLanes.Load(logits + start), TLanes.Load(signs + start), ref hinge, ref argument);
                TLanes.Store(logits + start, TLanes.Multiply(slope, rate));
            }
            loss.Close(hinge, argument, factors);
        }
    }
}
