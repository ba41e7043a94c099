using System.Globalization;
using System.Text;
using Assay.Embeddings.Corpora;
using Assay.Embeddings.Words;

namespace Assay.Embeddings.Tests.Corpora;

/// <summary>What the corpus pipeline does, said as plainly as possible: strings, lists and LINQ. Written from the documentation, not from the code.</summary>
internal static class NaiveTokenizer
{
    /// <summary>The words of each line of a text that is valid UTF-16.</summary>
    public static List<List<string>> Sentences(string text, TokenizerOptions options) =>
        [.. text.Split('\n').Select(line => Words(line, options).Where(word => Accepts(word, options)).Select(word => Normalise(word, options)).ToList())];

    /// <summary>Words by descending count, then ordinal bytes, and the ids of the text with −1 after each sentence.</summary>
    public static (List<(string Word, long Count)> Vocabulary, List<int> Ids) Ids(List<List<string>> sentences, VocabularyOptions options)
    {
        var vocabulary = sentences.SelectMany(words => words).GroupBy(word => word, StringComparer.Ordinal)
            .Select(group => (Word: group.Key, Count: group.LongCount())).Where(entry => entry.Count >= options.MinimumCount)
            .OrderByDescending(entry => entry.Count).ThenBy(entry => Convert.ToHexString(Encoding.UTF8.GetBytes(entry.Word)), StringComparer.Ordinal)
            .Take(options.MaximumSize ?? int.MaxValue).ToList();
        var ids = vocabulary.Select((entry, id) => (entry.Word, id)).ToDictionary(pair => pair.Word, pair => pair.id, StringComparer.Ordinal);
        return (vocabulary, [.. sentences.Select(words => words.Where(ids.ContainsKey).Select(word => ids[word]).ToList())
            .Where(words => words.Count > 0).SelectMany(words => words.Append(-1))]);
    }

    private static IEnumerable<string> Words(string line, TokenizerOptions options)
    {
        if (options.Boundaries == WordBoundaries.Whitespace)
        {
            return line.Split([.. line.Where(char.IsWhiteSpace).Append('\0').Distinct()], StringSplitOptions.RemoveEmptyEntries);
        }

        var runes = line.EnumerateRunes().ToList();
        var words = new List<string>();
        var word = "";
        for (var i = 0; i < runes.Count; i++)
        {
            var joins = (IsJoiner(runes[i]) && i > 0 && i + 1 < runes.Count && IsLetter(runes[i - 1]) && IsLetter(runes[i + 1]))
                || (runes[i].Value is '.' or ',' && i > 0 && i + 1 < runes.Count && Rune.IsDigit(runes[i - 1]) && Rune.IsDigit(runes[i + 1]));
            if (IsAlone(runes[i]) || !(joins || IsWord(runes[i])))
            {
                words.Add(word);
                word = "";
                if (IsAlone(runes[i])) words.Add(runes[i].ToString());
            }
            else
            {
                word += runes[i].ToString();
            }
        }

        return words.Append(word).Where(candidate => candidate.Length > 0);
    }

    private static bool IsJoiner(Rune rune) => rune.Value is '\'' or 0x2019 or 0xB7 or 0x200C or 0x200D;

    private static bool IsAlone(Rune rune) => rune.Value is >= 0x3041 and <= 0x3096 or 0x3005 or 0x3007
        || (rune.Value is >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF && Rune.IsLetter(rune));

    private static bool IsLetter(Rune rune) => !IsAlone(rune) && !IsJoiner(rune) && (Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.LetterNumber);

    private static bool IsWord(Rune rune) =>
        IsLetter(rune) || Rune.IsDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.ConnectorPunctuation;

    private static bool Accepts(string word, TokenizerOptions options) =>
        word.EnumerateRunes().Count() >= options.MinimumLength
        && Encoding.UTF8.GetByteCount(Normalise(word, options)) <= TokenizerOptions.MaximumBytes
        && (options.Digits != DigitHandling.Drop || word.EnumerateRunes().Any(Rune.IsLetter) || !word.EnumerateRunes().Any(Rune.IsDigit));

    private static string Normalise(string word, TokenizerOptions options) =>
        string.Concat(word.EnumerateRunes().Select(rune => options.LowerCase ? Rune.ToLowerInvariant(rune) : rune)
            .Select(rune => options.Digits == DigitHandling.Zero && Rune.IsDigit(rune) ? "0" : rune.ToString()));
}
