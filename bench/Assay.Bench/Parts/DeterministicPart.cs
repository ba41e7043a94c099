using Assay.Bench.Measuring;
using Assay.Bench.Peers;
using Assay.Bench.Results;

namespace Assay.Bench.Parts;

/// <summary>What the same result in every run costs.</summary>
internal sealed class DeterministicPart : ISweepPart
{
    public string Name => "deterministic";

    public string Heading => "Deterministic training";

    public string Plan(SweepOptions options) => $"{options.Repeats} rounds with and without --deterministic, d = 100, 2 threads. About 2 minutes";

    public string Run(Sweep sweep)
    {
        var options = sweep.Options;
        var schedule = new AssayCommand(sweep.Assay.Program, deterministic: true);
        Series free = new(), fixedOrder = new();
        for (var round = 0; round < options.Repeats; round++)
        {
            foreach (var (trainer, series) in new[] { (sweep.Assay, free), (schedule, fixedOrder) })
            {
                var result = trainer.Train(new TrainingJob(options.Corpus, 100, 1, 2, round + 1, null));
                series.Add(result.Words!.Value / result.TrainingSeconds);
            }
        }
        var table = new MarkdownTable("d = 100, two threads", "k words/s", "of the free rate");
        table.Add("free (Hogwild)", free.Text(1e-3), "");
        table.Add("--deterministic", fixedOrder.Text(1e-3), fixedOrder.Over(free).Text(1, "P0"));
        return table.ToString();
    }
}
