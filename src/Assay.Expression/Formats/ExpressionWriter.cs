using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using Assay.Core.Errors;
using Assay.Core.Files;
using Assay.Core.Progress;
using Assay.Expression.Matrices;

namespace Assay.Expression.Formats;

/// <summary>
/// Writes matrices and annotations as tab-separated text, compressed where the name ends with .gz, beside and renamed over.
/// <code>
/// ExpressionWriter.Write("cohort.tsv.gz", matrix);
/// ExpressionWriter.WriteAnnotations("cohort.labels.tsv", matrix);
/// </code>
/// </summary>
public static class ExpressionWriter
{
    private const int FlushAt = 1 << 16;

    /// <summary>Writes a matrix with genes in rows, or samples in rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="matrix">What to write; a missing value becomes an empty cell.</param>
    /// <param name="samplesInRows">Whether each line is a sample, as for codes, instead of a gene.</param>
    /// <param name="progress">Receives the lines written.</param>
    /// <param name="cancellation">Stops the writing; no file is left.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, ExpressionMatrix matrix, bool samplesInRows = false, IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(matrix);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Create(path, stream =>
        {
            var (lines, width) = samplesInRows ? (matrix.Samples, matrix.Genes) : (matrix.Genes, matrix.Samples);
            var (rowNames, columnNames) = samplesInRows ? (matrix.SampleNames, matrix.GeneNames) : (matrix.GeneNames, matrix.SampleNames);
            using var buffer = new MemoryStream();
            buffer.Write(Encoding.UTF8.GetBytes($"{(samplesInRows ? "sample" : "gene")}\t{string.Join('\t', columnNames.Select(Clean))}\n"));
            Span<byte> number = stackalloc byte[64];
            var column = new float[width];
            for (var line = 0; line < lines; line++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (samplesInRows) matrix.Row(line).CopyTo(column);
                else matrix.CopyGene(line, column);
                buffer.Write(Encoding.UTF8.GetBytes(Clean(rowNames[line])));
                foreach (var value in column)
                {
                    buffer.WriteByte((byte)'\t');
                    if (float.IsNaN(value)) continue;
                    Utf8Formatter.TryFormat(value, number, out var length); // the shortest text that reads back the same
                    buffer.Write(number[..length]);
                }
                buffer.WriteByte((byte)'\n');
                if (buffer.Length < FlushAt && line < lines - 1) continue;
                stream.Write(buffer.GetBuffer(), 0, (int)buffer.Length);
                buffer.SetLength(0);
                progress?.Report(new ProgressReport { Stage = "writing", Done = line + 1, Total = lines, Unit = "lines", Elapsed = clock.Elapsed });
            }
            stream.Write(buffer.GetBuffer(), 0, (int)buffer.Length);
        });
    }

    /// <summary>Writes what is known of the samples: a line each, its name and its annotations.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void WriteAnnotations(string path, ExpressionMatrix matrix)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(matrix);
        var keys = matrix.SampleAnnotations.Keys.OrderBy(key => key == "class" ? 0 : 1).ToArray(); // the class is what readers look for first
        Create(path, stream =>
        {
            stream.Write(Encoding.UTF8.GetBytes($"sample\t{string.Join('\t', keys.Select(Clean))}\n"));
            for (var sample = 0; sample < matrix.Samples; sample++)
                stream.Write(Encoding.UTF8.GetBytes($"{Clean(matrix.SampleNames[sample])}\t{string.Join('\t', keys.Select(key => Clean(matrix.SampleAnnotations[key][sample] ?? "")))}\n"));
        });
    }

    private static void Create(string path, Action<Stream> write) => AtomicFile.Write(path, file =>
    {
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            write(file);
            return;
        }
        using var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
        write(gzip);
    });

    // A tab or a line end within a name would shift every column after it.
    private static string Clean(string name) => name.AsSpan().IndexOfAny("\t\r\n") < 0 ? name : name.Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' ');
}
