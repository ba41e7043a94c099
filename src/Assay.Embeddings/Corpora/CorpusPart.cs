namespace Assay.Embeddings.Corpora;

/// <summary>One file, or one other source of text, within a corpus.</summary>
/// <param name="Name">What error messages call it: a path, or "standard input".</param>
/// <param name="Open">Opens it for one reading from beginning to end: text in UTF-8, unpacked.</param>
/// <param name="Length">Its length in bytes where that is known beforehand (plain files), for progress.</param>
public sealed record CorpusPart(string Name, Func<Stream> Open, long? Length = null);
