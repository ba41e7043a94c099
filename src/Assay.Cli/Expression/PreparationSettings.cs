using System.CommandLine;
using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Expression.Preparation;

namespace Assay.Cli.Expression;

/// <summary>How profiles are prepared.</summary>
internal sealed class PreparationSettings
{
    private readonly ChoiceSetting<LogRule> _log = new(
        "--log", "How values come to a logarithmic scale.", ("auto", LogRule.Auto), ("none", LogRule.None), ("log2(x+1)", LogRule.Log2PlusOne), ("floor", LogRule.FloorLog2));
    private readonly NumberSetting _floor = new("--floor", "What --log floor raises smaller values to before log2.", 1e-9, 1e9) { Default = 16 };
    private readonly TextSetting _genes = new("--genes", "N|all", "Keep the N genes of greatest variance over the training samples, or all that vary.") { Default = "all" };
    private readonly ChoiceSetting<GeneScaling> _scaling = new(
        "--scaling", "How each gene is scaled by its training values.", ("z-score", GeneScaling.ZScore), ("min-max", GeneScaling.MinMax), ("centre", GeneScaling.Centre), ("none", GeneScaling.None));
    private readonly ChoiceSetting<DuplicateGenes> _duplicates = new(
        "--duplicates", "What becomes of rows with the same gene name.", ("mean", DuplicateGenes.Mean), ("largest", DuplicateGenes.Largest), ("keep", DuplicateGenes.Keep));
    private readonly TextSetting _mergeBy = new("--merge-by", "KEY", "An annotation of the genes to take for their name, as IDENTIFIER of GEO SOFT.");
    private readonly FlagSetting _quantile = new("--quantile-normalise", "Give every sample the mean distribution of the training samples.");
    private readonly TextSetting _batch = new("--batch", "KEY", "An annotation that names batches, whose effects are taken out (ComBat).");

    /// <summary>All of them.</summary>
    public IReadOnlyList<Setting> All => [_log, _floor, _genes, _scaling, _duplicates, _mergeBy, _quantile, _batch];

    /// <summary>What was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="plain">Values as they are, where nothing else is asked for.</param>
    public PreparationOptions Options(ParseResult parsed, bool plain = false) => new()
    {
        Logarithm = plain && !_log.IsGiven(parsed) ? LogRule.None : _log.Value(parsed),
        Floor = _floor.Value(parsed),
        Genes = Genes(parsed),
        Scaling = plain && !_scaling.IsGiven(parsed) ? GeneScaling.None : _scaling.Value(parsed),
        Duplicates = _duplicates.Value(parsed),
        MergeBy = _mergeBy.Value(parsed),
        QuantileNormalise = _quantile.Value(parsed),
        BatchKey = _batch.Value(parsed),
    };

    private int? Genes(ParseResult parsed)
    {
        var text = _genes.Value(parsed)!;
        if (text == "all") return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : throw new UsageException($"--genes takes a number above 0 or 'all', not '{text}'.");
    }
}
