using Assay.Core.Errors;
using Assay.Embeddings.Models;
using Assay.Embeddings.Vectors.Internals;

namespace Assay.Embeddings.Vectors;

public sealed unsafe partial class WordVectors
{
    /// <summary>
    /// Opens word vectors: a safetensors model (mapped, not read), word2vec text or binary, fastText's .vec, or a run directory with its
    /// model.safetensors. The format is told by the content, not by the name.
    /// </summary>
    /// <exception cref="InputException">The file is missing, damaged or of another kind; the sentence says where.</exception>
    public static WordVectors Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            var model = Path.Combine(path, "model.safetensors");
            if (!File.Exists(model)) throw new InputException($"The directory {path} has no model.safetensors; give a file of word vectors or the directory of a finished run.");
            path = model;
        }
        var format = FormatProbe.Of(path);
        if (format != VectorFormat.Safetensors) return VectorReader.Read(path, format);
        var file = EmbeddingModelFile.Open(path);
        try
        {
            file.Tensors.CheckFinite(file.Vectors, most: QuickCheck);
            return new WordVectors(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The format that the name of a file asks for: .safetensors, .bin, or .txt and .vec.</summary>
    /// <exception cref="InputException">It has another ending.</exception>
    public static VectorFormat FormatOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".SAFETENSORS" => VectorFormat.Safetensors,
        ".BIN" => VectorFormat.Binary,
        ".TXT" or ".VEC" => VectorFormat.Text,
        _ => throw new InputException($"The name {path} does not say in which format to write; end it in .safetensors, .txt, .vec or .bin."),
    };

    /// <summary>Saves the vectors, replacing the file as a whole. Binary and safetensors keep every bit; text has the shortest decimals that read back to the same number.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">Its format; null to go by its name.</param>
    /// <exception cref="InputException">The file cannot be written, or a word has white space that the format cannot hold.</exception>
    public void Save(string path, VectorFormat? format = null)
    {
        switch (format ?? FormatOf(path))
        {
            case VectorFormat.Safetensors:
                EmbeddingModelFile.WriteRows(path, Vocabulary, Dimensions, id => this[id], Metadata);
                break;
            case VectorFormat.Text:
                VectorWriter.WriteText(path, this);
                break;
            default:
                VectorWriter.WriteBinary(path, this);
                break;
        }
    }

    /// <summary>Numbers that are looked at on opening; the rest is checked when the first query reads it.</summary>
    private const long QuickCheck = 1 << 16;
}
