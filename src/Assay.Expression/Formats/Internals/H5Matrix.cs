using Assay.Core.Errors;
using PureHDF;
using PureHDF.Selections;

namespace Assay.Expression.Formats.Internals;

/// <summary>A matrix of an AnnData file, dense or sparse, in slabs, into [samples, genes].</summary>
internal static class H5Matrix
{
    private const int Slab = 1 << 24; // elements read at once

    public static (float[] Values, string Kind) Read(H5Numbers numbers, IH5Object item, string place, int samples, int genes, Action<long, long> report, CancellationToken cancellation) => item switch
    {
        IH5Dataset dense => (Dense(numbers, dense, place, samples, genes, report, cancellation), "dense"),
        IH5Group group => Sparse(numbers, group, place, samples, genes, report, cancellation),
        _ => throw new InputException($"{numbers.Path}: '{place}' is no matrix."),
    };

    private static float[] Dense(H5Numbers numbers, IH5Dataset dataset, string place, int samples, int genes, Action<long, long> report, CancellationToken cancellation)
    {
        var sizes = numbers.Sizes(dataset, place);
        if (sizes.Length != 2 || sizes[0] != samples || sizes[1] != genes)
            throw new InputException($"{numbers.Path}: '{place}' is {string.Join(" × ", sizes)}, but obs has {samples} samples and var {genes} genes; the file lies about its shape.");
        var values = new float[samples * genes];
        var rows = Math.Max(1, Slab / Math.Max(1, genes));
        for (var start = 0; start < samples; start += rows)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(rows, samples - start);
            var part = new HyperslabSelection(2, [(ulong)start, 0], [(ulong)count, (ulong)genes]);
            numbers.Singles(dataset, place, part).CopyTo(values, start * genes);
            report((long)(start + count) * genes, values.LongLength);
        }
        return values;
    }

    private static (float[] Values, string Kind) Sparse(H5Numbers numbers, IH5Group group, string place, int samples, int genes, Action<long, long> report, CancellationToken cancellation)
    {
        var kind = H5Numbers.Text(group, "encoding-type") ?? H5Numbers.Text(group, "h5sparse_format") ?? "";
        var byRows = kind.StartsWith("csr", StringComparison.Ordinal);
        if (!byRows && !kind.StartsWith("csc", StringComparison.Ordinal)) throw new InputException($"{numbers.Path}: '{place}' is stored as '{kind}'; dense, csr_matrix and csc_matrix are read.");
        var attribute = group.AttributeExists("shape") ? "shape" : "h5sparse_shape";
        if (group.AttributeExists(attribute) && Shape(group.Attribute(attribute)) is var shape && (shape.Length != 2 || shape[0] != samples || shape[1] != genes))
            throw new InputException($"{numbers.Path}: '{place}' says that it is {string.Join(" × ", shape)}, but obs has {samples} samples and var {genes} genes; the file lies about its shape.");
        var (data, indices, pointers) = (numbers.Dataset(group, "data", place), numbers.Dataset(group, "indices", place), numbers.Dataset(group, "indptr", place));
        var (major, minor) = byRows ? (samples, genes) : (genes, samples);
        if (numbers.Length(pointers, $"{place}/indptr") != major + 1L) throw new InputException($"{numbers.Path}: '{place}/indptr' has {numbers.Length(pointers, place)} entries, expected {major + 1L}; the file lies about its shape.");
        var starts = numbers.Integers(pointers, $"{place}/indptr"); // [major + 1]
        var count = numbers.Length(data, $"{place}/data");
        var ordered = starts[0] == 0 && starts[^1] == count && numbers.Length(indices, $"{place}/indices") == count;
        for (var i = 0; ordered && i < major; i++) ordered = starts[i] <= starts[i + 1];
        if (!ordered) throw new InputException($"{numbers.Path}: '{place}/indptr' does not fit {count} values; the file is damaged.");
        var values = new float[samples * genes];
        var line = 0;
        for (long start = 0; start < count; start += Slab)
        {
            cancellation.ThrowIfCancellationRequested();
            var length = Math.Min(Slab, count - start);
            var part = new HyperslabSelection((ulong)start, (ulong)length);
            var (slab, places) = (numbers.Singles(data, $"{place}/data", part), numbers.Integers(indices, $"{place}/indices", part));
            for (var i = 0; i < length; i++)
            {
                while (starts[line + 1] <= start + i) line++;
                var other = places[i];
                if ((ulong)other >= (ulong)minor) throw new InputException($"{numbers.Path}: '{place}/indices' holds {other}, but there are {minor} {(byRows ? "genes" : "samples")}; the file is damaged.");
                values[byRows ? line * genes + (int)other : (int)other * genes + line] += slab[i];
            }
            report(start + length, count);
        }
        return (values, byRows ? "sparse by rows (CSR)" : "sparse by columns (CSC)");
    }

    private static long[] Shape(IH5Attribute attribute) => attribute.Type.Size == 4 ? Array.ConvertAll(attribute.Read<int[]>(), size => (long)size) : attribute.Read<long[]>();
}
