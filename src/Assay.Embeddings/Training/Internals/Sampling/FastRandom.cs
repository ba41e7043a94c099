using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Core.Randomness;

namespace Assay.Embeddings.Training.Internals.Sampling;

/// <summary>The generator of <see cref="RandomStream"/> as a value, so that its state lives in registers inside the training loop.</summary>
internal struct FastRandom
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>The stream of one block in one pass over the corpus, whoever reads it and whatever was drawn before.</summary>
    public static FastRandom Of(ulong seed, int epoch, int block)
    {
        var state = seed;
        state = Mix(ref state) ^ ((ulong)(uint)epoch << 32 | (uint)block);
        var random = default(FastRandom);
        random._s0 = Mix(ref state);
        random._s1 = Mix(ref state);
        random._s2 = Mix(ref state);
        random._s3 = Mix(ref state);
        return random;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A number in [0, bound) from the upper half of <paramref name="bits"/>; the bias is below bound/2³².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Below(ulong bits, int bound) => (int)((bits >> 32) * (uint)bound >> 32);

    /// <summary>One step of SplitMix64 (Steele et al. 2014).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
