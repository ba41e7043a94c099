using System.Globalization;
using System.Numerics;
using Assay.Core.Errors;
using Assay.Threshold.Machines;

namespace Assay.Threshold.Specifications.RegularExpressions.Internals;

/// <summary>Reads a pattern by recursive descent.</summary>
internal sealed class PatternParser(string pattern, IReadOnlyList<Letter> letters, TermTable terms)
{
    private const int DeepestNesting = 100;
    private const int LongestPattern = 20_000;
    private const int MostRepeats = 1_000;
    private const int LargestExpansion = 1_000; // terms in a row: each is a step of recursion
    private const string Operators = "|&!*+?{}().[]^";

    private readonly Dictionary<string, int> _places = letters.Select((letter, at) => (letter.Name, at)).ToDictionary(pair => pair.Name, pair => pair.at, StringComparer.Ordinal);
    private readonly int _longestName = letters.Max(letter => letter.Name.Length);
    private int _at;
    private int _depth;

    public int Parse()
    {
        if (pattern.Length > LongestPattern) throw new InputException($"The pattern has {pattern.Length} characters; up to {LongestPattern} are possible.");
        var (term, _) = Union();
        return Peek() is { } left ? throw Wrong($"'{left}' has no beginning here") : term;
    }

    // Each part comes with the length that its repetitions expand to.
    private (int Term, int Size) Union()
    {
        if (++_depth > DeepestNesting) throw Wrong($"brackets are nested deeper than {DeepestNesting}");
        var parts = new List<int>();
        var size = 0;
        do
        {
            var part = Intersection();
            parts.Add(part.Term);
            size = Math.Max(size, part.Size);
        }
        while (Take('|'));
        _depth--;
        return (terms.Union(parts), size);
    }

    private (int Term, int Size) Intersection()
    {
        var parts = new List<int>();
        var size = 0;
        do
        {
            var part = Concatenation();
            parts.Add(part.Term);
            size = Math.Max(size, part.Size);
        }
        while (Take('&'));
        return (terms.Intersection(parts), size);
    }

    private (int Term, int Size) Concatenation()
    {
        var parts = new List<int>();
        var size = 0;
        while (Peek() is { } next && !"|&)".Contains(next, StringComparison.Ordinal))
        {
            var part = Negation();
            parts.Add(part.Term);
            size = Larger(size + part.Size);
        }
        if (parts.Count == 0) throw Wrong("something is missing; write () for the empty word");
        return (Row(parts), size);
    }

    private (int Term, int Size) Negation()
    {
        var turned = false;
        while (Take('!')) turned = !turned;
        if (!turned) return Repeated();
        var (term, size) = Repeated();
        return (terms.Complement(term), size);
    }

    private (int Term, int Size) Repeated()
    {
        var (term, size) = Atom();
        while (true)
        {
            if (Take('*')) term = terms.Repetition(term);
            else if (Take('+')) (term, size) = (terms.Concatenation(term, terms.Repetition(term)), Larger(2 * size));
            else if (Take('?')) term = terms.Union([term, terms.EmptyWord]);
            else if (Take('{'))
            {
                var (least, most) = Counts();
                size = Larger((long)size * Math.Max(1, most ?? (least + 1)));
                // a{2,4} is a a (a (a)?)?
                var tail = most is null ? terms.Repetition(term) : terms.EmptyWord;
                for (var i = most ?? least; i > least; i--) tail = terms.Union([terms.Concatenation(term, tail), terms.EmptyWord]);
                term = Row([.. Enumerable.Repeat(term, least), tail]);
            }
            else return (term, size);
        }
    }

    private (int Term, int Size) Atom()
    {
        if (Take('('))
        {
            if (Take(')')) return (terms.EmptyWord, 1);
            var inner = Union();
            if (!Take(')')) throw Wrong("a ')' is missing");
            return inner;
        }
        if (Take('.')) return (terms.NoneOf(BigInteger.Zero), 1);
        if (Take('['))
        {
            var turned = Take('^');
            var set = BigInteger.Zero;
            while (!Take(']'))
            {
                if (Peek() is null) throw Wrong("a ']' is missing");
                set |= BigInteger.One << Letter();
            }
            if (set.IsZero && !turned) throw Wrong("[ ] holds no letter");
            return (turned ? terms.NoneOf(set) : terms.OneOf(set), 1);
        }
        return (terms.OneOf(BigInteger.One << Letter()), 1);
    }

    private int Letter()
    {
        if (Peek() is not { } next) throw Wrong("a letter is missing");
        var end = _at;
        while (end < pattern.Length && !char.IsWhiteSpace(pattern[end]) && (end == _at || !Operators.Contains(pattern[end], StringComparison.Ordinal))) end++;
        // The longest name that the word begins with: names without spaces between are told apart where they can be.
        for (var length = Math.Min(end - _at, _longestName); length > 0; length--)
        {
            if (!_places.TryGetValue(pattern.Substring(_at, length), out var place)) continue;
            _at += length;
            return place;
        }
        var word = pattern[_at..Math.Min(end, _at + 40)];
        throw Wrong(Operators.Contains(next, StringComparison.Ordinal) ? $"'{next}' stands where a letter should" : $"unknown symbol '{word}'; the letters are {string.Join(", ", letters.Take(12).Select(letter => letter.Name))}{(letters.Count > 12 ? ", …" : "")}");
    }

    private (int Least, int? Most) Counts()
    {
        var least = Count();
        int? most = least;
        if (Take(',')) most = Peek() == '}' ? null : Count();
        if (!Take('}')) throw Wrong("a '}' is missing");
        return most < least ? throw Wrong($"{{{least},{most}}} is from more to less") : (least, most);
    }

    private int Count()
    {
        Skip();
        var start = _at;
        while (_at < pattern.Length && char.IsAsciiDigit(pattern[_at])) _at++;
        if (_at == start) throw Wrong("a number is missing");
        return int.TryParse(pattern.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MostRepeats ? count : throw Wrong($"more than {MostRepeats} repetitions");
    }

    private int Row(IReadOnlyList<int> parts)
    {
        var term = terms.EmptyWord;
        for (var i = parts.Count - 1; i >= 0; i--) term = terms.Concatenation(parts[i], term);
        return term;
    }

    private int Larger(long size) => size <= LargestExpansion ? (int)size : throw Wrong($"the repetitions come to more than {LargestExpansion} parts in a row");

    private char? Peek()
    {
        Skip();
        return _at < pattern.Length ? pattern[_at] : null;
    }

    private bool Take(char wanted)
    {
        if (Peek() != wanted) return false;
        _at++;
        return true;
    }

    private void Skip()
    {
        while (_at < pattern.Length && char.IsWhiteSpace(pattern[_at])) _at++;
    }

    private InputException Wrong(string what) => new($"Pattern, column {_at + 1}: {what}.");
}
