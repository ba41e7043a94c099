using Assay.Architecture.Costs;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Cli.Output;

namespace Assay.Cli.Cnn;

/// <summary><c>assay cnn compare</c>: networks beside each other.</summary>
internal sealed class CompareCommand : CommandDescription
{
    private readonly Positional _models = new("MODEL", ModelSettings.ModelHelp, 2, 64);
    private readonly ModelSettings _settings = new();
    private readonly ChoiceSetting<CostConvention> _convention = new("--convention", "Which operations count as FLOPs.", ("macs", CostConvention.MultiplyAdds), ("all", CostConvention.All));
    private readonly FlagSetting _markdown = new("--markdown", "A table for a Markdown page.");

    /// <inheritdoc/>
    public override string Name => "compare";

    /// <inheritdoc/>
    public override string Summary => "Put networks beside each other, with ratios to the first.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay cnn compare inception-v1 vgg-16 resnet-50", "What each costs, sees and lets through.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_models];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [.. _settings.All, _convention, _markdown];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var parsed = context.Parsed;
        if (context.Console.Json && _markdown.Value(parsed)) throw new UsageException("--json and --markdown exclude each other: give one of them.");
        NetworkFigures[] all = [.. _models.Values(parsed).Select(model => NetworkFigures.Of(model, _settings.Load(model, context), _convention.Value(parsed), context.Cancellation))];
        context.Console.Answer(
            json =>
            {
                json.WriteStartArray("models");
                foreach (var figures in all)
                {
                    json.WriteStartObject();
                    FiguresJson.Write(json, figures, layers: false);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            },
            () =>
            {
                if (_markdown.Value(parsed)) context.Console.Show(ComparisonTable.Of(all), MarkdownTable.Write);
                else context.Console.Show(ComparisonTable.Of(all));
                foreach (var figures in all)
                    foreach (var finding in figures.Bottlenecks.Findings.Take(1)) context.Console.Line($"{figures.Model}: {finding}");
            });
    }
}
