using Assay.Core.Errors;
using PureHDF;
using PureHDF.Selections;

namespace Assay.Expression.Formats.Internals;

/// <summary>Numbers and texts out of an HDF5 file, of whatever type they are stored in, with the sizes that a file claims checked before anything is allocated.</summary>
internal sealed class H5Numbers(string path)
{
    private const int BestCompression = 1100; // deflate reaches 1032 : 1

    private readonly long _length = new FileInfo(path).Length;

    public string Path => path;

    /// <summary>The dataset at a place below a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="name">Name of the dataset in it.</param>
    /// <param name="place">The group's path, for messages.</param>
    public IH5Dataset Dataset(IH5Group group, string name, string place) =>
        group.LinkExists(name) && group.Get(name) is IH5Dataset dataset ? dataset : throw new InputException($"{path}: '{place}' has no dataset '{name}'; it is damaged or of another format, write it again with AnnData.");

    /// <summary>Length of a list.</summary>
    /// <exception cref="InputException">It is no list, or claims more than the file can hold.</exception>
    public long Length(IH5Dataset dataset, string place)
    {
        var sizes = Sizes(dataset, place);
        return sizes.Length == 1 ? sizes[0] : throw new InputException($"{path}: '{place}' has {sizes.Length} dimensions, expected a list.");
    }

    /// <summary>Sizes of a dataset.</summary>
    /// <exception cref="InputException">It claims more than the file can hold.</exception>
    public long[] Sizes(IH5Dataset dataset, string place)
    {
        var sizes = dataset.Space.Dimensions;
        var bytes = (double)Math.Max(1, dataset.Type.Size);
        foreach (var size in sizes) bytes *= size;
        if (bytes > (double)_length * BestCompression)
            throw new InputException($"{path}: '{place}' claims {string.Join(" × ", sizes)} values, more than {_length} bytes can hold; the file lies about its shape or is cut short.");
        return Array.ConvertAll(sizes, size => checked((long)size));
    }

    /// <summary>Part of a list as single-precision numbers.</summary>
    public float[] Singles(IH5Dataset dataset, string place, Selection? part) => (dataset.Type.Class, dataset.Type.Size) switch
    {
        (H5DataTypeClass.FloatingPoint, 4) => dataset.Read<float[]>(part),
        (H5DataTypeClass.FloatingPoint, 8) => Array.ConvertAll(dataset.Read<double[]>(part), value => (float)value),
        (H5DataTypeClass.FloatingPoint, 2) => Array.ConvertAll(dataset.Read<Half[]>(part), value => (float)value),
        _ => Array.ConvertAll(Integers(dataset, place, part), value => (float)value),
    };

    /// <summary>Part of a list as integers.</summary>
    public long[] Integers(IH5Dataset dataset, string place, Selection? part = null)
    {
        var kind = dataset.Type.Class;
        // Booleans are an enumeration over bytes.
        if (kind is not (H5DataTypeClass.FixedPoint or H5DataTypeClass.Enumerated)) throw new InputException($"{path}: '{place}' holds {kind}, expected numbers.");
        var signed = kind == H5DataTypeClass.FixedPoint && dataset.Type.FixedPoint.IsSigned;
        return (dataset.Type.Size, signed) switch
        {
            (1, true) => Array.ConvertAll(dataset.Read<sbyte[]>(part), value => (long)value),
            (1, false) => Array.ConvertAll(dataset.Read<byte[]>(part), value => (long)value),
            (2, true) => Array.ConvertAll(dataset.Read<short[]>(part), value => (long)value),
            (2, false) => Array.ConvertAll(dataset.Read<ushort[]>(part), value => (long)value),
            (4, true) => Array.ConvertAll(dataset.Read<int[]>(part), value => (long)value),
            (4, false) => Array.ConvertAll(dataset.Read<uint[]>(part), value => (long)value),
            (8, true) => dataset.Read<long[]>(part),
            (8, false) => Array.ConvertAll(dataset.Read<ulong[]>(part), value => checked((long)value)),
            var (size, _) => throw new InputException($"{path}: '{place}' holds integers of {size} bytes, which are not read."),
        };
    }

    /// <summary>A list as texts; numbers are written out.</summary>
    public string?[] Texts(IH5Dataset dataset, string place)
    {
        _ = Length(dataset, place);
        return dataset.Type.Class switch
        {
            H5DataTypeClass.String or H5DataTypeClass.VariableLength => dataset.Read<string?[]>(),
            H5DataTypeClass.FloatingPoint when dataset.Type.Size == 8 => Array.ConvertAll(dataset.Read<double[]>(), value => double.IsNaN(value) ? null : value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
            H5DataTypeClass.FloatingPoint => Array.ConvertAll(Singles(dataset, place, null), value => float.IsNaN(value) ? null : value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
            H5DataTypeClass.Enumerated => Array.ConvertAll(Integers(dataset, place), value => value == 0 ? "false" : "true"),
            _ => Array.ConvertAll(Integers(dataset, place), value => (string?)value.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        };
    }

    /// <summary>A text attribute; null where there is none.</summary>
    public static string? Text(IH5Object item, string attribute) => item.AttributeExists(attribute) ? item.Attribute(attribute).Read<string>() : null;
}
