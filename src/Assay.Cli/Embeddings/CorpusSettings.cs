using System.CommandLine;
using Assay.Cli.Options;
using Assay.Embeddings.Corpora;
using Assay.Embeddings.Words;

namespace Assay.Cli.Embeddings;

/// <summary>The options that say what text is read and how.</summary>
internal sealed class CorpusSettings
{
    private readonly TextSetting _corpus = new("--corpus", "FILE|DIR|-|sdk-docs", "The text: a file (also .gz), a directory, - for standard input, or sdk-docs for the documentation of the .NET SDK.") { Required = true };
    private readonly CountSetting _minimumCount = new("--min-count", "Leave out words that occur less often.", 1) { Default = 5 };
    private readonly CountSetting _maximumVocabulary = new("--max-vocabulary", "Keep at most this many words, the most frequent.", 1) { DefaultWords = "all" };
    private readonly FlagSetting _keepCase = new("--keep-case", "Do not turn words to lower case.");
    private readonly ChoiceSetting<DigitHandling> _digits = new("--digits", "What happens to digits.", ("keep", DigitHandling.Keep), ("drop", DigitHandling.Drop), ("zero", DigitHandling.Zero));
    private readonly CountSetting _minimumLength = new("--min-length", "Leave out words of fewer characters.", 1, TokenizerOptions.MaximumBytes) { Default = 1 };
    private readonly ChoiceSetting<WordBoundaries> _boundaries = new("--boundaries", "Where words end.", ("unicode", WordBoundaries.Unicode), ("whitespace", WordBoundaries.Whitespace));

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Setting> All => [_corpus, _minimumCount, _maximumVocabulary, _keepCase, _digits, _minimumLength, _boundaries];

    /// <summary>Opens the text.</summary>
    public Corpus Open(ParseResult parsed) =>
        Corpus.Open(_corpus.Value(parsed)!, _corpus.Value(parsed) == "-" ? Console.OpenStandardInput() : null);

    /// <summary>How it becomes words.</summary>
    public TokenizerOptions Tokenizer(ParseResult parsed) => new()
    {
        LowerCase = !_keepCase.Value(parsed),
        Digits = _digits.Value(parsed),
        MinimumLength = (int)_minimumLength.Value(parsed),
        Boundaries = _boundaries.Value(parsed),
    };

    /// <summary>Which words are kept.</summary>
    public VocabularyOptions Vocabulary(ParseResult parsed) => new()
    {
        MinimumCount = (int)_minimumCount.Value(parsed),
        MaximumSize = _maximumVocabulary.IsGiven(parsed) ? (int)_maximumVocabulary.Value(parsed) : null,
    };

    /// <summary>The tokeniser as JSON, for the metadata of a model.</summary>
    public string Describe(ParseResult parsed)
    {
        var options = Tokenizer(parsed);
        return $$"""{"lower_case":{{(options.LowerCase ? "true" : "false")}},"digits":"{{_digits.NameOf(parsed)}}","minimum_length":{{options.MinimumLength}},"boundaries":"{{_boundaries.NameOf(parsed)}}"}""";
    }
}
