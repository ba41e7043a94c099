using Assay.Core.Errors;
using Assay.Core.Safetensors;
using Assay.Torch.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Torch.Weights;

/// <summary>
/// Weights of a module, parameters and buffers, in safetensors files; names are those of <c>state_dict</c>, which other frameworks use too.
/// <code>
/// ModuleWeights.Save(model, "model.safetensors");
/// ModuleWeights.Load(model, "model.safetensors");
/// foreach (var difference in ModuleWeights.LoadMatching(model, "other.safetensors")) Console.WriteLine(difference);
/// </code>
/// </summary>
public static class ModuleWeights
{
    private const int NamedAtMost = 8; // differences in the sentence of an error

    /// <summary>Replaces a file by the weights of a module.</summary>
    /// <param name="module">The module.</param>
    /// <param name="path">The file.</param>
    /// <param name="metadata">Free strings for the header, or null.</param>
    /// <exception cref="InputException">The file cannot be written, or a tensor has a type that such files cannot hold.</exception>
    public static void Save(nn.Module module, string path, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsWriter.Write(path, [.. Sources(module)], metadata);

    /// <summary>The weights of a module as tensors to be written, for a file that holds more.</summary>
    /// <param name="module">The module.</param>
    /// <param name="prefix">What their names begin with.</param>
    public static IEnumerable<TensorSource> Sources(nn.Module module, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(module);
        return module.state_dict().Select(pair => TensorFile.Source(prefix + pair.Key, pair.Value));
    }

    /// <summary>Loads all weights of a module. Nothing is changed where anything differs. Floating-point types are converted to the module's.</summary>
    /// <param name="module">The module.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">File and module differ (the sentence lists where), a weight is not finite, or the file is damaged.</exception>
    public static void Load(nn.Module module, string path)
    {
        using var file = SafetensorsFile.Open(path);
        Load(module, file);
    }

    /// <summary>Loads all weights of a module from the tensors of an open file whose names begin with a prefix.</summary>
    /// <inheritdoc cref="Load(nn.Module, string)"/>
    public static void Load(nn.Module module, SafetensorsFile file, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(file);
        var differences = Differences(module, file, prefix);
        if (differences.Count > 0)
        {
            var more = differences.Count > NamedAtMost ? $" and {differences.Count - NamedAtMost} more" : "";
            throw new InputException($"{file.Path} does not fit the module: {string.Join("; ", differences.Take(NamedAtMost))}{more}. Build the module with the settings of the file, or load only what matches.");
        }
        Copy(module, file, prefix, []);
    }

    /// <summary>Loads what has the same name, shape and kind of type, and leaves the rest of the module as it is.</summary>
    /// <param name="module">The module.</param>
    /// <param name="path">The file.</param>
    /// <returns>What was not loaded, and why: missing and differing tensors in the order of the module, then those that it does not know.</returns>
    /// <exception cref="InputException">A weight is not finite, or the file is damaged.</exception>
    public static IReadOnlyList<WeightDifference> LoadMatching(nn.Module module, string path)
    {
        using var file = SafetensorsFile.Open(path);
        var differences = Differences(module, file, "");
        Copy(module, file, "", [.. differences.Select(difference => difference.Name)]);
        return differences;
    }

    /// <summary>In what a module and an open file differ.</summary>
    /// <param name="module">The module.</param>
    /// <param name="file">The file.</param>
    /// <param name="prefix">Beginning of the names that are looked at, not part of the module's names.</param>
    public static IReadOnlyList<WeightDifference> Differences(nn.Module module, SafetensorsFile file, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(file);
        var weights = module.state_dict();
        var differences = new List<WeightDifference>();
        foreach (var (name, weight) in weights)
        {
            if (!file.Tensors.TryGetValue(prefix + name, out var info)) differences.Add(new WeightDifference(name, WeightDifferenceKind.Missing, Describe(weight), null));
            else if (!info.Shape.AsSpan().SequenceEqual(weight.shape)) differences.Add(new WeightDifference(name, WeightDifferenceKind.Shape, Describe(weight), Describe(info)));
            else if (!Converts(info.Type, weight.dtype)) differences.Add(new WeightDifference(name, WeightDifferenceKind.Type, Describe(weight), Describe(info)));
        }
        foreach (var (name, info) in file.Tensors)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && !weights.ContainsKey(name[prefix.Length..]))
                differences.Add(new WeightDifference(name[prefix.Length..], WeightDifferenceKind.Unexpected, null, Describe(info)));
        }
        return differences;
    }

    /// <summary>Whether all floating-point weights of a module are finite.</summary>
    public static bool AreFinite(nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        using var scope = NewDisposeScope();
        return module.state_dict().Values.All(weight => !weight.is_floating_point() || weight.detach().isfinite().all().item<bool>());
    }

    private static void Copy(nn.Module module, SafetensorsFile file, string prefix, HashSet<string> except)
    {
        var weights = module.state_dict().Where(pair => !except.Contains(pair.Key)).Select(pair => (Tensor: pair.Value, Info: file.Tensors[prefix + pair.Key])).ToArray();
        foreach (var (_, info) in weights)
        {
            if (info.Type == ElementType.Float32) file.CheckFinite(info);
        }
        foreach (var (tensor, info) in weights) TensorFile.Copy(file, info, tensor);
    }

    private static bool Converts(ElementType from, ScalarType to) => TensorFile.MemoryType(from) is { } type && (type == to || (is_floating_point(type) && is_floating_point(to)));

    private static string Describe(Tensor tensor) => $"{tensor.dtype} [{string.Join(", ", tensor.shape)}]";

    private static string Describe(TensorInfo info) => $"{info.Type} [{string.Join(", ", info.Shape)}]";
}
