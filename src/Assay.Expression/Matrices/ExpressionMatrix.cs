using System.Collections.Immutable;
using Assay.Core.Errors;

namespace Assay.Expression.Matrices;

/// <summary>
/// Expression of genes in samples: a dense matrix [samples, genes], one sample after the other, with names and annotations.
/// A missing measurement is NaN; no value is infinite. Immutable by contract: <see cref="Values"/> is the memory itself, to be read only.
/// <code>
/// var matrix = ExpressionReader.Read("prostate.tsv.gz").Matrix;
/// ReadOnlySpan&lt;float&gt; profile = matrix.Row(0);           // [genes]
/// string?[] classes = [.. matrix.Annotation("class")];      // [samples]
/// </code>
/// </summary>
public sealed class ExpressionMatrix
{
    /// <summary>Takes values and names as they are; nothing is copied.</summary>
    /// <param name="values">[samples, genes], one sample after the other; NaN where a measurement is missing.</param>
    /// <param name="sampleNames">[samples]; each name once.</param>
    /// <param name="geneNames">[genes]; a name may occur more than once until duplicates are merged.</param>
    /// <param name="sampleAnnotations">By key, what is known of each sample, [samples]; null where it is not known.</param>
    /// <param name="geneAnnotations">By key, what is known of each gene, [genes]; null where it is not known.</param>
    /// <exception cref="ArgumentException">Lengths do not agree, or a sample name occurs twice.</exception>
    public ExpressionMatrix(
        float[] values,
        IEnumerable<string> sampleNames,
        IEnumerable<string> geneNames,
        IEnumerable<KeyValuePair<string, ImmutableArray<string?>>>? sampleAnnotations = null,
        IEnumerable<KeyValuePair<string, ImmutableArray<string?>>>? geneAnnotations = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = values;
        SampleNames = [.. sampleNames];
        GeneNames = [.. geneNames];
        if (values.LongLength != (long)Samples * Genes)
            throw new ArgumentException($"{values.LongLength} values do not fill {Samples} samples of {Genes} genes.", nameof(values));
        if (SampleNames.Distinct(StringComparer.Ordinal).Count() != Samples) throw new ArgumentException("A sample name occurs twice.", nameof(sampleNames));
        SampleAnnotations = Checked(sampleAnnotations, Samples, nameof(sampleAnnotations));
        GeneAnnotations = Checked(geneAnnotations, Genes, nameof(geneAnnotations));
    }

    /// <summary>The values, [samples, genes], one sample after the other; to be read only.</summary>
    public float[] Values { get; }

    /// <summary>Number of samples.</summary>
    public int Samples => SampleNames.Length;

    /// <summary>Number of genes.</summary>
    public int Genes => GeneNames.Length;

    /// <summary>Names of the samples, each once.</summary>
    public ImmutableArray<string> SampleNames { get; }

    /// <summary>Names of the genes (probes, transcripts).</summary>
    public ImmutableArray<string> GeneNames { get; }

    /// <summary>What is known of each sample, by key.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string?>> SampleAnnotations { get; }

    /// <summary>What is known of each gene, by key.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string?>> GeneAnnotations { get; }

    /// <summary>One value.</summary>
    public float this[int sample, int gene] =>
        (uint)gene < (uint)Genes ? Row(sample)[gene] : throw new ArgumentOutOfRangeException(nameof(gene));

    /// <summary>The profile of one sample, [genes].</summary>
    public ReadOnlySpan<float> Row(int sample)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, Samples);
        return Values.AsSpan(sample * Genes, Genes);
    }

    /// <summary>Copies one gene's values, [samples].</summary>
    public void CopyGene(int gene, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gene);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(gene, Genes);
        for (var sample = 0; sample < Samples; sample++) destination[sample] = Values[sample * Genes + gene];
    }

    /// <summary>The annotation of a key, [samples].</summary>
    /// <exception cref="InputException">There is no such key; the sentence lists those that there are.</exception>
    public ImmutableArray<string?> Annotation(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (SampleAnnotations.TryGetValue(key, out var exact)) return exact;
        var known = SampleAnnotations.IsEmpty ? "it has none" : $"it has {string.Join(", ", SampleAnnotations.Keys.Select(name => $"'{name}'"))}";
        throw new InputException($"The samples have no annotation '{key}': {known}; give one of these, or a file of two columns (sample, class).");
    }

    /// <summary>Some samples, in the order given; each at most once.</summary>
    public ExpressionMatrix SelectSamples(IReadOnlyList<int> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var values = GC.AllocateUninitializedArray<float>(checked(samples.Count * Genes));
        for (var i = 0; i < samples.Count; i++) Row(samples[i]).CopyTo(values.AsSpan(i * Genes, Genes));
        return new ExpressionMatrix(values, samples.Select(sample => SampleNames[sample]), GeneNames, Selected(SampleAnnotations, samples), GeneAnnotations);
    }

    /// <summary>Some genes, in the order given.</summary>
    public ExpressionMatrix SelectGenes(IReadOnlyList<int> genes)
    {
        ArgumentNullException.ThrowIfNull(genes);
        var places = genes.ToArray();
        foreach (var gene in places) ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)gene, (uint)Genes, nameof(genes));
        var values = GC.AllocateUninitializedArray<float>(checked(Samples * places.Length));
        for (var sample = 0; sample < Samples; sample++)
        {
            var from = Row(sample);
            var to = values.AsSpan(sample * places.Length, places.Length);
            for (var i = 0; i < places.Length; i++) to[i] = from[places[i]];
        }
        return new ExpressionMatrix(values, SampleNames, places.Select(gene => GeneNames[gene]), SampleAnnotations, Selected(GeneAnnotations, places));
    }

    /// <summary>The same samples and genes with other values, [samples, genes].</summary>
    public ExpressionMatrix WithValues(float[] values) => new(values, SampleNames, GeneNames, SampleAnnotations, GeneAnnotations);

    /// <summary>The same matrix with one more annotation, or another in the place of one.</summary>
    public ExpressionMatrix WithAnnotation(string key, IEnumerable<string?> values) =>
        new(Values, SampleNames, GeneNames, SampleAnnotations.SetItem(key, [.. values]), GeneAnnotations);

    private static IEnumerable<KeyValuePair<string, ImmutableArray<string?>>> Selected(ImmutableSortedDictionary<string, ImmutableArray<string?>> all, IReadOnlyList<int> places) =>
        all.Select(pair => KeyValuePair.Create(pair.Key, places.Select(place => pair.Value[place]).ToImmutableArray()));

    private static ImmutableSortedDictionary<string, ImmutableArray<string?>> Checked(IEnumerable<KeyValuePair<string, ImmutableArray<string?>>>? annotations, int length, string name)
    {
        if (annotations is null) return ImmutableSortedDictionary.Create<string, ImmutableArray<string?>>(StringComparer.Ordinal);
        var result = annotations.ToImmutableSortedDictionary(StringComparer.Ordinal);
        foreach (var (key, values) in result)
            if (values.Length != length) throw new ArgumentException($"The annotation '{key}' has {values.Length} values, expected {length}.", name);
        return result;
    }
}
