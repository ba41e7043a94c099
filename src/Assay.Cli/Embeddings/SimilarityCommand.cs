using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Cli.Output;
using Assay.Embeddings.Vectors;

namespace Assay.Cli.Embeddings;

/// <summary><c>assay embeddings similarity</c>: the cosine of two words.</summary>
internal sealed class SimilarityCommand : CommandDescription
{
    private readonly Positional _model = new("MODEL", "A file of word vectors.");
    private readonly Positional _first = new("WORD1", "The first word.");
    private readonly Positional _second = new("WORD2", "The second word.");

    /// <inheritdoc/>
    public override string Name => "similarity";

    /// <inheritdoc/>
    public override string Summary => "Show how alike two words are (cosine, from -1 to 1).";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay embeddings similarity docs.safetensors list array", "Their cosine.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_model, _first, _second];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        using var vectors = WordVectors.Open(_model.Value(context.Parsed));
        var similarity = vectors.Similarity(_first.Value(context.Parsed), _second.Value(context.Parsed));
        context.Console.Answer(
            json => json.WriteFinite("similarity", Math.Round(similarity, 6)),
            () => context.Console.Line(similarity.ToString("0.0000", CultureInfo.InvariantCulture)));
    }
}
