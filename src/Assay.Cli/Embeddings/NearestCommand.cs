using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Cli.Output;
using Assay.Embeddings.Vectors;

namespace Assay.Cli.Embeddings;

/// <summary><c>assay embeddings nearest</c>: the words most like others.</summary>
internal sealed class NearestCommand : CommandDescription
{
    private readonly Positional _model = new("MODEL", "A file of word vectors.");
    private readonly Positional _words = new("WORD", "The words to look for.", 1, Positional.Many);
    private readonly CountSetting _top = new("--top", "How many neighbours of each.", 1, 1_000_000) { Default = 10 };

    /// <inheritdoc/>
    public override string Name => "nearest";

    /// <inheritdoc/>
    public override string Summary => "Show the words most like others.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay embeddings nearest docs.safetensors stream socket --top 5", "Five neighbours of each word, by cosine.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_model, _words];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_top];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        using var vectors = WordVectors.Open(_model.Value(context.Parsed));
        var words = _words.Values(context.Parsed);
        var answers = vectors.Nearest(words, (int)_top.Value(context.Parsed));
        context.Console.Answer(
            json =>
            {
                json.WriteStartArray("answers");
                for (var i = 0; i < words.Count; i++)
                {
                    json.WriteStartObject();
                    json.WriteString("word", words[i]);
                    NeighbourTable.Write(json, answers[i]);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            },
            () =>
            {
                for (var i = 0; i < words.Count; i++) context.Console.Show(NeighbourTable.Of(words[i], "cosine", answers[i]));
            });
    }
}
