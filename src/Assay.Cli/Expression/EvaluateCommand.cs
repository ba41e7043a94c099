using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Cli.Output;
using Assay.Expression.Autoencoders;
using Assay.Expression.Evaluation;
using Assay.Expression.Evaluation.Routes;
using Assay.Torch;

namespace Assay.Cli.Expression;

/// <summary><c>assay expression evaluate</c>: how well classes can be told apart, by which route, without leaks.</summary>
internal sealed class EvaluateCommand : CommandDescription
{
    private readonly DataSettings _data = new();
    private readonly PreparationSettings _preparation = new();
    private readonly AutoencoderSettings _autoencoder = new();
    private readonly TextSetting _routes = new("--routes", "R,R,…", "Routes to compare: pca-K, t-test-K, all-genes, ae.") { Default = "pca-2,pca-20,t-test-50,all-genes,ae" };
    private readonly CountSetting _folds = new("--folds", "Folds of the cross-validation.", 2, 1000) { Default = 5 };
    private readonly CountSetting _repeats = new("--repeats", "Independent divisions into folds.", 1, 1000) { Default = 5 };
    private readonly CountSetting _permutations = new("--permutations", "Permutations of the labels for the control; 0 for none.", 0, 10_000) { Default = 20 };
    private readonly TextSetting _group = new("--group", "KEY", "An annotation whose equal values stay on one side, as a patient.");

    /// <inheritdoc/>
    public override string Name => "evaluate";

    /// <inheritdoc/>
    public override string Summary => "Tell how well classes can be told apart, by which route.";

    /// <inheritdoc/>
    public override string Description =>
        "Repeated stratified cross-validation. Preparation, features, autoencoders and the classifier's penalty are fitted on the training side of each fold; permuted labels must give chance. A route is called better only where the paired interval says so.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay expression evaluate prostate.tsv.gz --labels prostate.labels.tsv", "Components, genes of a test, all genes and an autoencoder's codes side by side."),
        new("assay expression evaluate GDS507.soft.gz --group individual --folds 3", "Both samples of a patient on one side."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_data.Data];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [.. _data.All, _routes, _folds, _repeats, _permutations, _group, .. _preparation.All, .. _autoencoder.All];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var parsed = context.Parsed;
        var clock = Stopwatch.StartNew();
        var routes = Routes(_routes.Value(parsed)!, _autoencoder.Options(parsed));
        var options = new EvaluationOptions
        {
            Folds = (int)_folds.Value(parsed),
            Repeats = (int)_repeats.Value(parsed),
            Permutations = (int)_permutations.Value(parsed),
            GroupKey = _group.Value(parsed),
            Preparation = _preparation.Options(parsed),
        };
        var data = _data.Read(context);
        var labels = _data.RequireLabels(parsed, data.Matrix);
        LibTorch.Threads = context.Threads;
        var result = context.Console.Track(progress => ExpressionEvaluation.Run(data.Matrix, labels, routes, options, context.Seed, progress, context.Cancellation));
        context.Console.Answer(json => Write(json, result, clock.Elapsed), () => Show(context.Console, result, options, clock.Elapsed));
    }

    private static FeatureRoute[] Routes(string text, AutoencoderOptions autoencoder)
    {
        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray();
        if (names.Length == 0) throw new UsageException("--routes names no route.");
        return Array.ConvertAll<string, FeatureRoute>(names, name => name switch
        {
            "all-genes" => new AllGenesRoute(),
            "ae" => new CodesRoute(autoencoder),
            _ when Count(name, "pca-") is { } count => new PrincipalComponentsRoute(count),
            _ when Count(name, "t-test-") is { } count => new TwoSampleTestRoute(count),
            _ => throw new UsageException($"--routes knows pca-K, t-test-K, all-genes and ae, not '{name}'."),
        });
    }

    private static int? Count(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 100_000 ? count : null;

    private static void Write(Utf8JsonWriter json, EvaluationResult result, TimeSpan elapsed)
    {
        json.WriteString("best", result.Best.Route);
        json.WriteStartArray("routes");
        foreach (var route in result.Routes)
        {
            json.WriteStartObject();
            json.WriteString("route", route.Route);
            foreach (var (name, interval) in (ReadOnlySpan<(string, Interval)>)[("auroc", route.Auroc), ("auprc", route.Auprc), ("mcc", route.Mcc), ("balanced_accuracy", route.BalancedAccuracy), ("brier", route.Brier)])
                Write(json, name, interval);
            json.WriteNumber("calibration_error", route.CalibrationError);
            if (double.IsFinite(route.PermutedAuroc)) json.WriteNumber("permuted_auroc", route.PermutedAuroc);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("comparisons");
        foreach (var comparison in result.Comparisons)
        {
            json.WriteStartObject();
            json.WriteString("first", comparison.First);
            json.WriteString("second", comparison.Second);
            Write(json, "difference", comparison.Difference);
            json.WriteBoolean("decided", comparison.IsDecided);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("confounders");
        foreach (var confounder in result.Confounders)
        {
            json.WriteStartObject();
            json.WriteString("annotation", confounder.Key);
            json.WriteNumber("cramers_v", confounder.CramersV);
            json.WriteNumber("p_value", confounder.PValue);
            json.WriteNumber("pure_share", confounder.PureShare);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("seconds", Math.Round(elapsed.TotalSeconds, 3));
    }

    private static void Write(Utf8JsonWriter json, string name, Interval interval)
    {
        json.WriteNumber(name, interval.Estimate);
        json.WriteStartArray($"{name}_interval");
        json.WriteNumberValue(interval.Low);
        json.WriteNumberValue(interval.High);
        json.WriteEndArray();
    }

    private static void Show(CommandConsole console, EvaluationResult result, EvaluationOptions options, TimeSpan elapsed)
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"{result.Labels.Describe()}; {options.Folds} folds × {options.Repeats}, 95 % intervals");
        var table = new ResultTable("route", ">AUROC", ">AUPRC", ">MCC", ">balanced acc.", ">Brier", ">calibration", ">permuted") { Title = title };
        foreach (var route in result.Routes)
        {
            table.Add(route.Route, Text(route.Auroc), Text(route.Auprc), Text(route.Mcc), Text(route.BalancedAccuracy), Text(route.Brier), Text(route.CalibrationError),
                double.IsFinite(route.PermutedAuroc) ? string.Create(CultureInfo.InvariantCulture, $"{route.PermutedAuroc:0.00} ({route.PermutedRange.Low:0.00} to {route.PermutedRange.High:0.00})") : "");
        }
        console.Show(table);
        console.Line();
        foreach (var comparison in result.Comparisons)
        {
            console.Line(comparison.IsDecided
                ? $"{comparison.First} is better than {comparison.Second} by {comparison.Difference} in AUROC."
                : $"{comparison.First} and {comparison.Second} are not told apart: the difference is {comparison.Difference}.");
        }
        foreach (var confounder in result.Confounders)
            console.Line(string.Create(CultureInfo.InvariantCulture, $"Confounding: '{confounder.Key}' ({confounder.Values} values) goes with the class (Cramér's V {confounder.CramersV:0.00}, p {confounder.PValue:0.0000}); {100 * confounder.PureShare:0} % of the samples have a value that occurs in one class only. What tells the classes may be what tells '{confounder.Key}'."));
        console.Line(string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.0} s"));
    }

    private static string Text(Interval interval) => string.Create(CultureInfo.InvariantCulture, $"{interval.Estimate:0.000} [{interval.Low:0.00}, {interval.High:0.00}]");

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
