using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Cli.Output;
using Assay.Embeddings.Evaluation;
using Assay.Embeddings.Vectors;

namespace Assay.Cli.Embeddings;

/// <summary><c>assay embeddings evaluate</c>: analogies and word similarity.</summary>
internal sealed class EvaluateCommand : CommandDescription
{
    private readonly Positional _model = new("MODEL", "A file of word vectors.");
    private readonly TextSetting _analogies = new("--analogies", "FILE", "Questions of four words a line, in sections (questions-words.txt).");
    private readonly TextsSetting _similarities = new("--similarities", "FILE", "Judgements: two words and a number a line; several files may be given.");
    private readonly CountSetting _restrict = new("--restrict", "Take only this many words, the most frequent, for analogies.", 1) { DefaultWords = "all" };
    private readonly FlagSetting _keepCase = new("--keep-case", "Do not turn questions to lower case.");

    /// <inheritdoc/>
    public override string Name => "evaluate";

    /// <inheritdoc/>
    public override string Summary => "Measure vectors by analogies and by people's judgements.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [new("assay embeddings evaluate wiki.safetensors --analogies questions-words.txt --similarities EN-WS-353-ALL.txt", "Accuracy by section and rank correlation.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_model];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_analogies, _similarities, _restrict, _keepCase];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var parsed = context.Parsed;
        var files = _similarities.Values(parsed);
        if (_analogies.Value(parsed) is null && files.Count == 0) throw new UsageException("nothing to evaluate: give --analogies FILE, --similarities FILE or both.");
        using var vectors = WordVectors.Open(_model.Value(parsed));
        var lowerCase = !_keepCase.Value(parsed);
        var options = new AnalogyOptions { LowerCase = lowerCase, Threads = context.Threads, RestrictTo = _restrict.IsGiven(parsed) ? (int)_restrict.Value(parsed) : null };
        var analogies = _analogies.Value(parsed) is { } questions
            ? context.Console.Track(progress => AnalogyEvaluation.Run(vectors, questions, options, progress, context.Cancellation))
            : null;
        SimilarityEvaluation[] similarities = [.. files.Select(file => SimilarityEvaluation.Run(vectors, file, lowerCase))];
        context.Console.Answer(
            json =>
            {
                if (analogies is not null) Write(json, analogies);
                json.WriteStartArray("similarities");
                foreach (var result in similarities)
                {
                    json.WriteStartObject();
                    json.WriteString("file", result.File);
                    json.WriteFinite("spearman", Math.Round(result.Spearman, 6));
                    json.WriteFinite("pearson", Math.Round(result.Pearson, 6));
                    json.WriteNumber("pairs", result.Pairs);
                    json.WriteNumber("missing", result.Missing);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            },
            () =>
            {
                if (analogies is not null) context.Console.Show(Table(analogies));
                if (similarities.Length > 0) context.Console.Show(Table(similarities));
            });
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json, AnalogyEvaluation analogies)
    {
        json.WriteStartObject("analogies");
        json.WriteNumber("accuracy", Math.Round(analogies.Accuracy, 6));
        json.WriteNumber("correct", analogies.Correct);
        json.WriteNumber("answered", analogies.Answered);
        json.WriteNumber("total", analogies.Total);
        json.WriteStartArray("sections");
        foreach (var section in analogies.Sections)
        {
            json.WriteStartObject();
            json.WriteString("name", section.Name);
            json.WriteNumber("accuracy", Math.Round(section.Accuracy, 6));
            json.WriteNumber("correct", section.Correct);
            json.WriteNumber("answered", section.Answered);
            json.WriteNumber("total", section.Total);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static ResultTable Table(AnalogyEvaluation analogies)
    {
        var table = new ResultTable("analogies", ">correct", ">answered", ">total", ">accuracy");
        foreach (var section in analogies.Sections.Append(new AnalogySection("all", analogies.Correct, analogies.Answered, analogies.Total)))
            table.Add(section.Name, $"{section.Correct}", $"{section.Answered}", $"{section.Total}", section.Accuracy.ToString("0.0 %", CultureInfo.InvariantCulture));
        return table;
    }

    private static ResultTable Table(SimilarityEvaluation[] similarities)
    {
        var table = new ResultTable("judgements", ">Spearman", ">Pearson", ">pairs", ">missing");
        foreach (var result in similarities)
            table.Add(result.File, Number(result.Spearman), Number(result.Pearson), $"{result.Pairs}", $"{result.Missing}");
        return table;
    }

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
