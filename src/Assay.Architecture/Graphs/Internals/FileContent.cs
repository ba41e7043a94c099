using Assay.Core.Errors;

namespace Assay.Architecture.Graphs.Internals;

/// <summary>Elements in a part of a file, read when they are asked for. The reader of the graph has checked that the part lies inside the file.</summary>
internal sealed class FileContent(string path, long start) : TensorContent
{
    public override void Read(long offset, Span<byte> destination)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var position = start + offset;
            while (destination.Length > 0)
            {
                var count = RandomAccess.Read(file, destination, position);
                if (count == 0) throw new InputException($"{path} ends at byte {position}, before the weights that the model keeps in it; copy the file again.");
                position += count;
                destination = destination[count..];
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}, which holds weights of the model, cannot be read: {error.Message}", error);
        }
    }
}
