using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Core.Errors;
using Assay.Core.Memory;
using Assay.Core.Projections;
using Assay.Embeddings.Evaluation;
using Assay.Embeddings.Vectors;
using Assay.Reports.Plots;

namespace Assay.Cli.Embeddings;

/// <summary><c>assay embeddings map</c>: words in the plane, and how many dimensions they really fill.</summary>
internal sealed class MapCommand : CommandDescription
{
    private const int Side = 1600;

    private readonly Positional _model = new("MODEL", "A file of word vectors.");
    private readonly TextSetting _out = new("--out", "FILE", "The picture: .svg or .png.") { Required = true };
    private readonly TextsSetting _words = new("--words", "WORD", "The words to show; without it the most frequent ones.");
    private readonly CountSetting _count = new("--count", "How many of the most frequent words to show.", 3, 20_000) { Default = 400 };
    private readonly CountSetting _skip = new("--skip", "How many of the very first (the, of, to) to leave out.", 0, 1_000_000) { Default = 100 };
    private readonly ChoiceSetting<MapMethod> _method = new("--method", "How the plane is found.", ("tsne", MapMethod.Tsne), ("pca", MapMethod.PrincipalComponents));

    /// <inheritdoc/>
    public override string Name => "map";

    /// <inheritdoc/>
    public override string Summary => "Draw words in the plane and tell how many dimensions the vectors fill.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay embeddings map docs.safetensors --out map.svg", "The frequent words by t-SNE, as a picture.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_model];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_out, _words, _count, _skip, _method];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var parsed = context.Parsed;
        var output = _out.Value(parsed)!;
        var png = Path.GetExtension(output).ToUpperInvariant() switch
        {
            ".PNG" => true,
            ".SVG" => false,
            _ => throw new InputException($"The name {output} does not say what to draw; end it in .svg or .png."),
        };
        using var vectors = WordVectors.Open(_model.Value(parsed));
        var named = _words.Values(parsed);
        var ids = named.Count > 0 ? [.. named.Select(vectors.Id)] : VectorMap.MostFrequent(vectors, (int)_count.Value(parsed), (int)_skip.Value(parsed));
        if (ids.Count < 3) throw new InputException($"{ids.Count} words make no map; give at least three.");
        var map = context.Console.Track(progress => VectorMap.Of(vectors, ids, _method.Value(parsed), context.Seed, context.Threads, progress, context.Cancellation));
        var dimension = Dimension(vectors, context);

        var plot = new ScatterMap($"{map.Count} words, {(_method.Value(parsed) == MapMethod.Tsne ? "t-SNE" : "principal components")}");
        foreach (var (word, x, y) in map) plot.Add(word, x, y);
        if (png) plot.SavePng(output, Side, Side);
        else plot.SaveSvg(output);
        context.Console.Answer(
            json =>
            {
                json.WriteString("out", output);
                json.WriteNumber("words", map.Count);
                json.WriteNumber("participation_ratio", Math.Round(dimension.ParticipationRatio, 3));
                json.WriteNumber("components_for_90_percent", dimension.ComponentsForNinetyPercent);
                json.WriteNumber("two_nn", Math.Round(dimension.TwoNearestNeighbours, 3));
            },
            () =>
            {
                context.Console.Line($"{output}: {map.Count} words");
                context.Console.Line(string.Create(
                    CultureInfo.InvariantCulture,
                    $"of {vectors.Dimensions} dimensions the vectors fill {dimension.ParticipationRatio:0.0} (participation ratio); {dimension.ComponentsForNinetyPercent} components hold 90 % of the variance; nearest neighbours see {dimension.TwoNearestNeighbours:0.0} (TwoNN)"));
            });
    }

    private static IntrinsicDimension Dimension(WordVectors vectors, CommandContext context)
    {
        const int Most = 10_000;
        var count = Math.Min(Most, vectors.Count);
        using var rows = new NativeMatrix(count, vectors.Dimensions);
        for (var id = 0; id < count; id++) vectors[id].CopyTo(rows.Row(id));
        return IntrinsicDimension.Of(rows, seed: context.Seed, threads: context.Threads, cancellation: context.Cancellation);
    }
}
