using System.Globalization;
using Assay.Core.Errors;

namespace Assay.Threshold.Specifications.Temporal.Internals;

/// <summary>
/// Reads a property by recursive descent. From loose to tight: iff (&lt;->), implies (->), or (|), xor, and (&amp;), since and the spans, then not (!), previously,
/// once and always.
/// </summary>
internal sealed class PropertyParser
{
    private const int LongestProperty = 20_000;
    private const int DeepestNesting = 200;
    private const int MostOperators = 500;
    private const int LongestSpan = 10_000;

    private static readonly HashSet<string> Words =
        ["true", "false", "not", "and", "or", "xor", "implies", "iff", "previously", "once", "always", "historically", "since", "held", "within", "throughout", "the", "last", "steps", "step", "so", "far"];

    private readonly List<(string Text, int Column)> _tokens = [];
    private readonly Dictionary<string, int> _inputs;
    private readonly int _end;
    private int _at;
    private int _depth;
    private int _operators;

    public PropertyParser(string text, IReadOnlyList<string> inputs)
    {
        if (text.Length > LongestProperty) throw new InputException($"Property: it has {text.Length} characters; up to {LongestProperty} are possible.");
        if (inputs.FirstOrDefault(Words.Contains) is { } taken) throw new InputException($"Property: an input cannot be called '{taken}', which is a word of the language.");
        _inputs = inputs.Select((name, at) => (name, at)).ToDictionary(pair => pair.name, pair => pair.at, StringComparer.Ordinal);
        _end = text.Length + 1;
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }
            var start = i;
            if (IsName(text[i])) while (i < text.Length && IsName(text[i])) i++;
            else i += text.AsSpan(i).StartsWith("<->", StringComparison.Ordinal) ? 3 : text.AsSpan(i).StartsWith("->", StringComparison.Ordinal) || text.AsSpan(i).StartsWith("&&", StringComparison.Ordinal) || text.AsSpan(i).StartsWith("||", StringComparison.Ordinal) ? 2 : 1;
            _tokens.Add((text[start..i], start + 1));
        }
    }

    public Property Parse()
    {
        // "y iff …" names the output, for the reader.
        if (_tokens.Count > 2 && _tokens[1].Text == "iff" && !_inputs.ContainsKey(_tokens[0].Text) && !Words.Contains(_tokens[0].Text) && IsName(_tokens[0].Text[0])) _at = 2;
        var property = Equivalence();
        return Peek() is null ? property : throw Wrong($"'{Shortened(Peek()!)}' has no place here");
    }

    private Property Equivalence()
    {
        if (++_depth > DeepestNesting) throw Wrong($"it is nested deeper than {DeepestNesting}");
        var left = Implication();
        while (Take("<->") || Take("iff")) left = New(PropertyKind.Equivalent, 0, left, Implication());
        _depth--;
        return left;
    }

    // To the right: a -> b -> c is a -> (b -> c).
    private Property Implication()
    {
        var parts = new List<Property> { Disjunction() };
        while (Take("->") || Take("implies")) parts.Add(Disjunction());
        var property = parts[^1];
        for (var i = parts.Count - 2; i >= 0; i--) property = New(PropertyKind.Implies, 0, parts[i], property);
        return property;
    }

    private Property Disjunction()
    {
        var left = Difference();
        while (Take("|") || Take("||") || Take("or")) left = New(PropertyKind.Or, 0, left, Difference());
        return left;
    }

    private Property Difference()
    {
        var left = Conjunction();
        while (Take("xor") || Take("^")) left = New(PropertyKind.Xor, 0, left, Conjunction());
        return left;
    }

    private Property Conjunction()
    {
        var left = Span();
        while (Take("&") || Take("&&") || Take("and")) left = New(PropertyKind.And, 0, left, Span());
        return left;
    }

    private Property Span()
    {
        var left = Prefixed();
        while (true)
        {
            if (Peek() == "held" || Peek() == "since")
            {
                Take("held");
                if (!Take("since")) throw Wrong("'since' is missing after 'held'");
                left = New(PropertyKind.Since, 0, left, Prefixed());
            }
            else if (Take("within")) left = New(PropertyKind.Within, Steps(), left);
            else if (Take("throughout")) left = New(PropertyKind.Throughout, Steps(), left);
            else return left;
        }
    }

    private Property Prefixed()
    {
        if (++_depth > DeepestNesting) throw Wrong($"it is nested deeper than {DeepestNesting}");
        var property = Take("!") || Take("not") ? New(PropertyKind.Not, 0, Prefixed())
            : Take("previously") ? New(PropertyKind.Previously, 0, Prefixed())
            : Take("once") ? SoFar(New(PropertyKind.Once, 0, Prefixed()))
            : Take("always") || Take("historically") ? SoFar(New(PropertyKind.Always, 0, Prefixed()))
            : Atom();
        _depth--;
        return property;
    }

    private Property SoFar(Property property)
    {
        if (Take("so") && !Take("far")) throw Wrong("'far' is missing after 'so'");
        return property;
    }

    private Property Atom()
    {
        if (Take("("))
        {
            var inner = Equivalence();
            return Take(")") ? inner : throw Wrong("a ')' is missing");
        }
        if (Take("true")) return New(PropertyKind.Constant, 1);
        if (Take("false")) return New(PropertyKind.Constant, 0);
        if (Peek() is not { } name) throw Wrong("something is missing");
        if (!_inputs.TryGetValue(name, out var place))
            throw Wrong(Words.Contains(name) || !IsName(name[0]) ? $"'{Shortened(name)}' stands where an input should" : $"there is no input '{Shortened(name)}'; the inputs are {string.Join(", ", _inputs.Keys)}");
        _at++;
        return New(PropertyKind.Input, place);
    }

    private int Steps()
    {
        Take("the");
        if (!Take("last")) throw Wrong("'last' is missing: within the last 3 steps");
        if (Peek() is not { } text || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var steps) || steps is < 1 or > LongestSpan) throw Wrong($"a number of steps from 1 to {LongestSpan} is missing");
        _at++;
        if (!Take("steps")) Take("step");
        return steps;
    }

    private Property New(PropertyKind kind, int number, params Property[] parts) => ++_operators > MostOperators ? throw Wrong($"it has more than {MostOperators} operators") : new(kind, number, parts);

    private string? Peek() => _at < _tokens.Count ? _tokens[_at].Text : null;

    private bool Take(string wanted)
    {
        if (Peek() != wanted) return false;
        _at++;
        return true;
    }

    private static bool IsName(char character) => char.IsLetterOrDigit(character) || character is '_' or '.' or '\'';

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..37] + "…";

    private InputException Wrong(string what) => new($"Property, column {(_at < _tokens.Count ? _tokens[_at].Column : _end)}: {what}.");
}
