using Assay.Core.Errors;
using Assay.Core.Progress;

namespace Assay.Expression.Formats.Internals;

/// <summary>Tells a format by the first bytes of a file, never by its name.</summary>
internal static class FormatDetection
{
    private static ReadOnlySpan<byte> Hdf5Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    public static RawTable Read(string path, ReadOptions options, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        if (Directory.Exists(path)) return MtxFolder.Read(path, options, progress, cancellation);
        var start = new byte[Hdf5Signature.Length];
        try
        {
            using var stream = TextLines.OpenFile(path);
            _ = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException exception)
        {
            throw new InputException($"{path}: the gzip compression is damaged; copy or download the file again.", exception);
        }
        if (start.AsSpan().SequenceEqual(Hdf5Signature)) return H5adFile.Read(path, options, progress, cancellation);
        using var lines = TextLines.Open(path);
        var first = "";
        while (first.Length == 0 && lines.TryRead(out var line)) first = Fields.Text(line[..Math.Min(line.Length, 200)]).Trim('"');
        lines.Dispose();
        if (first.StartsWith("#1.", StringComparison.Ordinal)) return GctFormat.Read(path, options, progress, cancellation);
        if (first.StartsWith("%%MatrixMarket", StringComparison.OrdinalIgnoreCase)) return MtxFolder.Read(Path.GetDirectoryName(Path.GetFullPath(path))!, options, progress, cancellation);
        if (first.StartsWith('^')) return SoftFormat.Read(path, options, progress, cancellation);
        if (first.StartsWith("!Series_", StringComparison.OrdinalIgnoreCase) || first.StartsWith("!Sample_", StringComparison.OrdinalIgnoreCase))
            return SeriesMatrixFormat.Read(path, options, progress, cancellation);
        return DelimitedFormat.Read(path, options, progress, cancellation);
    }
}
