using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Embeddings.Training.Internals.Kernels;

/// <summary>Eight lanes (AVX2 with FMA).</summary>
internal readonly struct Lanes256 : ILanes<Vector256<float>>
{
    public static int Width => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector256<float> Load(float* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(float* target, Vector256<float> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> left, Vector256<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> left, Vector256<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> left, Vector256<float> right, Vector256<float> addend) =>
        Vector256.MultiplyAddEstimate(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> value) => Vector256.Sum(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Max(Vector256<float> left, Vector256<float> right) => Vector256.Max(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> value) => Vector256.Exp(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Slope(
        Vector256<float> logits, Vector256<float> signs, ref Vector256<float> hingeSum, ref Vector256<float> logArgument)
    {
        var x = -(logits * signs);
        var decay = ExpNonPositive(-Vector256.Abs(x));
        var one = Vector256<float>.One;
        var argument = one + decay;
        hingeSum += Vector256.Max(x, Vector256<float>.Zero);
        logArgument *= argument;
        // σ(x) = 1/(1 + e^−|x|) for x ≥ 0 and e^−|x|/(1 + e^−|x|) below: no overflow, no cancellation.
        var numerator = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(x, Vector256<float>.Zero), one, decay);
        return signs * (numerator / argument);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreSums(
        float* target, Vector256<float> a0, Vector256<float> a1, Vector256<float> a2, Vector256<float> a3, Vector256<float> a4, Vector256<float> a5)
    {
        if (!Avx.IsSupported)
        {
            Lanes128.StoreSums(target, Fold(a0), Fold(a1), Fold(a2), Fold(a3), Fold(a4), Fold(a5));
            return;
        }
        var first = Avx.HorizontalAdd(Avx.HorizontalAdd(a0, a1), Avx.HorizontalAdd(a2, a3));
        Fold(first).Store(target);
        var a45 = Avx.HorizontalAdd(a4, a5);
        var rest = Fold(Avx.HorizontalAdd(a45, a45));
        *(double*)(target + 4) = rest.AsDouble().ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreSums(float* target, Vector256<float> a0, Vector256<float> a1, Vector256<float> a2) =>
        Lanes128.StoreSums(target, Fold(a0), Fold(a1), Fold(a2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Fold(Vector256<float> value) => value.GetLower() + value.GetUpper();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ExpNonPositive(Vector256<float> x)
    {
        x = Vector256.Max(x, Vector256.Create(ExpPolynomial.Lowest));
        var n = Vector256.Round(x * Vector256.Create(ExpPolynomial.Log2E));
        var r = MultiplyAdd(n, Vector256.Create(-ExpPolynomial.Ln2High), x);
        r = MultiplyAdd(n, Vector256.Create(-ExpPolynomial.Ln2Low), r);
        var p = Vector256.Create(ExpPolynomial.C6);
        p = MultiplyAdd(p, r, Vector256.Create(ExpPolynomial.C5));
        p = MultiplyAdd(p, r, Vector256.Create(ExpPolynomial.C4));
        p = MultiplyAdd(p, r, Vector256.Create(ExpPolynomial.C3));
        p = MultiplyAdd(p, r, Vector256.Create(ExpPolynomial.C2));
        p = MultiplyAdd(p, r, Vector256<float>.One);
        p = MultiplyAdd(p, r, Vector256<float>.One);
        var exponent = Vector256.ShiftLeft(Vector256.ConvertToInt32Native(n) + Vector256.Create(127), 23);
        return p * exponent.AsSingle();
    }
}
