using Assay.Core.Progress;

namespace Assay.Expression.Formats.Internals;

/// <summary>Tells a format by the first bytes of a file.</summary>
internal static class FormatDetection
{
    public static RawTable Read(string path, ReadOptions options, IProgress<ProgressReport>? progress, CancellationToken cancellation) =>
        DelimitedFormat.Read(path, options, progress, cancellation);
}
