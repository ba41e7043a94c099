namespace Assay.Embeddings.Training.Internals.Rows;

/// <summary>Where a worker finds the rows that it reads and updates.</summary>
internal unsafe interface IRowSource
{
    /// <summary>The row of W of a word.</summary>
    float* Input(int word);

    /// <summary>The row of W′ of a word, or of a node of the Huffman tree.</summary>
    float* Output(int word);

    /// <summary>Asks the processor to fetch a row of W that will be wanted soon.</summary>
    void PrefetchInput(int word);

    /// <summary>Asks the processor to fetch a row of W′ that will be wanted soon.</summary>
    void PrefetchOutput(int word);
}
