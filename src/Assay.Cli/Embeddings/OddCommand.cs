using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Embeddings.Vectors;

namespace Assay.Cli.Embeddings;

/// <summary><c>assay embeddings odd</c>: the word that does not fit with the others.</summary>
internal sealed class OddCommand : CommandDescription
{
    private readonly Positional _model = new("MODEL", "A file of word vectors.");
    private readonly Positional _words = new("WORD", "Three words or more.", 3, Positional.Many);

    /// <inheritdoc/>
    public override string Name => "odd";

    /// <inheritdoc/>
    public override string Summary => "Find the word that does not fit with the others.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay embeddings odd docs.safetensors byte integer string socket", "Which of the four is no data type?")];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_model, _words];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        using var vectors = WordVectors.Open(_model.Value(context.Parsed));
        var odd = vectors.OddOneOut(_words.Values(context.Parsed));
        context.Console.Answer(json => json.WriteString("odd", odd), () => context.Console.Line(odd));
    }
}
