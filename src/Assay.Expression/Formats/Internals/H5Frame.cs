using System.Collections.Immutable;
using Assay.Core.Errors;
using PureHDF;

namespace Assay.Expression.Formats.Internals;

/// <summary>A data frame of an AnnData file (obs or var): the index and its columns as texts, categories resolved.</summary>
internal sealed class H5Frame
{
    private readonly H5Numbers _numbers;
    private readonly string _place;

    public H5Frame(H5Numbers numbers, IH5Object item, string place)
    {
        (_numbers, _place) = (numbers, place);
        if (item is not IH5Group group) throw new InputException($"{numbers.Path}: '{place}' is no group; files of AnnData before 0.7 are not read, open and write it with a newer one.");
        var index = H5Numbers.Text(group, "_index") ?? "_index";
        var names = numbers.Texts(numbers.Dataset(group, index, place), $"{place}/{index}");
        Names = Array.ConvertAll(names, name => name ?? "");
        var annotations = new List<KeyValuePair<string, ImmutableArray<string?>>>();
        foreach (var child in group.Children())
        {
            if (child.Name == index || child.Name == "__categories") continue;
            // A column of a kind that is not read (nested, ragged) is no reason to refuse the matrix.
            if (Column(group, child) is not { } values) continue;
            if (values.Length != Names.Length) throw new InputException($"{numbers.Path}: '{place}/{child.Name}' has {values.Length} values, expected {Names.Length} (as the index); the file is damaged.");
            annotations.Add(KeyValuePair.Create(child.Name, ImmutableArray.Create(values)));
        }
        Annotations = annotations;
    }

    public string[] Names { get; }

    public List<KeyValuePair<string, ImmutableArray<string?>>> Annotations { get; }

    private string?[]? Column(IH5Group frame, IH5Object child)
    {
        var place = $"{_place}/{child.Name}";
        if (child is IH5Group group)
            return group.LinkExists("codes") && group.LinkExists("categories") ? Decoded(_numbers.Dataset(group, "codes", place), _numbers.Dataset(group, "categories", place), place) : null;
        if (child is not IH5Dataset { Space.Dimensions.Length: 1 } dataset) return null;
        if (frame.LinkExists("__categories") && frame.Get("__categories") is IH5Group categories && categories.LinkExists(child.Name))
            return Decoded(dataset, _numbers.Dataset(categories, child.Name, $"{_place}/__categories"), place);
        return dataset.Type.Class is H5DataTypeClass.String or H5DataTypeClass.VariableLength or H5DataTypeClass.FixedPoint or H5DataTypeClass.FloatingPoint or H5DataTypeClass.Enumerated ? _numbers.Texts(dataset, place) : null;
    }

    private string?[] Decoded(IH5Dataset codes, IH5Dataset categories, string place)
    {
        var names = _numbers.Texts(categories, $"{place}/categories");
        _ = _numbers.Length(codes, place);
        return Array.ConvertAll(_numbers.Integers(codes, place), code => code < 0 ? null
            : code < names.Length ? names[code] : throw new InputException($"{_numbers.Path}: '{place}' has the code {code}, but only {names.Length} categories; the file is damaged."));
    }
}
