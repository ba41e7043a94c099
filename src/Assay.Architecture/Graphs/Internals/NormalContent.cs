using System.Buffers.Binary;
using Assay.Core.Randomness;

namespace Assay.Architecture.Graphs.Internals;

/// <summary>Weights drawn from a normal distribution, in blocks with streams of their own so that any part can be read alone.</summary>
internal sealed class NormalContent(TensorType type, double deviation, ulong seed) : TensorContent
{
    private const int BlockBytes = 4096;

    public override void Read(long offset, Span<byte> destination)
    {
        Span<byte> block = stackalloc byte[BlockBytes];
        while (destination.Length > 0)
        {
            var index = offset / BlockBytes;
            var random = RandomStream.Split(seed, (ulong)index);
            for (var i = 0; i < BlockBytes;)
            {
                var value = deviation * random.NextGaussian();
                if (type == TensorType.Float16) BinaryPrimitives.WriteHalfLittleEndian(block[i..], (Half)value);
                else BinaryPrimitives.WriteSingleLittleEndian(block[i..], (float)value);
                i += type == TensorType.Float16 ? 2 : 4;
            }
            var part = block[(int)(offset % BlockBytes)..];
            if (part.Length > destination.Length) part = part[..destination.Length];
            part.CopyTo(destination);
            destination = destination[part.Length..];
            offset += part.Length;
        }
    }
}
