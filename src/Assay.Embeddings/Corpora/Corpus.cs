using Assay.Core.Errors;
using Assay.Embeddings.Corpora.Internals;

namespace Assay.Embeddings.Corpora;

/// <summary>
/// Text to learn from, read once from beginning to end and never held in memory as a whole. Each line is a sentence: windows do not
/// reach beyond it. Text is UTF-8; a byte order mark is skipped.
/// </summary>
public abstract class Corpus
{
    /// <summary>What the user called it: the path, "-", "sdk-docs".</summary>
    public abstract string Name { get; }

    /// <summary>The files or other sources that make up the text, in order. A part may allow only one reading (standard input).</summary>
    /// <exception cref="InputException">The corpus does not exist or cannot be listed.</exception>
    public abstract IEnumerable<CorpusPart> Parts();

    /// <summary>
    /// Opens what the user named: a text file, a gzip file (told by its content, not by its name), a directory (all files in and below it,
    /// in ordinal order of their paths, without hidden ones), "-" for standard input, "sdk-docs" for the documentation of the running .NET SDK,
    /// or "sdk-docs:PATH" for that of the SDK at a path.
    /// </summary>
    /// <param name="specification">FILE, DIR, "-", "sdk-docs" or "sdk-docs:PATH".</param>
    /// <param name="standardInput">What "-" reads; a library does not touch the console.</param>
    /// <exception cref="InputException">No such file or directory, nothing in the directory, or "-" without standard input.</exception>
    public static Corpus Open(string specification, Stream? standardInput = null)
    {
        ArgumentNullException.ThrowIfNull(specification);
        if (specification.Length == 0) throw new InputException("The corpus has an empty name; give a file, a directory, - or sdk-docs.");
        if (specification == "-")
        {
            if (standardInput is null) throw new InputException("The corpus is '-', but there is no standard input; give a file or a directory.");
            return new PartsCorpus("-", [PartOpener.FromStream("standard input", standardInput)]);
        }

        const string elsewhere = SdkDocumentation.Specification + ":";
        if (specification == SdkDocumentation.Specification) return SdkDocumentation.Locate();
        if (specification.StartsWith(elsewhere, StringComparison.Ordinal)) return SdkDocumentation.At(specification[elsewhere.Length..]);
        if (Directory.Exists(specification)) return new DirectoryCorpus(specification);
        if (File.Exists(specification)) return FromFiles(specification);
        throw new InputException($"There is no file or directory {specification}; give a text file, a .gz, a directory, - or sdk-docs.");
    }

    /// <summary>A corpus of text files (plain or gzip), read in the given order.</summary>
    /// <exception cref="InputException">No path, or one that does not exist (found when read).</exception>
    public static Corpus FromFiles(params IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count == 0) throw new InputException("The corpus has no files; give at least one.");
        return new PartsCorpus(string.Join(' ', paths), [.. paths.Select(PartOpener.FromFile)]);
    }

    /// <summary>A corpus of sentences that a program already has, enumerated once for each reading; a line break within one ends a sentence, too.</summary>
    public static Corpus FromText(IEnumerable<string> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        return new PartsCorpus("text", [new CorpusPart("text", () => new SentenceStream(sentences))]);
    }
}
