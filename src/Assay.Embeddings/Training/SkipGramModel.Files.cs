using Assay.Core.Errors;
using Assay.Embeddings.Models;
using Assay.Embeddings.Training.Internals;
using Assay.Embeddings.Vectors;

namespace Assay.Embeddings.Training;

public sealed partial class SkipGramModel
{
    /// <summary>
    /// Saves the model as one safetensors file (see <see cref="EmbeddingModelFile"/>), with the context vectors, so that training can go on from it.
    /// </summary>
    /// <param name="path">The file; replaced as a whole.</param>
    /// <param name="metadata">More strings for the header, such as how text was tokenised.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void Save(string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var strings = new Dictionary<string, string>(metadata ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            ["configuration"] = OptionsJson.Write(Options),
            ["training"] = SummaryJson(),
        };
        EmbeddingModelFile.Write(path, Vocabulary, Vectors, Context, OptionsJson.ContextName(Options), strings);
    }

    /// <summary>Saves the word vectors alone, in a format for other programs.</summary>
    /// <param name="path">The file; replaced as a whole.</param>
    /// <param name="format">Its format.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void SaveVectors(string path, VectorFormat format) => WordVectors.Lend(Vocabulary, Vectors).Save(path, format);

    /// <summary>The word vectors, to be asked. Valid until this model is disposed.</summary>
    public WordVectors Query() => WordVectors.Lend(Vocabulary, Vectors);

    private string SummaryJson() => OptionsJson.Text(json =>
    {
        json.WriteNumber("words", Summary.Words);
        json.WriteNumber("pairs", Summary.Pairs);
        json.WriteNumber("epochs", Summary.Epochs);
        json.WriteNumber("loss", Summary.Loss);
        json.WriteNumber("seconds", Math.Round(Summary.Seconds, 3));
    });
}
