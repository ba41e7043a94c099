using Assay.Core.Errors;
using Assay.Embeddings.Corpora.Internals;

namespace Assay.Embeddings.Corpora;

/// <summary>
/// The API documentation that comes with the .NET SDK (packs/*/VERSION/ref/**/*.xml), newest version of each pack: a corpus that every .NET
/// developer has on disk, about 1.8 million words. One element (summary, remarks, param, ...) is one line; references in it are turned into the
/// last part of their name; a text that occurs in several places counts once.
/// </summary>
public sealed class SdkDocumentation : Corpus
{
    /// <summary>What <see cref="Corpus.Open"/> calls it.</summary>
    public const string Specification = "sdk-docs";

    private SdkDocumentation(string name, string directory, IReadOnlyList<string> files)
    {
        Name = name;
        Directory = directory;
        Files = files;
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>Where the documentation was found: a .NET installation, or the directory that the user gave.</summary>
    public string Directory { get; }

    /// <summary>The XML files, in the order in which they are read.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Finds the documentation of the .NET SDK that this program runs on, else that of one in a usual place.</summary>
    /// <exception cref="InputException">No installation with documentation was found; a runtime alone has none.</exception>
    public static SdkDocumentation Locate()
    {
        var looked = DotnetInstallations.All();
        foreach (var root in looked)
        {
            var files = SdkDocumentationFiles.OfInstallation(root);
            if (files.Count > 0) return new SdkDocumentation(Specification, root, files);
        }

        throw new InputException(
            $"No .NET SDK documentation was found (no packs/*/*/ref/**/*.xml under {string.Join(", ", looked)}); install the .NET SDK or name one: {Specification}:PATH.");
    }

    /// <summary>Takes the documentation of the SDK at a path (the directory with the dotnet command), or all XML documentation in a directory.</summary>
    /// <exception cref="InputException">There is no such directory, or no documentation in it.</exception>
    public static SdkDocumentation At(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!System.IO.Directory.Exists(path)) throw new InputException($"There is no directory {path}; give the directory of a .NET SDK, such as /usr/share/dotnet.");
        var files = SdkDocumentationFiles.OfInstallation(path);
        if (files.Count == 0) files = SdkDocumentationFiles.OfDirectory(path);
        if (files.Count == 0) throw new InputException($"{path} holds no XML documentation (packs/*/*/ref/**/*.xml or any *.xml); give the directory of a .NET SDK.");
        return new SdkDocumentation($"{Specification}:{path}", path, files);
    }

    /// <inheritdoc/>
    public override IEnumerable<CorpusPart> Parts() => [new CorpusPart(Name, () => new SentenceStream(DocumentationText.Of(Files)))];
}
