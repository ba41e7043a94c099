using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Assay.Embeddings.Training.Internals.Kernels;

/// <summary>Four lanes (SSE, NEON).</summary>
internal readonly struct Lanes128 : ILanes<Vector128<float>>
{
    public static int Width => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector128<float> Load(float* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(float* target, Vector128<float> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> left, Vector128<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> left, Vector128<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> addend) =>
        Vector128.MultiplyAddEstimate(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> value) => Vector128.Sum(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Max(Vector128<float> left, Vector128<float> right) => Vector128.Max(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp(Vector128<float> value) => Vector128.Exp(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Slope(
        Vector128<float> logits, Vector128<float> signs, ref Vector128<float> hingeSum, ref Vector128<float> logArgument)
    {
        var x = -(logits * signs);
        var decay = ExpNonPositive(-Vector128.Abs(x));
        var one = Vector128<float>.One;
        var argument = one + decay;
        hingeSum += Vector128.Max(x, Vector128<float>.Zero);
        logArgument *= argument;
        // σ(x) = 1/(1 + e^−|x|) for x ≥ 0 and e^−|x|/(1 + e^−|x|) below: no overflow, no cancellation.
        var numerator = Vector128.ConditionalSelect(Vector128.GreaterThanOrEqual(x, Vector128<float>.Zero), one, decay);
        return signs * (numerator / argument);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreSums(
        float* target, Vector128<float> a0, Vector128<float> a1, Vector128<float> a2, Vector128<float> a3, Vector128<float> a4, Vector128<float> a5)
    {
        StoreSums(target, a0, a1, a2);
        StoreSums(target + 3, a3, a4, a5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreSums(float* target, Vector128<float> a0, Vector128<float> a1, Vector128<float> a2)
    {
        target[0] = Vector128.Sum(a0);
        target[1] = Vector128.Sum(a1);
        target[2] = Vector128.Sum(a2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ExpNonPositive(Vector128<float> x)
    {
        x = Vector128.Max(x, Vector128.Create(ExpPolynomial.Lowest));
        var n = Vector128.Round(x * Vector128.Create(ExpPolynomial.Log2E));
        var r = MultiplyAdd(n, Vector128.Create(-ExpPolynomial.Ln2High), x);
        r = MultiplyAdd(n, Vector128.Create(-ExpPolynomial.Ln2Low), r);
        var p = Vector128.Create(ExpPolynomial.C6);
        p = MultiplyAdd(p, r, Vector128.Create(ExpPolynomial.C5));
        p = MultiplyAdd(p, r, Vector128.Create(ExpPolynomial.C4));
        p = MultiplyAdd(p, r, Vector128.Create(ExpPolynomial.C3));
        p = MultiplyAdd(p, r, Vector128.Create(ExpPolynomial.C2));
        p = MultiplyAdd(p, r, Vector128<float>.One);
        p = MultiplyAdd(p, r, Vector128<float>.One);
        var exponent = Vector128.ShiftLeft(Vector128.ConvertToInt32Native(n) + Vector128.Create(127), 23);
        return p * exponent.AsSingle();
    }
}
