using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Expression;
using Assay.Cli.Options;
using Assay.Cli.Output;
using Assay.Core.Errors;
using Assay.Core.Runs;
using Assay.Core.Safetensors;
using Assay.Expression.Autoencoders;
using Assay.Expression.CheckUps;
using Assay.Expression.Formats;
using Assay.Expression.Labels;
using Assay.Expression.Splits;
using Assay.Torch;
using Assay.Torch.Doctor;

namespace Assay.Cli.Doctor;

/// <summary><c>assay doctor</c>: why a network does not learn, or why its figures do not mean what they seem to.</summary>
internal sealed class DoctorCommand : CommandDescription
{
    private const string FitCommandName = "assay expression fit";

    private readonly Positional _target = new("RUN|MODEL", "The directory of a run, or a model.safetensors.", 0);
    private readonly TextSetting _dataPath = new("--data", "DATA", "Expression data to examine an autoencoder on; with those that it was fitted on, leaks across the split are looked for too.");
    private readonly DataSettings _data = new();
    private readonly FlagSetting _rates = new("--range-test", "Test learning rates too: 80 steps from a random start, with rates from 1e-7 to 10.");
    private readonly FlagSetting _accuracy = new("--accuracy", "Accuracy is what a classifier will be judged by; then unequal classes are a finding.");
    private readonly CountSetting _trials = new("--trials", "Test the doctor itself: so many small trainings with a planted fault, and as many sound ones.", 1, 100_000);

    /// <inheritdoc/>
    public override string Name => "doctor";

    /// <inheritdoc/>
    public override string Summary => "Say why a network does not learn, with evidence and mend.";

    /// <inheritdoc/>
    public override string Description =>
        "Without data: what was found while a run trained, the course of its losses, and its weights. With data: layers, gradients, errors beside the mean's and the components', how far codes move, and leaks.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay doctor runs/described --data cohort.tsv.gz", "Everything, the split included."),
        new("assay doctor runs/cohort", "What the files of a run say."),
        new("assay doctor --trials 200", "How often the doctor is right."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_target];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_dataPath, .. _data.All, _rates, _accuracy, _trials];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var given = _target.Values(context.Parsed);
        LibTorch.Threads = context.Threads;
        if (_trials.IsGiven(context.Parsed))
        {
            if (given.Count > 0) throw new UsageException("--trials tests the doctor itself: leave out the run, or leave out --trials.");
            DoctorTrialsTable.Run(context, (int)_trials.Value(context.Parsed));
            return;
        }
        if (given.Count == 0) throw new UsageException("RUN|MODEL is missing: give the directory of a run or a model.safetensors, or --trials 200 to test the doctor.");
        if (_dataPath.Value(context.Parsed) is null && (_rates.Value(context.Parsed) || _accuracy.Value(context.Parsed)))
            throw new UsageException("--range-test and --accuracy need data: add --data DATA.");
        var path = given[0];
        var run = Directory.Exists(path) ? RunDirectory.Open(path) : null;
        var model = run?.ModelPath ?? path;
        if (run is null && !File.Exists(path)) throw new InputException($"There is no {path}; give the directory of a run or a model.safetensors.");
        if (_dataPath.Value(context.Parsed) is { } data) Examine(context, run, model, data);
        else Look(context, run, model);
    }

    private static void Look(CommandContext context, RunDirectory? run, string path)
    {
        List<Finding> findings = run is null ? [] : [.. RunRecords.Findings(run)];
        var weights = File.Exists(path) ? ReadWeights(path, context.Cancellation) : [];
        if (run is null && weights.Count == 0) throw new InputException($"{path} holds no matrices of single precision to look at.");
        findings.AddRange(WeightCheck.Findings(weights));
        var chart = run is null ? null : RunRecords.Chart(run);
        context.Console.Answer(
            json =>
            {
                json.WriteString("target", run?.Path ?? path);
                json.WritePropertyName("findings");
                FindingsFile.Write(json, findings);
            },
            () =>
            {
                if (chart is { Losses.Length: > 0 }) context.Console.Line(string.Create(CultureInfo.InvariantCulture, $"{chart.Steps:N0} steps; the loss went from {chart.Losses[0]:G4} to {chart.Losses[^1]:G4}."));
                if (run is not null && weights.Count == 0) context.Console.Line("There is no model yet; only the records of the training were looked at.");
                if (weights.Count > 0) context.Console.Show(DoctorTables.Weights(weights));
                DoctorTables.Show(context.Console, findings);
                context.Console.Line("With --data DATA an autoencoder's layers, gradients, errors and split are examined too.");
            });
    }

    private static IReadOnlyList<WeightReading> ReadWeights(string path, CancellationToken cancellation)
    {
        using var file = SafetensorsFile.Open(path);
        return WeightCheck.Read(file, cancellation);
    }

    private void Examine(CommandContext context, RunDirectory? run, string path, string dataPath)
    {
        if (!File.Exists(path)) throw new InputException($"{run?.Path ?? path} has no model.safetensors yet; let the run end, or leave out --data to look at its records.");
        var (model, preparation) = ExpressionAutoencoder.Open(path);
        using var kept = model;
        var data = _data.Read(context, dataPath);
        var manifest = run is null ? null : RunManifest.Read(run.ManifestPath);
        var labels = Labels(context, data, manifest);
        var split = Split(data, labels, manifest);
        var options = new CheckUpOptions { JudgedByAccuracy = _accuracy.Value(context.Parsed), TestsLearningRates = _rates.Value(context.Parsed) };
        var checkUp = CohortCheckUp.Run(model, preparation, data.Matrix, labels, split, options, context.Seed, context.Cancellation);
        // What only the training showed; what the data show now is newer.
        Finding[] findings = [.. checkUp.Findings, .. run is null ? [] : RunRecords.Findings(run).Where(one => checkUp.Findings.All(finding => finding.Name != one.Name))];
        findings = [.. findings.OrderByDescending(finding => finding.Severity)];
        context.Console.Answer(json => DoctorJson.Write(json, run?.Path ?? path, split, checkUp, findings), () =>
        {
            context.Console.Line(split is null
                ? "Which of these samples trained the model is not known: a fifth of them stands against the rest, and leaks were not looked for."
                : $"These are the data that the model was fitted on: {split.Train.Length} samples trained, {split.Test.Length} did not.");
            context.Console.Show(DoctorTables.Layers(checkUp.Reading));
            context.Console.Line();
            context.Console.Show(DoctorTables.Errors(checkUp, model.Options.Code));
            if (checkUp.RangeTest is { } rates) context.Console.Line(DoctorTables.Words(rates));
            DoctorTables.Show(context.Console, findings);
        });
    }

    // As the fit had them, unless others are given now.
    private SampleLabels? Labels(CommandContext context, ExpressionData data, RunManifest? manifest)
    {
        if (_data.LabelSource(context.Parsed) is null && manifest?.Options.GetValueOrDefault("--labels") is { } source && (data.Matrix.SampleAnnotations.ContainsKey(source) || File.Exists(source)))
            return LabelReader.Read(data.Matrix, source, _data.PositiveClass(context.Parsed) ?? manifest.Options.GetValueOrDefault("--positive"));
        return _data.Labels(context.Parsed, data.Matrix);
    }

    // The fit's own division, where these are its data.
    private static Fold? Split(ExpressionData data, SampleLabels? labels, RunManifest? manifest)
    {
        if (manifest is not { Command: FitCommandName } || !manifest.DataHashes.Values.Contains(data.Hash(), StringComparer.Ordinal)) return null;
        if (!double.TryParse(manifest.Options.GetValueOrDefault("--test"), CultureInfo.InvariantCulture, out var share) || share is not (> 0 and < 1)) return null;
        var groups = SampleGroups.Of(data.Matrix, manifest.Options.GetValueOrDefault("--group"));
        return labels is null ? SampleSplit.Holdout(data.Matrix.Samples, groups, share, manifest.Seed) : SampleSplit.Holdout(labels, groups, share, manifest.Seed);
    }
}
