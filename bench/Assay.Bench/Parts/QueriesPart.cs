using System.Diagnostics;
using System.Globalization;
using Assay.Bench.Measuring;
using Assay.Bench.Peers;
using Assay.Bench.Results;
using Assay.Core.Memory;
using Assay.Embeddings.Vectors;
using Assay.Embeddings.Words;

namespace Assay.Bench.Parts;

/// <summary>The whole of questions-words.txt and the ten nearest, ours and gensim's on the same vectors; opening a large file.</summary>
internal sealed class QueriesPart : ISweepPart
{
    public string Name => "queries";

    public string Heading => "Queries";

    public string Plan(SweepOptions options) => $"{Rounds(options)} rounds of questions-words.txt, assay and gensim. About {Rounds(options)} minutes";

    public string Run(Sweep sweep)
    {
        var questions = sweep.Data("questions-words.txt");
        var model = Scratch.File("queries.safetensors");
        var binary = Scratch.File("queries.bin");
        sweep.Assay.Train(new TrainingJob(sweep.Options.Corpus, 100, 1, 2, 1, model));
        ProcessRun.Require(sweep.Assay.Program, "embeddings", "convert", model, binary);

        var gensim = sweep.Runs(PythonPeer.Gensim);
        Series ours = new(), theirs = new(), theirQuestions = new(), theirNearest = new();
        double accuracy = 0, theirAccuracy = 0;
        for (var round = 0; round < Rounds(sweep.Options); round++)
        {
            var run = ProcessRun.Require(sweep.Assay.Program, "embeddings", "evaluate", model, "--analogies", questions, "--json");
            ours.Add(run.Seconds);
            accuracy = run.Json().GetProperty("analogies").GetProperty("accuracy").GetDouble();
            if (!gensim) continue;
            var json = PythonPeer.Script("gensim_evaluate.py", binary, "--analogies", questions, "--nearest", "200");
            var analogies = json.GetProperty("analogies");
            theirQuestions.Add(analogies.GetProperty("seconds").GetDouble());
            theirs.Add(json.GetProperty("load_seconds").GetDouble() + analogies.GetProperty("seconds").GetDouble());
            theirNearest.Add(json.GetProperty("nearest_seconds").GetDouble());
            theirAccuracy = analogies.GetProperty("accuracy").GetDouble();
        }

        var table = new MarkdownTable("questions-words.txt", "seconds", "assay is × faster", "accuracy, %");
        table.Add("assay, whole command", ours.Text(1, "F2"), "", Percent(accuracy));
        if (gensim)
        {
            table.Add("gensim, loading and answering", theirs.Text(1, "F2"), theirs.Over(ours).Text(1, "F1"), Percent(theirAccuracy));
            table.Add("gensim, answering alone", theirQuestions.Text(1, "F2"), theirQuestions.Over(ours).Text(1, "F1"), Percent(theirAccuracy));
        }
        return "Vectors of one epoch, d = 100; the accuracy only shows that both answer the same questions alike.\n\n" + table +
            "\n" + Warm(sweep.Options, model, gensim ? theirNearest : null) + (gensim ? "" : sweep.Skipped(PythonPeer.Gensim));
    }

    /// <summary>Median of 200 searches a round in this process, and of opening a file of a gigabyte.</summary>
    private static string Warm(SweepOptions options, string model, Series? gensim)
    {
        Series nearest = new(), opening = new();
        using var vectors = WordVectors.Open(model);
        for (var round = 0; round <= Rounds(options); round++)
        {
            var times = new Series();
            for (var word = 1000; word < 1200; word++)
            {
                var name = vectors.Word(word % vectors.Count);
                var clock = Stopwatch.StartNew();
                vectors.Nearest(name);
                times.Add(clock.Elapsed.TotalSeconds);
            }
            if (round > 0) nearest.Add(times.Median); // the first warms up
        }
        var large = Scratch.File("gigabyte.safetensors");
        try
        {
            WriteLarge(large);
            for (var round = 0; round <= Rounds(options); round++)
            {
                var clock = Stopwatch.StartNew();
                using (WordVectors.Open(large)) { }
                if (round > 0) opening.Add(clock.Elapsed.TotalSeconds);
            }
            var table = new MarkdownTable("warm, in one process", "ms");
            table.Add($"assay, ten nearest of one word among {vectors.Count:N0} of d = {vectors.Dimensions}", nearest.Text(1e3, "F2"));
            if (gensim is not null) table.Add("gensim, the same", gensim.Text(1e3, "F2"));
            table.Add($"assay, opening a file of {new FileInfo(large).Length / 1e9:F2} GB", opening.Text(1e3, "F2"));
            return table.ToString();
        }
        finally
        {
            File.Delete(large);
        }
    }

    private static void WriteLarge(string path)
    {
        const int Words = 600_000, Dimensions = 400;
        var vocabulary = WordVocabulary.FromWords([.. Enumerable.Range(0, Words).Select(word => $"word{word}")], new long[Words]);
        using var matrix = new NativeMatrix(Words, Dimensions);
        for (var word = 0; word < Words; word++) matrix.Row(word).Fill(word % 7 + 1);
        using var vectors = WordVectors.Create(vocabulary, matrix);
        vectors.Save(path);
    }

    private static int Rounds(SweepOptions options) => options.Quick ? Math.Min(2, options.Repeats) : options.Repeats;

    private static string Percent(double share) => (share * 100).ToString("F1", CultureInfo.InvariantCulture);
}
