using Assay.Bench.Measuring;
using Assay.Bench.Peers;
using Assay.Bench.Results;

namespace Assay.Bench.Parts;

/// <summary>Training throughput against the peers: alternating rounds, training alone and the whole command.</summary>
internal sealed class SpeedPart : ISweepPart
{
    public string Name => "speed";

    public string Heading => "Training speed";

    public string Plan(SweepOptions options) => string.Join("; ",
        from threads in options.Threads
        from dimensions in options.Dimensions
        select $"d = {dimensions}, {threads} threads: {options.Repeats} rounds of assay, gensim" +
               (options.RunsFastText(dimensions, threads) ? ", fasttext" : "") + $" at {options.SpeedEpochs} epoch(s)")
        + (options.Quick ? ". About 16 minutes" : ". Many hours");

    public string Run(Sweep sweep)
    {
        var options = sweep.Options;
        var table = new MarkdownTable("program", "d", "threads", "training, k words/s", "assay is × faster",
            "whole command, s", "assay is × faster", "peak memory, MB");
        foreach (var threads in options.Threads)
        {
            foreach (var dimensions in options.Dimensions)
            {
                List<ITrainer> trainers = [sweep.Assay];
                if (sweep.Runs(PythonPeer.Gensim)) trainers.Add(PythonPeer.Gensim);
                if (options.RunsFastText(dimensions, threads) && sweep.Runs(PythonPeer.FastText)) trainers.Add(PythonPeer.FastText);
                foreach (var row in Rounds(trainers, options, dimensions, threads)) table.Add(row);
            }
        }
        return $"Skip-gram, 5 negatives, window 5, subsampling 1e-4, minimum count 5, {options.SpeedEpochs} epoch(s), {options.Repeats} rounds in turn. " +
            "Training alone leaves out reading the vocabulary and writing the vectors; the whole command is everything from start to exit. " +
            "Words are those of the vocabulary before subsampling, the same number for all. Peers get the settings in bench/peers.\n\n" +
            table + sweep.Skipped(PythonPeer.Gensim, PythonPeer.FastText);
    }

    private static IEnumerable<string[]> Rounds(List<ITrainer> trainers, SweepOptions options, int dimensions, int threads)
    {
        var rate = trainers.ToDictionary(trainer => trainer, _ => new Series());
        var whole = trainers.ToDictionary(trainer => trainer, _ => new Series());
        var memory = trainers.ToDictionary(trainer => trainer, _ => new Series());
        for (var round = 0; round < options.Repeats; round++)
        {
            double words = 0;
            foreach (var trainer in trainers)
            {
                var result = trainer.Train(new TrainingJob(options.Corpus, dimensions, options.SpeedEpochs, threads, round + 1, null));
                if (trainer is AssayCommand) words = result.Words!.Value;
                rate[trainer].Add(words / result.TrainingSeconds);
                whole[trainer].Add(result.WholeSeconds);
                memory[trainer].Add(result.PeakBytes);
                Sweep.Log($"round {round + 1}, d {dimensions}, {threads} threads, {trainer.Name}: {words / result.TrainingSeconds / 1e3:N0} k words/s, {result.WholeSeconds:F1} s");
            }
        }

        var ours = trainers[0];
        foreach (var trainer in trainers)
        {
            var self = trainer == ours;
            yield return
            [
                trainer.Name, $"{dimensions}", $"{threads}", rate[trainer].Text(1e-3),
                self ? "" : rate[ours].Over(rate[trainer]).Text(1, "F1"),
                whole[trainer].Text(1, "F1"),
                self ? "" : whole[trainer].Over(whole[ours]).Text(1, "F1"),
                (memory[trainer].Median / 1e6).ToString("N0"),
            ];
        }
    }
}
