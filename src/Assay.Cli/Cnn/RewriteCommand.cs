using System.Globalization;
using Assay.Architecture.Costs;
using Assay.Architecture.Onnx;
using Assay.Architecture.Rewrites;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Cli.Output;

namespace Assay.Cli.Cnn;

/// <summary><c>assay cnn rewrite</c>: factorise convolutions and change grid reductions.</summary>
internal sealed class RewriteCommand : CommandDescription
{
    private const int SkippedShown = 5;

    private static readonly (string Name, RewriteRule Rule)[] _rules =
    [
        ("two-3x3", RewriteRule.TwoThreeByThree),
        ("two-2x2", RewriteRule.TwoTwoByTwo),
        ("asymmetric", RewriteRule.Asymmetric),
        ("grid-reduction=pool-first", RewriteRule.PoolFirst),
        ("grid-reduction=inception-first", RewriteRule.InceptionFirst),
        ("grid-reduction=parallel", RewriteRule.Parallel),
    ];

    private readonly Positional _model = new("MODEL", ModelSettings.ModelHelp);
    private readonly ModelSettings _settings = new();
    private readonly ChoiceSetting<RewriteRule> _rule = new("--rule", "RULE", "two-3x3 (5x5 convolutions), two-2x2 (3x3), asymmetric (n x n as 1 x n and n x 1), or grid-reduction=pool-first, grid-reduction=inception-first, grid-reduction=parallel.", _rules);
    private readonly CountSetting _middle = new("--middle-channels", "Channels between the two convolutions.", 1, 1 << 20) { DefaultWords = "as many as come out" };
    private readonly ChoiceSetting<bool> _stride = new("--stride", "Which of the two convolutions has the stride.", ("last", false), ("first", true));
    private readonly FlagSetting _linear = new("--no-activation", "Put no activation between the two convolutions.");
    private readonly TextSetting _only = new("--only", "TEXT", "Rewrite only operations whose name contains this.");
    private readonly TextSetting _out = new("--out", "FILE", "Write the rewritten network as ONNX, with new weights where it was rewritten.");

    /// <inheritdoc/>
    public override string Name => "rewrite";

    /// <inheritdoc/>
    public override string Summary => "Factorise convolutions or change grid reductions, and say what that saves or costs.";

    /// <inheritdoc/>
    public override string Description => "New weights are drawn from the seed: the result is an architecture to train. All other weights are kept.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay cnn rewrite inception-v1 --rule two-3x3 --out factorised.onnx", "GoogLeNet without its 5x5 convolutions.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_model];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_rule, _middle, _stride, _linear, _only, _out, .. _settings.All];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var parsed = context.Parsed;
        if (!_rule.IsGiven(parsed)) throw new UsageException($"--rule is missing: give one of {string.Join(", ", _rules.Select(rule => rule.Name))}.");
        var model = _model.Value(parsed);
        var options = new RewriteOptions
        {
            MiddleChannels = _middle.IsGiven(parsed) ? (int)_middle.Value(parsed) : null,
            StrideFirst = _stride.Value(parsed),
            Activation = !_linear.Value(parsed),
            Only = _only.Value(parsed),
            Seed = context.Seed,
        };
        var result = GraphRewriter.Apply(_settings.Load(model, context), _rule.Value(parsed), options, context.Cancellation);
        var file = _out.Value(parsed);
        if (file is not null) OnnxWriter.Write(result.After, file, cancellationToken: context.Cancellation);
        var before = NetworkFigures.Of(model, result.Before, CostConvention.MultiplyAdds, context.Cancellation);
        var after = NetworkFigures.Of("rewritten", result.After, CostConvention.MultiplyAdds, context.Cancellation);
        context.Console.Answer(
            json =>
            {
                json.WriteString("rule", _rule.NameOf(parsed));
                if (file is not null) json.WriteString("out", file);
                json.WriteStartArray("replacements");
                foreach (var replacement in result.Replacements)
                {
                    json.WriteStartObject();
                    json.WriteString("name", replacement.Name);
                    json.WriteString("what", replacement.What);
                    json.WriteFinite("macs_ratio", replacement.Ratio);
                    json.WriteString("formula", replacement.Formula);
                    json.WriteBoolean("costs", replacement.Costs);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteStartArray("skipped");
                foreach (var skipped in result.Skipped)
                {
                    json.WriteStartObject();
                    json.WriteString("name", skipped.Name);
                    json.WriteString("reason", skipped.Reason);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                foreach (var (name, figures) in new[] { ("before", before), ("after", after) })
                {
                    json.WriteStartObject(name);
                    FiguresJson.Write(json, figures, layers: false);
                    json.WriteEndObject();
                }
            },
            () => Show(context.Console, result, before, after, file));
    }

    private static void Show(CommandConsole console, RewriteResult result, NetworkFigures before, NetworkFigures after, string? file)
    {
        if (result.Replacements.Count > 0)
        {
            var table = new ResultTable("operation", "rewrite", ">MACs", "formula");
            foreach (var replacement in result.Replacements)
                table.Add(replacement.Name, replacement.What, replacement.Ratio.ToString("0.###x", CultureInfo.InvariantCulture), replacement.Formula);
            console.Show(table);
            console.Line();
            console.Show(ComparisonTable.Of([before, after]));
            var costly = result.Replacements.Count(replacement => replacement.Costs);
            if (costly > 0) console.Line($"{costly} of {result.Replacements.Count} rewrites save nothing: their ratio is 1 or more.");
        }
        else console.Line("Nothing in this network fits the rule; it stays as it is.");
        foreach (var skipped in result.Skipped.Take(SkippedShown)) console.Line($"Left as it is: {skipped.Name}: {skipped.Reason}.");
        if (result.Skipped.Count > SkippedShown) console.Line($"… and {result.Skipped.Count - SkippedShown} more (--json lists all).");
        if (file is not null) console.Line($"Wrote {file}");
    }
}
