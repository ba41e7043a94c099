using System.Runtime.Intrinsics;

namespace Assay.Threshold.Running.Internals;

/// <summary>Operations over blocks of words. A target may be an operand.</summary>
internal static unsafe class WordKernels
{
    /// <summary>The widest registers of this processor.</summary>
    public static VectorWidth Widest => Vector512.IsHardwareAccelerated ? VectorWidth.Bits512 : Vector256.IsHardwareAccelerated ? VectorWidth.Bits256 : VectorWidth.Scalar;

    public static void Apply(OperationKind kind, ulong* target, ulong* a, ulong* b, ulong* c, int words, VectorWidth width)
    {
        switch (kind)
        {
            case OperationKind.And: Loop<AndFunction>(target, a, b, c, words, width); break;
            case OperationKind.AndNot: Loop<AndNotFunction>(target, a, b, c, words, width); break;
            case OperationKind.Or: Loop<OrFunction>(target, a, b, c, words, width); break;
            case OperationKind.OrNot: Loop<OrNotFunction>(target, a, b, c, words, width); break;
            case OperationKind.Xor: Loop<XorFunction>(target, a, b, c, words, width); break;
            case OperationKind.Choose: Loop<ChooseFunction>(target, a, b, c, words, width); break;
            default: new ReadOnlySpan<ulong>(a, words).CopyTo(new(target, words)); break;
        }
    }

    private static void Loop<TFunction>(ulong* target, ulong* a, ulong* b, ulong* c, int words, VectorWidth width) where TFunction : IWordFunction
    {
        var i = 0;
        if (width >= VectorWidth.Bits512)
        {
            for (; i <= words - Vector512<ulong>.Count; i += Vector512<ulong>.Count)
                TFunction.Of(Vector512.Load(a + i), Vector512.Load(b + i), Vector512.Load(c + i)).Store(target + i);
        }
        if (width >= VectorWidth.Bits256)
        {
            for (; i <= words - Vector256<ulong>.Count; i += Vector256<ulong>.Count)
                TFunction.Of(Vector256.Load(a + i), Vector256.Load(b + i), Vector256.Load(c + i)).Store(target + i);
        }
        for (; i < words; i++) target[i] = TFunction.Of(a[i], b[i], c[i]);
    }

    private readonly struct AndFunction : IWordFunction
    {
        public static ulong Of(ulong a, ulong b, ulong c) => a & b;

        public static Vector256<ulong> Of(Vector256<ulong> a, Vector256<ulong> b, Vector256<ulong> c) => a & b;

        public static Vector512<ulong> Of(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c) => a & b;
    }

    private readonly struct AndNotFunction : IWordFunction
    {
        public static ulong Of(ulong a, ulong b, ulong c) => a & ~b;

        public static Vector256<ulong> Of(Vector256<ulong> a, Vector256<ulong> b, Vector256<ulong> c) => Vector256.AndNot(a, b);

        public static Vector512<ulong> Of(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c) => Vector512.AndNot(a, b);
    }

    private readonly struct OrFunction : IWordFunction
    {
        public static ulong Of(ulong a, ulong b, ulong c) => a | b;

        public static Vector256<ulong> Of(Vector256<ulong> a, Vector256<ulong> b, Vector256<ulong> c) => a | b;

        public static Vector512<ulong> Of(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c) => a | b;
    }

    private readonly struct OrNotFunction : IWordFunction
    {
        public static ulong Of(ulong a, ulong b, ulong c) => a | ~b;

        public static Vector256<ulong> Of(Vector256<ulong> a, Vector256<ulong> b, Vector256<ulong> c) => a | ~b;

        public static Vector512<ulong> Of(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c) => a | ~b;
    }

    private readonly struct XorFunction : IWordFunction
    {
        public static ulong Of(ulong a, ulong b, ulong c) => a ^ b;

        public static Vector256<ulong> Of(Vector256<ulong> a, Vector256<ulong> b, Vector256<ulong> c) => a ^ b;

        public static Vector512<ulong> Of(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c) => a ^ b;
    }

    private readonly struct ChooseFunction : IWordFunction
    {
        public static ulong Of(ulong a, ulong b, ulong c) => a & b | c & ~a;

        public static Vector256<ulong> Of(Vector256<ulong> a, Vector256<ulong> b, Vector256<ulong> c) => Vector256.ConditionalSelect(a, b, c);

        public static Vector512<ulong> Of(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c) => Vector512.ConditionalSelect(a, b, c);
    }
}
