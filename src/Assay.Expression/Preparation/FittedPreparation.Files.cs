using System.Collections.Immutable;
using System.Text.Json;
using Assay.Core.Errors;
using Assay.Core.Safetensors;
using Assay.Expression.Preparation.Internals;

namespace Assay.Expression.Preparation;

public sealed partial class FittedPreparation
{
    private const string Key = "preparation";

    /// <summary>The preparation as tensors and metadata of a model's file.</summary>
    /// <param name="metadata">Receives one entry.</param>
    public IEnumerable<TensorSource> Sources(IDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        metadata[Key] = JsonSerializer.Serialize(new PreparationRecord(Options, Logarithm, [.. _match.Names], [.. _match.Occurrences], _batches?.Batches));
        return Tensors();
    }

    private IEnumerable<TensorSource> Tensors()
    {
        yield return TensorSource.Of($"{Key}.medians", _medians, _medians.Length);
        yield return TensorSource.Of($"{Key}.kept", _kept.ToArray(), _kept.Length);
        yield return TensorSource.Of($"{Key}.centre", _centre, _centre.Length);
        yield return TensorSource.Of($"{Key}.scale", _scale, _scale.Length);
        if (_quantiles is not null) yield return TensorSource.Of($"{Key}.quantiles", _quantiles, _quantiles.Length);
        if (_batches is null) yield break;
        yield return TensorSource.Of($"{Key}.batch_mean", _batches.Mean, _batches.Mean.Length);
        yield return TensorSource.Of($"{Key}.batch_spread", _batches.Spread, _batches.Spread.Length);
        yield return TensorSource.Of($"{Key}.batch_shifts", _batches.Shifts, _batches.Batches.Length, _batches.Mean.Length);
        yield return TensorSource.Of($"{Key}.batch_scales", _batches.Scales, _batches.Batches.Length, _batches.Mean.Length);
    }

    /// <summary>Reads what <see cref="Sources"/> wrote.</summary>
    /// <exception cref="InputException">The file holds no preparation, or a damaged one.</exception>
    public static FittedPreparation Read(SafetensorsFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Metadata.TryGetValue(Key, out var text)) throw new InputException($"{file.Path} holds no preparation of expression data; it is another kind of model.");
        PreparationRecord record;
        try
        {
            record = JsonSerializer.Deserialize<PreparationRecord>(text) ?? throw new JsonException("it is null");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw Damaged(file, exception.Message.Split(" Path:")[0]);
        }
        if (record.Names is null || record.Options is null || record.Names.Any(name => name is null) || record.Names.Distinct(StringComparer.Ordinal).Count() != record.Names.Length) throw Damaged(file, "its genes are not distinct names");
        if (!Enum.IsDefined(record.Logarithm) || record.Logarithm == LogRule.Auto) throw Damaged(file, "it does not say which logarithm is taken");
        var names = record.Names.Length;
        var kept = Vector<int>(file, "kept", ElementType.Int32);
        if (kept.Length == 0 || kept.Any(place => (uint)place >= (uint)names)) throw Damaged(file, $"a gene that is kept is none of the {names}");
        var occurrences = record.Occurrences ?? [];
        if (occurrences.Length != 0 && occurrences.Length != names || occurrences.Any(place => place < 0)) throw Damaged(file, "its choice among duplicates does not fit");
        var scale = Vector<float>(file, "scale", ElementType.Float32, kept.Length);
        if (scale.Any(value => !(value > 0))) throw Damaged(file, "a gene's scale is not positive");
        BatchEffects? batches = null;
        if (record.Batches is { } batchNames)
        {
            if (record.Options.BatchKey is null) throw Damaged(file, "it has batches but no key for them");
            var scales = Matrix(file, "batch_scales", batchNames.Length, names);
            if (scales.Any(value => !(value > 0))) throw Damaged(file, "a batch's scale is not positive");
            batches = new BatchEffects(batchNames, Vector<float>(file, "batch_mean", ElementType.Float32, names), Vector<float>(file, "batch_spread", ElementType.Float32, names), Matrix(file, "batch_shifts", batchNames.Length, names), scales);
        }
        return new FittedPreparation(
            record.Options, record.Logarithm, new GeneMatch([.. record.Names], record.Options.Duplicates, record.Options.MergeBy, [.. occurrences]), Vector<float>(file, "medians", ElementType.Float32, names),
            record.Options.QuantileNormalise ? Vector<float>(file, "quantiles", ElementType.Float32, names) : null, batches, [.. kept], Vector<float>(file, "centre", ElementType.Float32, kept.Length), scale);
    }

    private static T[] Vector<T>(SafetensorsFile file, string name, ElementType type, int? length = null) where T : unmanaged
    {
        var full = $"{Key}.{name}";
        if (!file.Tensors.TryGetValue(full, out var found) || found.Shape.Length != 1) throw Damaged(file, $"the tensor {full} is missing");
        return file.Read<T>(file.Require(full, type, length ?? found.Shape[0])).ToArray();
    }

    private static float[] Matrix(SafetensorsFile file, string name, int rows, int columns) => file.Read<float>(file.Require($"{Key}.{name}", ElementType.Float32, rows, columns)).ToArray();

    private static InputException Damaged(SafetensorsFile file, string why) => new($"{file.Path}: the preparation is damaged ({why.TrimEnd('.')}); write the model again.");
}
