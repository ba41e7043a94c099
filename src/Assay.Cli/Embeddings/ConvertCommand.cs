using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Embeddings.Vectors;

namespace Assay.Cli.Embeddings;

/// <summary><c>assay embeddings convert</c>: word vectors from one format into another.</summary>
internal sealed class ConvertCommand : CommandDescription
{
    private readonly Positional _in = new("IN", "A file of word vectors: safetensors, word2vec text or binary, fastText .vec.");
    private readonly Positional _out = new("OUT", "The file to write; its ending chooses the format: .safetensors, .txt, .vec or .bin.");

    /// <inheritdoc/>
    public override string Name => "convert";

    /// <inheritdoc/>
    public override string Summary => "Convert word vectors between formats.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay embeddings convert GoogleNews.bin news.safetensors", "So that queries need not read the whole file.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_in, _out];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var output = _out.Value(context.Parsed);
        var format = WordVectors.FormatOf(output);
        using var vectors = WordVectors.Open(_in.Value(context.Parsed));
        vectors.Save(output, format);
        context.Console.Answer(
            json =>
            {
                json.WriteString("out", output);
                json.WriteNumber("words", vectors.Count);
                json.WriteNumber("dimensions", vectors.Dimensions);
            },
            () => context.Console.Line($"{output}: {vectors.Count} words, {vectors.Dimensions} dimensions"));
    }
}
