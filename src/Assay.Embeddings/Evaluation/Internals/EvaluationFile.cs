using Assay.Core.Errors;

namespace Assay.Embeddings.Evaluation.Internals;

/// <summary>Opens the text files of evaluations.</summary>
internal static class EvaluationFile
{
    public static IEnumerable<string> Lines(string path)
    {
        StreamReader reader;
        try
        {
            reader = new StreamReader(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"There is no file {path}; check the path.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read {path}: {exception.Message.TrimEnd('.')}; check the path and its permissions.", exception);
        }
        using (reader)
        {
            while (reader.ReadLine() is { } line) yield return line;
        }
    }
}
