using System.Runtime.CompilerServices;
using Assay.Core.Memory;

namespace Assay.Embeddings.Training.Internals.Rows;

/// <summary>The matrices themselves, which all threads update without locks (Hogwild; Niu et al. 2011).</summary>
internal readonly unsafe struct SharedRows(NativeMatrix input, NativeMatrix output) : IRowSource
{
    private readonly float* _input = input.Pointer;
    private readonly float* _output = output.Pointer;
    private readonly nint _stride = input.Stride;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* Input(int word) => _input + word * _stride;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* Output(int word) => _output + word * _stride;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchInput(int word) => RowPrefetch.Fetch(_input + word * _stride, _stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchOutput(int word) => RowPrefetch.Fetch(_output + word * _stride, _stride);
}
