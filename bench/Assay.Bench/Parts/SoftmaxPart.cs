using System.Globalization;
using Assay.Bench.Measuring;
using Assay.Bench.Peers;
using Assay.Bench.Results;

namespace Assay.Bench.Parts;

/// <summary>The exact full softmax: its share of the machine's matrix products, and against the same objective in eager PyTorch.</summary>
internal sealed class SoftmaxPart : ISweepPart
{
    private const int Steps = 205;
    private const int Threads = 2;

    public string Name => "softmax";

    public string Heading => "Full softmax";

    public string Plan(SweepOptions options) =>
        $"{options.Repeats} rounds of {Steps} steps, V = {SoftmaxBatches.Vocabulary}, d = {SoftmaxBatches.Dimensions}: sgemm, assay, torch. About {1 + (options.Repeats / 4)} minutes";

    public string Run(Sweep sweep)
    {
        var batches = new SoftmaxBatches(Steps);
        var (idFile, weightFile) = (Scratch.File("softmax-batches.bin"), Scratch.File("softmax-weights.bin"));
        batches.Save(idFile, weightFile);
        batches.Train(Threads);

        var hasProducts = sweep.Runs(PythonPeer.Sgemm);
        var hasTorch = sweep.Runs(PythonPeer.Torch);
        Series products = new(), ours = new(), theirs = new();
        double loss = 0, theirLoss = 0;
        for (var round = 0; round < sweep.Options.Repeats; round++)
        {
            if (hasProducts) products.Add(Sgemm.FlopsPerSecond(Threads).Flops);
            var run = batches.Train(Threads);
            ours.Add(SoftmaxBatches.FlopsPerStep / run.SecondsPerStep);
            loss = run.LastLoss;
            if (hasTorch)
            {
                var json = PythonPeer.Script("full_softmax_torch.py", idFile, weightFile, "--vocabulary", Text(SoftmaxBatches.Vocabulary),
                    "--dimensions", Text(SoftmaxBatches.Dimensions), "--threads", Text(Threads), "--warmup", Text(SoftmaxBatches.Warmup),
                    "--learning-rate", SoftmaxBatches.LearningRate.ToString(CultureInfo.InvariantCulture));
                theirs.Add(SoftmaxBatches.FlopsPerStep / json.GetProperty("seconds_per_step").GetDouble());
                theirLoss = json.GetProperty("last_loss").GetDouble();
            }
            Sweep.Log($"softmax: {ours.Values[^1] / 1e9:F0} GFLOP/s" + (hasProducts ? $", sgemm {products.Values[^1] / 1e9:F0}" : "")
                + (hasTorch ? $", torch {theirs.Values[^1] / 1e9:F0}" : ""));
        }
        if (hasTorch && !(Math.Abs(loss - theirLoss) < 1e-3 * loss))
            throw new BenchmarkException($"assay and torch did not train the same: the last loss is {loss} and {theirLoss}");

        var table = new MarkdownTable("program", "GFLOP/s", "of sgemm, %", "assay is × faster", "last loss");
        string Share(Series series) => hasProducts ? series.Over(products).Text(100, "F0") : "–";
        table.Add("assay", ours.Text(1e-9, "F0"), Share(ours), "", loss.ToString("F4", CultureInfo.InvariantCulture));
        if (hasTorch) table.Add("torch, eager", theirs.Text(1e-9, "F0"), Share(theirs), ours.Over(theirs).Text(1, "F1"), theirLoss.ToString("F4", CultureInfo.InvariantCulture));
        if (hasProducts) table.Add("sgemm", products.Text(1e-9, "F0"), "", "", "");
        return $"V = {SoftmaxBatches.Vocabulary:N0}, d = {SoftmaxBatches.Dimensions}, {SoftmaxBatches.Batch} centres of {SoftmaxBatches.Context} context words a step, " +
            $"{Steps - SoftmaxBatches.Warmup} steps after {SoftmaxBatches.Warmup} of warm-up, {Threads} threads, {sweep.Options.Repeats} rounds in turn. " +
            "Both train on the same batches from the same weights and must end at the same loss a context word. The rate counts 6·V·b·d operations " +
            "a step, those of the three products, and the time is that of the whole step: gathering, exponentials and updates too. " +
            "sgemm is a square product of 2048 in numpy.\n\n" + table + sweep.Skipped(PythonPeer.Sgemm, PythonPeer.Torch);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
