using System.Text;
using Assay.Core.Errors;
using Assay.Core.Memory;
using Assay.Embeddings.Models;
using Assay.Embeddings.Vectors.Internals;
using Assay.Embeddings.Words;

namespace Assay.Embeddings.Vectors;

/// <summary>
/// Words and their vectors, to be asked and converted. A safetensors model is used in place on the mapped file; other formats are read into memory.
/// <code>
/// using var vectors = WordVectors.Open("model.safetensors");
/// foreach (var (word, similarity) in vectors.Nearest("stream", 10)) ...
/// var capital = vectors.Analogy("france", "paris", "italy", 1);
/// </code>
/// Safe to use from several threads.
/// </summary>
public sealed unsafe partial class WordVectors : IDisposable
{
    private readonly EmbeddingModelFile? _file;
    private readonly NativeMatrix? _matrix; // kept also where it is lent, lest its finaliser frees the rows under a query
    private readonly bool _owned;
    private readonly nint _stride;
    private readonly Lazy<WordVocabulary> _vocabulary;
    private readonly Lazy<UnitRows> _unit;
    private float* _rows; // null once disposed

    private WordVectors(EmbeddingModelFile file)
    {
        _file = file;
        Count = file.Words;
        Dimensions = file.Dimensions;
        Metadata = file.Metadata;
        _rows = (float*)file.Tensors.Pointer(file.Vectors);
        _stride = file.Dimensions;
        _vocabulary = new Lazy<WordVocabulary>(file.ReadVocabulary);
        _unit = new Lazy<UnitRows>(MakeUnitRows);
    }

    private WordVectors(WordVocabulary vocabulary, NativeMatrix matrix, bool owned, IReadOnlyDictionary<string, string>? metadata)
    {
        _matrix = matrix;
        _owned = owned;
        Count = matrix.Rows;
        Dimensions = matrix.Columns;
        Metadata = metadata ?? new Dictionary<string, string>();
        _rows = matrix.Pointer;
        _stride = matrix.Stride;
        _vocabulary = new Lazy<WordVocabulary>(vocabulary);
        _unit = new Lazy<UnitRows>(MakeUnitRows);
    }

    /// <summary>Number of words V.</summary>
    public int Count { get; }

    /// <summary>Length d of a vector.</summary>
    public int Dimensions { get; }

    /// <summary>What the file says beside the vectors: how they were trained and how their text was tokenised.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The words with their counts (ranks in reverse, where the file has none). Read whole at the first call.</summary>
    public WordVocabulary Vocabulary => _vocabulary.Value;

    /// <summary>The vector of the word with an id, shape [d], as it was trained; valid until <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<float> this[int id]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(id);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, Count);
            ObjectDisposedException.ThrowIf(_rows == null, this);
            return new ReadOnlySpan<float>(_rows + id * _stride, Dimensions);
        }
    }

    /// <summary>Vectors in memory.</summary>
    /// <param name="vocabulary">The words.</param>
    /// <param name="matrix">Their vectors, shape [V, d]; taken over and disposed with this.</param>
    /// <param name="metadata">What a safetensors file shall say beside them.</param>
    public static WordVectors Create(WordVocabulary vocabulary, NativeMatrix matrix, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(matrix);
        if (vocabulary.Count != matrix.Rows) throw new ArgumentException($"{matrix.Rows} vectors for {vocabulary.Count} words.", nameof(matrix));
        return new WordVectors(vocabulary, matrix, owned: true, metadata);
    }

    /// <summary>Vectors that someone else owns and keeps while this is used.</summary>
    internal static WordVectors Lend(WordVocabulary vocabulary, NativeMatrix matrix) => new(vocabulary, matrix, owned: false, null);

    /// <summary>The word with an id.</summary>
    public string Word(int id) => Encoding.UTF8.GetString(Utf8(id));

    /// <summary>Finds the id of a word.</summary>
    public bool TryGetId(string word, out int id)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (_file is null || _vocabulary.IsValueCreated) return Vocabulary.TryGetId(word, out id);
        // A single look-up need not read the vocabulary: binary search over the ids in byte order, on the mapped file.
        var wanted = Encoding.UTF8.GetBytes(word);
        var order = _file.Tensors.Read<int>(_file.Order);
        var (low, high) = (0, order.Length - 1);
        while (low <= high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            var comparison = Utf8(order[middle]).SequenceCompareTo(wanted);
            if (comparison == 0)
            {
                id = order[middle];
                return true;
            }
            if (comparison < 0) low = middle + 1;
            else high = middle - 1;
        }
        id = -1;
        return false;
    }

    /// <summary>The id of a word.</summary>
    /// <exception cref="InputException">The word is not in the vocabulary; the sentence offers the nearest spellings.</exception>
    public int Id(string word)
    {
        if (TryGetId(word, out var id)) return id;
        var similar = SimilarSpellings.Of(word, Vocabulary);
        throw new InputException(similar.Count > 0
            ? $"'{word}' is not among the {Count} words; the nearest spellings are {string.Join(", ", similar)}."
            : $"'{word}' is not among the {Count} words and no word is spelt like it; it was too rare in the text or is of another language.");
    }

    /// <summary>Unmaps the file or frees the memory.</summary>
    public void Dispose()
    {
        if (_unit.IsValueCreated) _unit.Value.Dispose();
        _rows = null;
        if (_owned) _matrix?.Dispose();
        _file?.Dispose();
    }

    internal UnitRows Unit
    {
        get
        {
            ObjectDisposedException.ThrowIf(_rows == null, this);
            return _unit.Value;
        }
    }

    private ReadOnlySpan<byte> Utf8(int id)
    {
        if (_file is null || _vocabulary.IsValueCreated) return Vocabulary.Utf8(id);
        var offsets = _file.Tensors.Read<long>(_file.Offsets);
        var words = _file.Tensors.Read<byte>(_file.Utf8);
        if ((uint)id >= (uint)Count) throw Damaged($"an id of {id}");
        var (start, end) = (offsets[id], offsets[id + 1]);
        if (start < 0 || end < start || end > words.Length) throw Damaged($"a word from byte {start} to {end}");
        return words[(int)start..(int)end];
    }

    private InputException Damaged(string what) => new($"{_file!.Tensors.Path}: the vocabulary has {what}, which cannot be; the file is damaged, make or copy it again.");

    private UnitRows MakeUnitRows() => new(_rows, _stride, Count, Dimensions, id => new InputException(
        $"The vector of '{Word(id)}' has a number that is not finite; the vectors are damaged or training diverged."));
}
