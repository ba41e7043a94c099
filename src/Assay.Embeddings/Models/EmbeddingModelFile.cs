using System.Runtime.InteropServices;
using Assay.Core.Errors;
using Assay.Core.Memory;
using Assay.Core.Safetensors;
using Assay.Embeddings.Words;

namespace Assay.Embeddings.Models;

/// <summary>
/// The file of a skip-gram model, one safetensors file: <c>vectors</c> F32 [V, d], <c>context</c> F32 [V, d] (or <c>nodes</c> [V − 1, d] under
/// hierarchical softmax), <c>vocabulary.utf8</c> U8, <c>vocabulary.offsets</c> I64 [V + 1], <c>vocabulary.counts</c> I64 [V] and
/// <c>vocabulary.order</c> I32 [V], the ids in the ordinal order of their bytes, so that a word is found by binary search on the mapped file.
/// </summary>
public sealed class EmbeddingModelFile : IDisposable
{
    /// <summary>What <c>kind</c> in the metadata says.</summary>
    public const string Kind = "assay.embeddings.skip-gram";

    private const string FormatVersion = "1";

    private readonly SafetensorsFile _file;

    private EmbeddingModelFile(SafetensorsFile file)
    {
        _file = file;
        Vectors = file.Require("vectors", ElementType.Float32, -1, -1);
        if (Vectors.Shape[0] is 0 or > int.MaxValue || Vectors.Shape[1] is 0 or > 1_000_000)
            throw new InputException($"{file.Path}: tensor 'vectors' has the shape [{string.Join(", ", Vectors.Shape)}], which no model has.");
        Words = (int)Vectors.Shape[0];
        Dimensions = (int)Vectors.Shape[1];
        Utf8 = file.Require("vocabulary.utf8", ElementType.UInt8, -1);
        Offsets = file.Require("vocabulary.offsets", ElementType.Int64, Words + 1L);
        Counts = file.Require("vocabulary.counts", ElementType.Int64, Words);
        Order = file.Require("vocabulary.order", ElementType.Int32, Words);
    }

    /// <summary>Number of words V.</summary>
    public int Words { get; }

    /// <summary>Length d of a vector.</summary>
    public int Dimensions { get; }

    /// <summary>The free strings of the file: configuration, tokenizer and training as JSON.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _file.Metadata;

    /// <summary>The file itself.</summary>
    public SafetensorsFile Tensors => _file;

    internal TensorInfo Vectors { get; }

    internal TensorInfo Utf8 { get; }

    internal TensorInfo Offsets { get; }

    internal TensorInfo Counts { get; }

    internal TensorInfo Order { get; }

    /// <summary>Opens a model: maps it and checks its header.</summary>
    /// <exception cref="InputException">It is missing, damaged or of another kind.</exception>
    public static EmbeddingModelFile Open(string path)
    {
        var file = SafetensorsFile.Open(path);
        try
        {
            var kind = file.Metadata.GetValueOrDefault("kind");
            if (kind != Kind) throw new InputException($"{path} is {(kind is null ? "a safetensors file without a kind" : $"of the kind '{kind}'")}, not word vectors ({Kind}); give a file that 'assay embeddings train' or 'convert' wrote.");
            var version = file.Metadata.GetValueOrDefault("format_version");
            if (version != FormatVersion) throw new InputException($"{path} has format version {version ?? "none"}, this program reads {FormatVersion}; use the program that wrote it.");
            return new EmbeddingModelFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes a model, replacing the file as a whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="vocabulary">The words.</param>
    /// <param name="vectors">W, shape [V, d].</param>
    /// <param name="context">W′ or the vectors of the inner nodes; null to leave them out.</param>
    /// <param name="contextName">"context" or "nodes".</param>
    /// <param name="metadata">More strings for the header.</param>
    /// <param name="extra">More tensors.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(
        string path, WordVocabulary vocabulary, NativeMatrix vectors, NativeMatrix? context, string contextName,
        IReadOnlyDictionary<string, string> metadata, params IReadOnlyList<TensorSource> extra)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(vectors);
        if (vectors.Rows != vocabulary.Count) throw new ArgumentException($"{vectors.Rows} vectors for {vocabulary.Count} words.", nameof(vectors));
        Write(path, vocabulary, TensorSource.Rows("vectors", vectors), context is null ? [.. extra] : [TensorSource.Rows(contextName, context), .. extra], metadata);
    }

    /// <summary>Writes vectors alone, row by row.</summary>
    internal static void WriteRows(string path, WordVocabulary vocabulary, int dimensions, RowReader row, IReadOnlyDictionary<string, string> metadata)
    {
        var vectors = TensorSource.From("vectors", ElementType.Float32, stream =>
        {
            for (var id = 0; id < vocabulary.Count; id++) stream.Write(MemoryMarshal.AsBytes(row(id)));
        }, vocabulary.Count, dimensions);
        Write(path, vocabulary, vectors, [], metadata);
    }

    /// <summary>Gives the vector of an id.</summary>
    internal delegate ReadOnlySpan<float> RowReader(int id);

    private static void Write(
        string path, WordVocabulary vocabulary, TensorSource vectors, IReadOnlyList<TensorSource> more, IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        TensorSource[] tensors =
        [
            // Eight-byte elements first, bytes last, so that each is aligned to its own size in the file.
            TensorSource.From("vocabulary.offsets", ElementType.Int64, stream => stream.Write(MemoryMarshal.AsBytes(vocabulary.Utf8Offsets)), vocabulary.Count + 1L),
            TensorSource.From("vocabulary.counts", ElementType.Int64, stream => stream.Write(MemoryMarshal.AsBytes(vocabulary.Counts)), vocabulary.Count),
            .. more.Where(tensor => tensor.Type == ElementType.Float64),
            vectors,
            .. more.Where(tensor => tensor.Type != ElementType.Float64),
            TensorSource.Of("vocabulary.order", InByteOrder(vocabulary)),
            TensorSource.From("vocabulary.utf8", ElementType.UInt8, stream => stream.Write(vocabulary.Utf8Words), vocabulary.Utf8Words.Length),
        ];
        var strings = new Dictionary<string, string>(metadata, StringComparer.Ordinal) { ["kind"] = Kind, ["format_version"] = FormatVersion };
        SafetensorsWriter.Write(path, tensors, strings);
    }

    /// <summary>The words with their counts, checked.</summary>
    /// <exception cref="InputException">The vocabulary is damaged.</exception>
    public WordVocabulary ReadVocabulary()
    {
        try
        {
            return WordVocabulary.FromUtf8([.. _file.Read<byte>(Utf8)], [.. _file.Read<long>(Offsets)], [.. _file.Read<long>(Counts)]);
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            throw new InputException($"{_file.Path}: the vocabulary is damaged ({exception.Message.TrimEnd('.')}); make or copy the file again.", exception);
        }
    }

    /// <summary>Copies W into memory of its own.</summary>
    /// <exception cref="InputException">A number in it is not finite.</exception>
    public NativeMatrix ReadVectors() => Read(Vectors, 0);

    /// <summary>Copies a matrix of vectors into memory of its own; null if the file has none of that name.</summary>
    /// <param name="name">"context" or "nodes".</param>
    /// <param name="moreRows">Rows of zeros to add below.</param>
    /// <exception cref="InputException">Its shape does not fit, or a number in it is not finite.</exception>
    public NativeMatrix? ReadContext(string name, int moreRows = 0) =>
        _file.Tensors.ContainsKey(name) ? Read(_file.Require(name, ElementType.Float32, name == "nodes" ? Words - 1 : Words, Dimensions), moreRows) : null;

    internal unsafe NativeMatrix Read(TensorInfo tensor, int moreRows)
    {
        _file.CheckFinite(tensor);
        var rows = (int)tensor.Shape[0];
        var matrix = new NativeMatrix(checked(rows + moreRows), Dimensions);
        var source = (float*)_file.Pointer(tensor);
        for (var row = 0; row < rows; row++) new ReadOnlySpan<float>(source + (nint)row * Dimensions, Dimensions).CopyTo(matrix.Row(row));
        return matrix;
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose() => _file.Dispose();

    private static int[] InByteOrder(WordVocabulary vocabulary)
    {
        var order = new int[vocabulary.Count];
        for (var id = 0; id < order.Length; id++) order[id] = id;
        Array.Sort(order, (left, right) => vocabulary.Utf8(left).SequenceCompareTo(vocabulary.Utf8(right)));
        return order;
    }
}
