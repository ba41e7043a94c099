namespace Assay.Architecture.Graphs.Internals;

/// <summary>Where the elements of a constant come from.</summary>
internal abstract class TensorContent
{
    /// <summary>Copies a part; the caller has checked that it lies inside.</summary>
    public abstract void Read(long offset, Span<byte> destination);
}
