using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Cli.Output;
using Assay.Core.Errors;
using Assay.Core.Runs;
using Assay.Expression.Evaluation;
using Assay.Expression.Fitting;
using Assay.Expression.Formats;
using Assay.Torch;
using Assay.Torch.Doctor;

namespace Assay.Cli.Expression;

/// <summary><c>assay expression fit</c>: an autoencoder of a cohort, tested on samples that nothing was fitted on.</summary>
internal sealed class FitCommand : CommandDescription
{
    private readonly DataSettings _data = new();
    private readonly PreparationSettings _preparation = new();
    private readonly AutoencoderSettings _autoencoder = new();
    private readonly TextSetting _out = new("--out", "RUN", "Directory of the run: model.safetensors, run.json, metrics, TensorBoard events and a report.") { Required = true };
    private readonly NumberSetting _test = new("--test", "Share of the samples that is kept for the test.", 0.01, 0.9) { Default = 0.2 };
    private readonly TextSetting _group = new("--group", "KEY", "An annotation whose equal values stay on one side, as a patient.");
    private readonly FlagSetting _resume = new("--resume", "Go on from the checkpoint of an interrupted run.");

    /// <inheritdoc/>
    public override string Name => "fit";

    /// <inheritdoc/>
    public override string Summary => "Fit an autoencoder to a cohort and test it.";

    /// <inheritdoc/>
    public override string Description =>
        "Divides samples, prepares, trains, and compares with the mean predictor and with principal components on test samples. Interrupted by Ctrl-C it leaves a checkpoint, from which --resume goes on to the same result.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay expression fit cohort.tsv.gz --labels class --out runs/cohort", "What works: a start at the components, a linear output, standardised genes."),
        new("assay expression fit cohort.tsv.gz --as-described --epochs 5 --out runs/described", "The textbook's network, and why it fails."),
        new("assay expression fit cohort.tsv.gz --contractive 0.1 --out runs/contractive", "Codes that move less."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_data.Data];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [.. _data.All, _out, _test, _group, _resume, .. _autoencoder.All, .. _preparation.All];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var parsed = context.Parsed;
        var clock = Stopwatch.StartNew();
        var options = new FitOptions
        {
            Preparation = _preparation.Options(parsed, _autoencoder.IsAsDescribed(parsed)),
            Autoencoder = _autoencoder.Options(parsed),
            TestShare = _test.Value(parsed),
            GroupKey = _group.Value(parsed),
        };
        var data = _data.Read(context);
        var labels = _data.Labels(parsed, data.Matrix);
        var path = _out.Value(parsed)!;
        var resumes = _resume.Value(parsed);
        if (resumes && !RunDirectory.IsRun(path)) throw new InputException($"{path} is no run that could be resumed; leave out --resume to begin one.");
        var run = resumes ? RunDirectory.Open(path) : RunDirectory.Create(path);
        if (resumes && File.Exists(run.ModelPath)) throw new InputException($"{path} holds a finished model, model.safetensors; there is nothing to resume.");
        var manifest = Manifest(context, data);
        if (!resumes) manifest.Write(run.ManifestPath);
        LibTorch.Threads = context.Threads;
        using var fit = Fit(() => context.Console.Track(progress => CohortFit.Run(data.Matrix, labels, options, context.Seed, run, resumes && File.Exists(run.CheckpointPath), progress, context.Cancellation)), run);
        fit.Model.Save(run.ModelPath, fit.Preparation, Figures(fit));
        foreach (var name in (string[])["checkpoint.safetensors", "best.safetensors"]) File.Delete(Path.Combine(run.Path, name)); // only a resumption needs them
        FindingsFile.Write(Path.Combine(run.Path, FindingsFile.Name), fit.Findings); // those of the training alone until now
        FitReport.Write(run, manifest, data.Matrix, labels, fit);
        context.Console.Answer(json => Write(json, fit, path, clock.Elapsed), () => Show(context.Console, fit, run, clock.Elapsed));
    }

    // What was refused before the first step leaves no run behind, so that the same command can be given again, put right.
    private static FitResult Fit(Func<FitResult> work, RunDirectory run)
    {
        try
        {
            return work();
        }
        catch (InputException)
        {
            if (Directory.EnumerateFileSystemEntries(run.Path).All(path => Path.GetFileName(path) == Path.GetFileName(run.ManifestPath))) Directory.Delete(run.Path, recursive: true);
            throw;
        }
    }

    private RunManifest Manifest(CommandContext context, ExpressionData data)
    {
        var source = _data.Data.Value(context.Parsed);
        return new RunManifest
        {
            Command = "assay expression fit",
            Seed = context.Seed,
            Options = Settings.Select(setting => (setting.Name, Value: setting.InEffect(context.Parsed))).Append((Name: "data", Value: (string?)source)).Where(option => option.Value is not null)
                .ToImmutableSortedDictionary(option => option.Name, option => option.Value!, StringComparer.Ordinal),
            Versions = ImmutableSortedDictionary<string, string>.Empty.Add("assay", Application.Version),
            DataHashes = ImmutableSortedDictionary<string, string>.Empty.Add(Path.GetFileName(source), data.Hash()),
        };
    }

    private static Dictionary<string, string> Figures(FitResult fit) => new(StringComparer.Ordinal)
    {
        ["test_mse"] = fit.TestMse.ToString("R", CultureInfo.InvariantCulture),
        ["pca_mse"] = fit.ComponentsMse.ToString("R", CultureInfo.InvariantCulture),
        ["mean_predictor_mse"] = fit.MeanPredictorMse.ToString("R", CultureInfo.InvariantCulture),
        ["seconds"] = fit.Seconds.ToString("R", CultureInfo.InvariantCulture),
    };

    private static void Write(Utf8JsonWriter json, FitResult fit, string path, TimeSpan elapsed)
    {
        json.WriteString("run", path);
        json.WriteNumber("parameters", fit.Model.Parameters);
        json.WriteNumber("train_samples", fit.Split.Train.Length);
        json.WriteNumber("test_samples", fit.Split.Test.Length);
        json.WriteNumber("genes", fit.Model.Genes);
        json.WriteBoolean("row_space", fit.Model.IsInRowSpace);
        json.WriteNumber("steps", fit.Model.Training!.Steps);
        json.WriteNumber("train_mse", fit.TrainMse);
        json.WriteNumber("sensitivity", fit.Sensitivity);
        json.WriteNumber("command_seconds", Math.Round(elapsed.TotalSeconds, 3));
        json.WriteNumber("test_mse", fit.TestMse);
        json.WriteNumber("mean_predictor_mse", fit.MeanPredictorMse);
        json.WriteNumber("pca_mse", fit.ComponentsMse);
        Write(json, "auroc", fit.Auroc);
        Write(json, "pca_auroc", fit.ComponentsAuroc);
        json.WriteNumber("seconds", Math.Round(fit.Seconds, 3));
        json.WriteNumber("seconds_per_step", Math.Round(fit.SecondsPerStep, 6));
        json.WritePropertyName("findings");
        FindingsFile.Write(json, fit.Findings);
    }

    private static void Write(Utf8JsonWriter json, string name, Interval? interval)
    {
        if (interval is not { } known) return;
        json.WriteNumber(name, known.Estimate);
        json.WriteStartArray($"{name}_interval");
        json.WriteNumberValue(known.Low);
        json.WriteNumberValue(known.High);
        json.WriteEndArray();
    }

    private static void Show(CommandConsole console, FitResult fit, RunDirectory run, TimeSpan elapsed)
    {
        foreach (var statement in fit.Preparation.Describe()) console.Line(statement);
        console.Line(string.Create(CultureInfo.InvariantCulture, $"{fit.Split.Train.Length} samples trained {fit.Model.Parameters:N0} weights{(fit.Model.IsInRowSpace ? " in the space that they span" : "")}, {fit.Split.Test.Length} tested; {fit.Model.Training!.Steps} steps of {1000 * fit.SecondsPerStep:0.0} ms."));
        console.Line();
        console.Show(FitTables.Errors(fit));
        if (fit.Auroc is { } area)
        {
            console.Line();
            console.Line($"Classes from the codes: AUROC {area} on test samples; from as many components {fit.ComponentsAuroc}.");
        }
        console.Line();
        foreach (var finding in fit.Findings) console.Line($"{finding.Severity}: {finding.Statement} {finding.Mend}");
        if (fit.Findings.IsEmpty) console.Line("Findings: none.");
        console.Line(string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.0} s; model and report are in {run.Path}"));
    }
}
