namespace Assay.Embeddings.Corpora.Internals;

/// <summary>A corpus whose parts are known.</summary>
internal sealed class PartsCorpus(string name, IReadOnlyList<CorpusPart> parts) : Corpus
{
    public override string Name => name;

    public override IEnumerable<CorpusPart> Parts() => parts;
}
