using Assay.Core.Errors;
using Assay.Core.Progress;
using Assay.Embeddings.Evaluation.Internals;
using Assay.Embeddings.Vectors;

namespace Assay.Embeddings.Evaluation;

/// <summary>
/// Word analogies "a is to b as c is to d" (Mikolov et al. 2013a, section 4.1): a question is right if d is the word nearest to b − a + c
/// among all words but a, b and c. Questions with an unknown word are counted apart.
/// </summary>
public sealed class AnalogyEvaluation
{
    private AnalogyEvaluation(IReadOnlyList<AnalogySection> sections) => Sections = sections;

    /// <summary>The sections in the order of the file.</summary>
    public IReadOnlyList<AnalogySection> Sections { get; }

    /// <summary>Questions answered right.</summary>
    public int Correct => Sections.Sum(section => section.Correct);

    /// <summary>Questions whose words are all known.</summary>
    public int Answered => Sections.Sum(section => section.Answered);

    /// <summary>Questions in the file.</summary>
    public int Total => Sections.Sum(section => section.Total);

    /// <summary>Share of the answered questions that are right.</summary>
    public double Accuracy => Answered > 0 ? (double)Correct / Answered : 0;

    /// <summary>Puts the questions of a file: lines of four words, and lines ": name" that begin a section.</summary>
    /// <exception cref="InputException">The file is missing, has no question, or a line has not four words.</exception>
    public static AnalogyEvaluation Run(
        WordVectors vectors, string path, AnalogyOptions options = default, IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        if (options == default) options = new AnalogyOptions();
        var restrict = Math.Min(options.RestrictTo ?? vectors.Count, vectors.Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(restrict, nameof(options));
        var (names, questions, totals) = Read(vectors, path, options.LowerCase, restrict);
        var right = AnalogySearch.Right(vectors.Unit, restrict, questions, options.Threads, progress, cancellation);

        var sections = new List<AnalogySection>();
        for (var section = 0; section < names.Count; section++)
        {
            var (correct, answered) = (0, 0);
            for (var i = 0; i < questions.Count; i++)
            {
                if (questions[i].Section != section) continue;
                answered++;
                if (right[i]) correct++;
            }
            sections.Add(new AnalogySection(names[section], correct, answered, totals[section]));
        }
        return new AnalogyEvaluation(sections);
    }

    private static (List<string> Names, List<AnalogyQuestion> Questions, List<int> Totals) Read(WordVectors vectors, string path, bool lowerCase, int restrict)
    {
        var names = new List<string>();
        var totals = new List<int>();
        var questions = new List<AnalogyQuestion>();
        var number = 0;
        foreach (var text in EvaluationFile.Lines(path))
        {
            number++;
            var line = lowerCase ? text.ToLowerInvariant() : text;
            if (text.StartsWith(':'))
            {
                names.Add(text[1..].Trim());
                totals.Add(0);
                continue;
            }
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) continue;
            if (words.Length != 4) throw new InputException($"{path}, line {number}: {words.Length} words, expected four (a b c d) or a section (: name).");
            if (names.Count == 0)
            {
                names.Add("all");
                totals.Add(0);
            }
            totals[^1]++;
            if (Known(words[0], out var a) && Known(words[1], out var b) && Known(words[2], out var c) && Known(words[3], out var d))
                questions.Add(new AnalogyQuestion(names.Count - 1, a, b, c, d));
        }
        if (totals.Sum() == 0) throw new InputException($"{path} has no analogy questions; each line must have four words.");
        return (names, questions, totals);

        bool Known(string word, out int id) => vectors.Vocabulary.TryGetId(word, out id) && id < restrict;
    }
}
