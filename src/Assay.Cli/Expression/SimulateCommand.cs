using System.Diagnostics;
using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Expression.Formats;
using Assay.Expression.Simulation;

namespace Assay.Cli.Expression;

/// <summary><c>assay expression simulate</c>: a cohort of which the truth is known.</summary>
internal sealed class SimulateCommand : CommandDescription
{
    private readonly CountSetting _samples = new("--samples", "Number of samples.", 2, 1_000_000) { Default = 1000 };
    private readonly CountSetting _genes = new("--genes", "Number of genes.", 1, 500_000) { Default = 20_000 };
    private readonly CountSetting _programs = new("--programs", "Co-expression programs that genes follow.", 1, 10_000) { Default = 10 };
    private readonly NumberSetting _tumours = new("--tumour-fraction", "Share of the samples that are tumours.", 0, 1) { Default = 0.5 };
    private readonly NumberSetting _shift = new("--tumour-shift", "How far tumours are shifted in the disease's programs, in standard deviations of a program.", -100, 100) { Default = 1 };
    private readonly CountSetting _batches = new("--batches", "Batches that samples are measured in.", 1, 10_000) { Default = 2 };
    private readonly CountSetting _factors = new("--hidden-factors", "Dimensions of a curved manifold that the programs lie on; 0: programs are independent.", 0, 1000) { Default = 0 };
    private readonly TextSetting _out = new("--out", "FILE", "The matrix, genes in rows: .tsv or .tsv.gz; classes and batches go into FILE.labels.tsv beside it.") { Required = true };

    /// <inheritdoc/>
    public override string Name => "simulate";

    /// <inheritdoc/>
    public override string Summary => "Make a cohort of which the truth is known.";

    /// <inheritdoc/>
    public override string Description => "Co-expression programs, heavy-tailed means, noise that grows with the mean, batch effects, values of 0 to 15. The same seed gives the same cohort.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay expression simulate --samples 1000 --genes 20000 --out cohort.tsv.gz", "Half normal, half tumour.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_samples, _genes, _programs, _tumours, _shift, _batches, _factors, _out];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var parsed = context.Parsed;
        var clock = Stopwatch.StartNew();
        var path = _out.Value(parsed)!;
        var options = new SimulationOptions
        {
            Samples = (int)_samples.Value(parsed),
            Genes = (int)_genes.Value(parsed),
            Programs = (int)_programs.Value(parsed),
            TumourFraction = _tumours.Value(parsed),
            TumourShift = _shift.Value(parsed),
            Batches = (int)_batches.Value(parsed),
            HiddenFactors = (int)_factors.Value(parsed),
        };
        var cohort = context.Console.Track(progress => ExpressionSimulator.Simulate(options, context.Seed, progress, context.Cancellation)).Matrix;
        context.Console.Track(progress =>
        {
            ExpressionWriter.Write(path, cohort, progress: progress, cancellation: context.Cancellation);
            return true;
        });
        var stem = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        var labels = Path.Combine(Path.GetDirectoryName(stem) ?? "", Path.GetFileNameWithoutExtension(stem) + ".labels.tsv");
        ExpressionWriter.WriteAnnotations(labels, cohort);
        var tumours = cohort.Annotation("class").Count(name => name == "Tumour");
        context.Console.Answer(
            json =>
            {
                json.WriteNumber("samples", cohort.Samples);
                json.WriteNumber("genes", cohort.Genes);
                json.WriteNumber("tumours", tumours);
                json.WriteString("matrix", path);
                json.WriteString("labels", labels);
                json.WriteNumber("seconds", Math.Round(clock.Elapsed.TotalSeconds, 3));
            },
            () => context.Console.Line(string.Create(CultureInfo.InvariantCulture, $"{cohort.Samples:N0} samples ({tumours:N0} tumours) of {cohort.Genes:N0} genes are in {path}, their classes and batches in {labels}; {clock.Elapsed.TotalSeconds:0.0} s.")));
    }
}
