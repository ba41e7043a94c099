using System.Runtime.CompilerServices;
using Assay.Core.Memory;

namespace Assay.Embeddings.Training.Internals.Rows;

/// <summary>A lane's view of the matrices: frozen, but for the rows that the lane itself has changed.</summary>
internal readonly unsafe struct PrivateRows(NativeMatrix input, NativeMatrix output, RowCopies inputCopies, RowCopies outputCopies) : IRowSource
{
    public float* Input(int word) => inputCopies.Get(word);

    public float* Output(int word) => outputCopies.Get(word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchInput(int word) => RowPrefetch.Fetch(input.RowPointer(word), input.Stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchOutput(int word) => RowPrefetch.Fetch(output.RowPointer(word), output.Stride);
}
