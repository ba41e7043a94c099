using Assay.Bench.Measuring;
using Assay.Bench.Peers;
using Assay.Bench.Results;

namespace Assay.Bench.Parts;

/// <summary>How much the second thread brings, alternating one and two threads.</summary>
internal sealed class ThreadsPart : ISweepPart
{
    public string Name => "threads";

    public string Heading => "Threads";

    public string Plan(SweepOptions options) =>
        $"{options.Repeats} rounds of one and two threads at d = {string.Join(", ", options.Dimensions)}. About 3 minutes";

    public string Run(Sweep sweep)
    {
        var options = sweep.Options;
        var table = new MarkdownTable("d", "one thread, k words/s", "two threads, k words/s", "gain");
        foreach (var dimensions in options.Dimensions)
        {
            Series one = new(), two = new();
            for (var round = 0; round < options.Repeats; round++)
            {
                foreach (var (series, threads) in new[] { (one, 1), (two, 2) })
                {
                    var result = sweep.Assay.Train(new TrainingJob(options.Corpus, dimensions, 1, threads, round + 1, null));
                    series.Add(result.Words!.Value / result.TrainingSeconds);
                    Sweep.Log($"d {dimensions}, {threads} threads: {result.Words / result.TrainingSeconds / 1e3:N0} k words/s");
                }
            }
            table.Add($"{dimensions}", one.Text(1e-3), two.Text(1e-3), two.Over(one).Text(1, "F2"));
        }
        return table.ToString();
    }
}
