using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Cli.Output;
using Assay.Embeddings.Words;

namespace Assay.Cli.Embeddings;

/// <summary><c>assay embeddings phrases</c>: joins words that belong together before training.</summary>
internal sealed class PhrasesCommand : CommandDescription
{
    private readonly Positional _in = new("IN", "A text file, a sentence a line, words apart by spaces.");
    private readonly Positional _out = new("OUT", "The file to write.");
    private readonly NumberSetting _threshold = new("--threshold", "What a pair's score must exceed; higher gives fewer phrases.", 1e-9, 1e12) { Default = 100 };
    private readonly CountSetting _minimumCount = new("--min-count", "Leave rarer words and pairs alone.", 1) { Default = 5 };
    private readonly CountSetting _passes = new("--passes", "Passes over the text; two find phrases of up to four words.", 1, 10) { Default = 1 };

    /// <inheritdoc/>
    public override string Name => "phrases";

    /// <inheritdoc/>
    public override string Summary => "Join words that belong together: new york becomes new_york.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay embeddings phrases wiki.txt wiki.phrases.txt --passes 2", "Then train on wiki.phrases.txt.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_in, _out];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_threshold, _minimumCount, _passes];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var parsed = context.Parsed;
        var options = new PhraseOptions { Threshold = _threshold.Value(parsed), MinimumCount = (int)_minimumCount.Value(parsed), Passes = (int)_passes.Value(parsed) };
        var output = _out.Value(parsed);
        var summary = context.Console.Track(progress => PhraseFinder.Run(_in.Value(parsed), output, options, progress, context.Cancellation));
        context.Console.Answer(
            json =>
            {
                json.WriteString("out", output);
                json.WriteNumber("words", summary.Words);
                json.WriteNumber("phrases", summary.Phrases);
                json.WriteNumber("joined", summary.Joined);
            },
            () =>
            {
                var table = new ResultTable("phrase", ">score");
                foreach (var (phrase, score) in summary.Best) table.Add(phrase, score.ToString("0", CultureInfo.InvariantCulture));
                context.Console.Show(table);
                context.Console.Line($"{output}: {summary.Joined} pairs joined, {summary.Phrases} different ones above the threshold");
            });
    }
}
