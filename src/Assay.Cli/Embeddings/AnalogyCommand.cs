using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Embeddings.Queries;
using Assay.Embeddings.Vectors;

namespace Assay.Cli.Embeddings;

/// <summary><c>assay embeddings analogy</c>: a is to b as c is to what?</summary>
internal sealed class AnalogyCommand : CommandDescription
{
    private readonly Positional _model = new("MODEL", "A file of word vectors.");
    private readonly Positional _a = new("A", "The first word of the known pair.");
    private readonly Positional _b = new("B", "The second word of the known pair.");
    private readonly Positional _c = new("C", "The first word of the pair to be completed.");
    private readonly CountSetting _top = new("--top", "How many answers.", 1, 1_000_000) { Default = 5 };
    private readonly ChoiceSetting<AnalogyMethod> _method = new("--method", "How answers are scored.", ("3cosadd", AnalogyMethod.CosAdd), ("3cosmul", AnalogyMethod.CosMul));

    /// <inheritdoc/>
    public override string Name => "analogy";

    /// <inheritdoc/>
    public override string Summary => "Complete \"A is to B as C is to ?\".";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay embeddings analogy wiki.safetensors france paris italy", "The capital of Italy, if all went well.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_model, _a, _b, _c];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_top, _method];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var parsed = context.Parsed;
        using var vectors = WordVectors.Open(_model.Value(parsed));
        var (a, b, c) = (_a.Value(parsed), _b.Value(parsed), _c.Value(parsed));
        var answers = vectors.Analogy(a, b, c, (int)_top.Value(parsed), _method.Value(parsed));
        context.Console.Answer(
            json => NeighbourTable.Write(json, answers),
            () => context.Console.Show(NeighbourTable.Of($"{a} is to {b} as {c} is to", "score", answers)));
    }
}
