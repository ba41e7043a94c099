using Assay.Core.Errors;
using Assay.Embeddings.Corpora;

namespace Assay.Embeddings.Tests.Corpora;

public sealed class SdkDocumentationTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("assay-docs-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("""Reads a <see cref="T:System.Collections.Generic.List`1" /> here.""", "Reads a List here.")]
    [InlineData("""Calls <see cref="M:System.Text.StringBuilder.#ctor(System.String)" />.""", "Calls StringBuilder.")]
    [InlineData("""Calls <see cref="M:System.String.Join(System.String,System.Object[])" /> twice.""", "Calls Join twice.")]
    [InlineData("""The <paramref name="value" /> is <see langword="null" />.""", "The value is null.")]
    [InlineData("""<see href="https://x.org">The page</see> says.""", "The page says.")]
    [InlineData("<para>One.</para><para>Two.</para>", "One. Two.")]
    [InlineData("  spread \n   over lines  ", "spread over lines")]
    [InlineData("<see cref=\"T:A.B\" />s", "Bs")]
    public void Element_BecomesOneLineOfItsWords(string xml, string expected)
    {
        Write("packs/P/1.0.0/ref/net10.0/P.xml", $"<summary>{xml}</summary>");
        Assert.Equal([expected], Sentences(SdkDocumentation.At(_root)));
    }

    [Fact]
    public void TextThatOccursTwice_CountsOnce()
    {
        Write("packs/P/1.0.0/ref/a.xml", "<summary>The same.</summary><returns>Other.</returns>");
        Write("packs/Q/1.0.0/ref/b.xml", "<summary>The same.</summary><returns>New.</returns>");
        Assert.Equal(["The same.", "Other.", "New."], Sentences(SdkDocumentation.At(_root)));
    }

    [Fact]
    public void NewestVersionOfAPack_IsTaken_AndAReleaseBeforeItsPreviews()
    {
        Write("packs/P/9.0.11/ref/a.xml", "<summary>old</summary>");
        Write("packs/P/10.0.0-rc.1/ref/a.xml", "<summary>preview</summary>");
        Write("packs/P/10.0.0/ref/a.xml", "<summary>release</summary>");
        Assert.Equal(["release"], Sentences(SdkDocumentation.At(_root)));
    }

    [Fact]
    public void DirectoryOfDocumentation_IsTakenAsItIs()
    {
        Write("any/a.xml", "<summary>alone</summary>");
        Assert.Equal(["alone"], Sentences((SdkDocumentation)Corpus.Open("sdk-docs:" + _root)));
    }

    [Fact]
    public void BrokenXml_IsNamedWithItsPlace()
    {
        Directory.CreateDirectory(Path.Combine(_root, "x"));
        File.WriteAllText(Path.Combine(_root, "x/a.xml"), "<doc><members><member><summary>open");
        var error = Assert.Throws<InputException>(() => Sentences(SdkDocumentation.At(_root)));
        Assert.Contains("a.xml, line 1, column", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DirectoryWithoutDocumentation_SaysSo()
    {
        var error = Assert.Throws<InputException>(() => SdkDocumentation.At(_root));
        Assert.Contains("holds no XML documentation", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<InputException>(() => SdkDocumentation.At(Path.Combine(_root, "none")));
        Assert.Contains("There is no directory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InstalledSdk_HasOverAMillionWordsOfEnglish()
    {
        SdkDocumentation documentation;
        try
        {
            documentation = SdkDocumentation.Locate();
        }
        catch (InputException missing)
        {
            Assert.Skip(missing.Message);
            return;
        }
        using var corpus = TokenizedCorpus.Build(documentation, cancellation: TestContext.Current.CancellationToken);
        Assert.InRange(corpus.TokenCount, 1_000_000, 10_000_000);
        Assert.True(corpus.Vocabulary.TryGetId("stream", out _));
        Assert.True(corpus.Vocabulary.TryGetId("the", out var the));
        Assert.Equal(0, the);
    }

    private static List<string> Sentences(SdkDocumentation documentation)
    {
        var lines = new List<string>();
        foreach (var part in documentation.Parts())
        {
            using var reader = new StreamReader(part.Open());
            while (reader.ReadLine() is { } line) lines.Add(line);
        }
        return lines;
    }

    private void Write(string path, string elements)
    {
        var full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, $"<doc><assembly><name>P</name></assembly><members><member name=\"T:A\">{elements}</member></members></doc>");
    }
}
