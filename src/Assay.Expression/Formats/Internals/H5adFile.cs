using Assay.Core.Errors;
using Assay.Core.Progress;
using Assay.Expression.Matrices;
using PureHDF;

namespace Assay.Expression.Formats.Internals;

/// <summary>AnnData files: X (or a layer, or raw) dense, by rows (CSR) or by columns (CSC), with obs and var. Written by AnnData 0.7 or later.</summary>
internal static class H5adFile
{
    public static RawTable Read(string path, ReadOptions options, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        try
        {
            using var file = H5File.OpenRead(path);
            return Read(new H5Numbers(path), file, options, progress, cancellation);
        }
        catch (Exception exception) when (exception is not (InputException or OperationCanceledException))
        {
            // The HDF5 library answers damage with whatever exception its parser runs into.
            throw new InputException($"{path}: the HDF5 file is damaged or uses a feature that is not read ({exception.GetType().Name}); write it again with AnnData's write_h5ad.", exception);
        }
    }

    private static RawTable Read(H5Numbers numbers, IH5Group file, ReadOptions options, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        var path = numbers.Path;
        var (place, variables) = options.Layer switch { null => ("X", "var"), "raw" => ("raw/X", "raw/var"), var layer => ($"layers/{layer}", "var") };
        foreach (var needed in new[] { place, "obs", variables })
            if (!file.LinkExists(needed)) throw new InputException($"{path} has no '{needed}'; {(needed == place ? "choose a layer that it has (--layer)" : "it is no AnnData file (.h5ad)")}.");
        var samples = new H5Frame(numbers, file.Get("obs"), "obs");
        var genes = new H5Frame(numbers, file.Get(variables), variables);
        TableAssembly.CheckSamples(path, samples.Names, row => $"rows {row + 1}");
        DenseSize.Check(path, samples.Names.Length, genes.Names.Length);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        void Report(long done, long total) => progress?.Report(new ProgressReport { Stage = "reading", Done = done, Total = total, Unit = "values", Elapsed = watch.Elapsed });
        var (values, kind) = H5Matrix.Read(numbers, file.Get(place), place, samples.Names.Length, genes.Names.Length, Report, cancellation);
        CheckFinite(path, values, samples.Names, genes.Names, options.NaNIsMissing);
        var matrix = new ExpressionMatrix(values, samples.Names, genes.Names, samples.Annotations, genes.Annotations);
        var statements = new List<string>
        {
            $"Format: AnnData (.h5ad), {place} {kind}.",
            "Orientation: samples (obs) in rows, genes (var) in columns, as the format has it.",
        };
        if (options.Layer is null && file.LinkExists("layers") && file.Get("layers") is IH5Group layers && layers.Children().Select(child => child.Name).ToArray() is { Length: > 0 } others)
            statements.Add($"Other layers in the file: {string.Join(", ", others.Select(name => $"'{name}'"))}.");
        return new RawTable(matrix, ExpressionFormat.H5ad, GeneOrientation.GenesInColumns, statements);
    }

    private static void CheckFinite(string path, float[] values, string[] samples, string[] genes, bool nanIsMissing)
    {
        for (var place = 0; place < values.Length; place++)
        {
            var value = values[place];
            if (float.IsFinite(value) || nanIsMissing && float.IsNaN(value)) continue;
            var mend = float.IsNaN(value) ? "fill in or drop it, or allow it (--nan-missing)" : "mend what divided by zero";
            throw new InputException($"{path}: {value} for gene {genes[place % genes.Length]} in sample {samples[place / genes.Length]} is no measurement; {mend}.");
        }
    }
}
