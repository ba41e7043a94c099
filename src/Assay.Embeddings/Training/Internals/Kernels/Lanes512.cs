using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Assay.Embeddings.Training.Internals.Kernels;

/// <summary>Sixteen lanes (AVX-512).</summary>
internal readonly struct Lanes512 : ILanes<Vector512<float>>
{
    public static int Width => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<float> Load(float* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(float* target, Vector512<float> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> left, Vector512<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> left, Vector512<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> left, Vector512<float> right, Vector512<float> addend) =>
        Vector512.MultiplyAddEstimate(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> value) => Vector512.Sum(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> left, Vector512<float> right) => Vector512.Max(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> value) => Vector512.Exp(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Slope(
        Vector512<float> logits, Vector512<float> signs, ref Vector512<float> hingeSum, ref Vector512<float> logArgument)
    {
        var x = -(logits * signs);
        var decay = ExpNonPositive(-Vector512.Abs(x));
        var one = Vector512<float>.One;
        var argument = one + decay;
        hingeSum += Vector512.Max(x, Vector512<float>.Zero);
        logArgument *= argument;
        // σ(x) = 1/(1 + e^−|x|) for x ≥ 0 and e^−|x|/(1 + e^−|x|) below: no overflow, no cancellation.
        var numerator = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(x, Vector512<float>.Zero), one, decay);
        return signs * (numerator / argument);
    }

    // The upper half is added to the lower one first: 512-bit shuffles cost twice their 256-bit twins on half the processors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreSums(
        float* target, Vector512<float> a0, Vector512<float> a1, Vector512<float> a2, Vector512<float> a3, Vector512<float> a4, Vector512<float> a5) =>
        Lanes256.StoreSums(target, Fold(a0), Fold(a1), Fold(a2), Fold(a3), Fold(a4), Fold(a5));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreSums(float* target, Vector512<float> a0, Vector512<float> a1, Vector512<float> a2) =>
        Lanes256.StoreSums(target, Fold(a0), Fold(a1), Fold(a2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Fold(Vector512<float> value) => value.GetLower() + value.GetUpper();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpNonPositive(Vector512<float> x)
    {
        x = Vector512.Max(x, Vector512.Create(ExpPolynomial.Lowest));
        var n = Vector512.Round(x * Vector512.Create(ExpPolynomial.Log2E));
        var r = MultiplyAdd(n, Vector512.Create(-ExpPolynomial.Ln2High), x);
        r = MultiplyAdd(n, Vector512.Create(-ExpPolynomial.Ln2Low), r);
        var p = Vector512.Create(ExpPolynomial.C6);
        p = MultiplyAdd(p, r, Vector512.Create(ExpPolynomial.C5));
        p = MultiplyAdd(p, r, Vector512.Create(ExpPolynomial.C4));
        p = MultiplyAdd(p, r, Vector512.Create(ExpPolynomial.C3));
        p = MultiplyAdd(p, r, Vector512.Create(ExpPolynomial.C2));
        p = MultiplyAdd(p, r, Vector512<float>.One);
        p = MultiplyAdd(p, r, Vector512<float>.One);
        var exponent = Vector512.ShiftLeft(Vector512.ConvertToInt32Native(n) + Vector512.Create(127), 23);
        return p * exponent.AsSingle();
    }
}
