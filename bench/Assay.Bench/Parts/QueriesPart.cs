using System.Globalization;
using Assay.Bench.Measuring;
using Assay.Bench.Peers;
using Assay.Bench.Results;

namespace Assay.Bench.Parts;

/// <summary>The whole of questions-words.txt, ours and gensim's in turn, on the same vectors.</summary>
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
            (gensim ? $"\nTen nearest of one word in gensim, warm: {theirNearest.Text(1e3, "F2")} ms.\n" : sweep.Skipped(PythonPeer.Gensim));
    }

    private static int Rounds(SweepOptions options) => options.Quick ? Math.Min(2, options.Repeats) : options.Repeats;

    private static string Percent(double share) => (share * 100).ToString("F1", CultureInfo.InvariantCulture);
}
