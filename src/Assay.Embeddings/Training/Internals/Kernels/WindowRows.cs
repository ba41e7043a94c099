namespace Assay.Embeddings.Training.Internals.Kernels;

/// <summary>The rows that one step reads and writes, and its scratch space.</summary>
internal unsafe struct WindowRows
{
    /// <summary>Number of input rows n.</summary>
    public int Inputs;

    /// <summary>Number of output rows m, dummies included; a multiple of 3.</summary>
    public int Outputs;

    /// <summary>Numbers in a row; every row is padded with zeros to a multiple of 16.</summary>
    public int Columns;

    /// <summary>The n input rows. One may occur more than once.</summary>
    public float** Input;

    /// <summary>The m output rows, each different.</summary>
    public float** Output;

    /// <summary>+1 for a word to be predicted, −1 for noise, 0 for a dummy: [n·m], then at least 16 more numbers.</summary>
    public float* Signs;

    /// <summary>Receives G, [n·m], with room for 16 more numbers.</summary>
    public float* Slopes;

    /// <summary>Room for n input rows; used where there are more than 6 outputs.</summary>
    public float* InputGradients;

    /// <summary>Distance between the rows of <see cref="InputGradients"/>.</summary>
    public int Stride;
}
