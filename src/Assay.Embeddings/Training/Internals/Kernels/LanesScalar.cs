namespace Assay.Embeddings.Training.Internals.Kernels;

/// <summary>One lane, in plain arithmetic: the twin that the vector widths are tested against.</summary>
internal readonly struct LanesScalar : ILanes<float>
{
    public static int Width => 1;

    public static unsafe float Load(float* source) => *source;

    public static unsafe void Store(float* target, float value) => *target = value;

    public static float Broadcast(float value) => value;

    public static float Add(float left, float right) => left + right;

    public static float Multiply(float left, float right) => left * right;

    public static float MultiplyAdd(float left, float right, float addend) => left * right + addend;

    public static float Sum(float value) => value;

    public static float Max(float left, float right) => MathF.Max(left, right);

    public static float Exp(float value) => MathF.Exp(value);

    public static float Slope(float logits, float signs, ref float hingeSum, ref float logArgument)
    {
        var x = -(logits * signs);
        var decay = MathF.Exp(-MathF.Abs(x));
        hingeSum += MathF.Max(x, 0);
        logArgument *= 1 + decay;
        return signs * ((x >= 0 ? 1 : decay) / (1 + decay));
    }

    public static unsafe void StoreSums(float* target, float a0, float a1, float a2, float a3, float a4, float a5)
    {
        StoreSums(target, a0, a1, a2);
        StoreSums(target + 3, a3, a4, a5);
    }

    public static unsafe void StoreSums(float* target, float a0, float a1, float a2)
    {
        target[0] = a0;
        target[1] = a1;
        target[2] = a2;
    }
}
