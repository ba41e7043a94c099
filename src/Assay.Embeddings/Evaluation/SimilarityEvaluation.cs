using System.Globalization;
using Assay.Core.Errors;
using Assay.Core.Metrics;
using Assay.Embeddings.Evaluation.Internals;
using Assay.Embeddings.Vectors;

namespace Assay.Embeddings.Evaluation;

/// <summary>How well cosines agree with people's judgements of how similar two words are.</summary>
/// <param name="File">The file of judgements.</param>
/// <param name="Spearman">Rank correlation over the pairs whose words are both known, from −1 to 1.</param>
/// <param name="Pearson">Linear correlation over the same pairs.</param>
/// <param name="Pairs">Pairs whose words are both known.</param>
/// <param name="Missing">Pairs with an unknown word; they are left out.</param>
public sealed record SimilarityEvaluation(string File, double Spearman, double Pearson, int Pairs, int Missing)
{
    /// <summary>
    /// Compares with a file of judgements: lines of two words and a number, apart by tabs, commas, semicolons or spaces; more columns are ignored,
    /// lines that begin with # and one line of headings are passed over.
    /// </summary>
    /// <exception cref="InputException">The file is missing, a line cannot be read, or fewer than two pairs are known.</exception>
    public static SimilarityEvaluation Run(WordVectors vectors, string path, bool lowerCase = true)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var judgements = new List<double>();
        var cosines = new List<double>();
        var missing = 0;
        var number = 0;
        var headings = true;
        foreach (var text in EvaluationFile.Lines(path))
        {
            number++;
            if (text.StartsWith('#') || string.IsNullOrWhiteSpace(text)) continue;
            var fields = Fields(lowerCase ? text.ToLowerInvariant() : text);
            var read = TryReadScore(fields, out var score);
            if (!read && headings)
            {
                headings = false; // a line without a number in front of all others names the columns
                continue;
            }
            headings = false;
            if (!read) throw new InputException($"{path}, line {number}: expected two words and a number.");
            if (!vectors.TryGetId(fields[0], out _) || !vectors.TryGetId(fields[1], out _))
            {
                missing++;
                continue;
            }
            judgements.Add(score);
            cosines.Add(vectors.Similarity(fields[0], fields[1]));
        }
        if (judgements.Count + missing == 0) throw new InputException($"{path} has no judgements; each line must have two words and a number.");
        if (judgements.Count < 2) throw new InputException($"{path}: only {judgements.Count} of {judgements.Count + missing} pairs have known words, too few to correlate; the vectors are of another language or case.");
        var (x, y) = (judgements.ToArray(), cosines.ToArray());
        return new SimilarityEvaluation(Path.GetFileName(path), RankCorrelation.Spearman(x, y), RankCorrelation.Pearson(x, y), x.Length, missing);
    }

    private static string[] Fields(string line)
    {
        foreach (var separator in (ReadOnlySpan<char>)['\t', ',', ';'])
        {
            if (line.Contains(separator)) return line.Split(separator, StringSplitOptions.TrimEntries);
        }
        return line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The first number after the two words (SimLex-999 has the part of speech between).</summary>
    private static bool TryReadScore(string[] fields, out double score)
    {
        score = 0;
        for (var i = 2; i < fields.Length; i++)
        {
            if (double.TryParse(fields[i], NumberStyles.Float, CultureInfo.InvariantCulture, out score) && double.IsFinite(score)) return true;
        }
        return false;
    }
}
