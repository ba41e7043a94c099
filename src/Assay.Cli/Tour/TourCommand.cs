using System.Diagnostics;
using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Cli.Output;
using Assay.Core.Errors;
using Assay.Core.Machine;
using Assay.Reports;

namespace Assay.Cli.Tour;

/// <summary><c>assay tour</c>: every system on input that each machine with the .NET SDK has, ending in one report.</summary>
internal sealed class TourCommand : CommandDescription
{
    private static readonly IReadOnlyList<ITourSection> _sections = [new EmbeddingsSection(), new CnnSection(), new ThresholdSection(), new ExpressionSection()];

    private readonly TextSetting _out = new("--out", "DIR", "Where the report and the models go.") { Default = "assay-tour" };

    /// <inheritdoc/>
    public override string Name => "tour";

    /// <inheritdoc/>
    public override string Summary => "Run every system on input that this machine has, and write a report.";

    /// <inheritdoc/>
    public override string Description => "Takes under two minutes on two cores. The report is DIR/index.html; it needs no network.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay tour", "Writes assay-tour/index.html.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_out];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        var directory = _out.Value(context.Parsed)!;
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot make the directory {directory}: {exception.Message.TrimEnd('.')}; choose another with --out.", exception);
        }

        var report = new Report("A tour of Assay") { Kind = "assay tour", Summary = "Every system's main job in small, on what comes with the .NET SDK. All figures were measured or computed in this run." };
        var results = new List<(string Section, TourResult Result)>();
        foreach (var section in _sections)
        {
            context.Console.Line(section.Title);
            context.Console.Line();
            results.AddRange(section.Run(context, directory, report).Select(result => (section.Title, result)));
        }
        var seconds = watch.Elapsed.TotalSeconds;
        results.Add(("Tour", new TourResult("seconds", "time in all", seconds, string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"))));
        report.KeyFigures(results.Select(entry => new KeyFigure(entry.Result.Label, entry.Result.Text)));
        report.Detail("Seed", context.Seed.ToString(CultureInfo.InvariantCulture)).Detail("Threads", $"{context.Threads}").Detail("Processor", Processor.ModelName ?? "unknown");
        var page = Path.Combine(directory, "index.html");
        report.Save(page);

        context.Console.Answer(
            json =>
            {
                json.WriteString("report", page);
                foreach (var (_, result) in results) json.WriteFinite(result.Name, Math.Round(result.Value, 6));
            },
            () =>
            {
                var table = new ResultTable("measured in this run", ">value");
                foreach (var (_, result) in results) table.Add(result.Label, result.Text);
                context.Console.Show(table);
                context.Console.Line($"The report is {page}");
            });
    }
}
