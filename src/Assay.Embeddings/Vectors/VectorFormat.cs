namespace Assay.Embeddings.Vectors;

/// <summary>Formats of files with word vectors.</summary>
public enum VectorFormat
{
    /// <summary>One safetensors file with words, counts and metadata (.safetensors).</summary>
    Safetensors,

    /// <summary>word2vec's text: a line "V d", then a line for each word (.txt). fastText's .vec is the same.</summary>
    Text,

    /// <summary>word2vec's binary: a line "V d", then each word, a space and d single-precision numbers (.bin).</summary>
    Binary,
}
