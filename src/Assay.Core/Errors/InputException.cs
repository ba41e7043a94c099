namespace Assay.Core.Errors;

/// <summary>
/// Something that the user gave is wrong: a file, an option, a word. The message is one sentence for that user,
/// saying what is wrong, where (file, line, column or tensor) and what to do; the command prints it and ends with exit code 2.
/// </summary>
public sealed class InputException : Exception
{
    /// <summary>Creates the error with its one sentence.</summary>
    public InputException(string message) : base(message) { }

    /// <summary>Creates the error with its one sentence and what caused it.</summary>
    public InputException(string message, Exception innerException) : base(message, innerException) { }
}
