using Assay.Core.Errors;

namespace Assay.Embeddings.Corpora.Internals;

/// <summary>All files in and below a directory in ordinal order of their relative paths, so that every machine reads the same text.</summary>
internal sealed class DirectoryCorpus(string path) : Corpus
{
    public override string Name => path;

    public override IEnumerable<CorpusPart> Parts()
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = false,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        };
        try
        {
            var files = Directory.GetFiles(path, "*", options).Select(file => (File: file, Key: Path.GetRelativePath(path, file).Replace('\\', '/')))
                .OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => PartOpener.FromFile(file.File)).ToList();
            if (files.Count == 0) throw new InputException($"The directory {path} holds no files; give one with text files in it.");
            return files;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot list the directory {path}: {exception.Message}", exception);
        }
    }
}
