using System.Numerics;
using Assay.Core.Errors;

namespace Assay.Threshold.Specifications.RegularExpressions.Internals;

/// <summary>
/// Terms of regular expressions, each once, by number. Unions and intersections are flat, sorted and without repetitions, so that a term has finitely
/// many derivatives (Brzozowski 1964; Owens, Reppy and Turon 2009).
/// </summary>
internal sealed class TermTable
{
    private const int MostTerms = 300_000;
    private const long MostParts = 20_000_000; // of all unions together: what memory they take

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<(TermKind Kind, int[] Parts, BigInteger Letters, bool Nullable)> _terms = [];
    private readonly Dictionary<(int Term, int Letter), int> _derivatives = [];
    private readonly BigInteger _allLetters;
    private long _parts;

    public TermTable(int letters)
    {
        _allLetters = (BigInteger.One << letters) - 1;
        Nothing = Add(TermKind.Nothing, [], 0, false);
        EmptyWord = Add(TermKind.EmptyWord, [], 0, true);
        Anything = Complement(Nothing);
    }

    /// <summary>What no word matches.</summary>
    public int Nothing { get; }

    /// <summary>What the empty word alone matches.</summary>
    public int EmptyWord { get; }

    /// <summary>What every word matches.</summary>
    public int Anything { get; }

    public bool IsNullable(int term) => _terms[term].Nullable;

    public int OneOf(BigInteger letters) => letters.IsZero ? Nothing : Add(TermKind.OneOf, [], letters, false);

    public int NoneOf(BigInteger letters) => OneOf(_allLetters & ~letters);

    public int Concatenation(int left, int right)
    {
        if (left == Nothing || right == Nothing) return Nothing;
        if (left == EmptyWord) return right;
        if (right == EmptyWord) return left;
        // To the right, so that equal languages are more often equal terms.
        if (_terms[left].Kind == TermKind.Concatenation) return Concatenation(_terms[left].Parts[0], Concatenation(_terms[left].Parts[1], right));
        return Add(TermKind.Concatenation, [left, right], 0, IsNullable(left) && IsNullable(right));
    }

    public int Repetition(int term) => term == Nothing || term == EmptyWord ? EmptyWord
        : _terms[term].Kind == TermKind.Repetition || term == Anything ? term
        : Add(TermKind.Repetition, [term], 0, true);

    public int Complement(int term) => _terms[term].Kind == TermKind.Complement ? _terms[term].Parts[0] : Add(TermKind.Complement, [term], 0, !IsNullable(term));

    public int Union(IEnumerable<int> terms) => Join(TermKind.Union, terms, Nothing, Anything);

    public int Intersection(IEnumerable<int> terms) => Join(TermKind.Intersection, terms, Anything, Nothing);

    /// <summary>What must follow the letter.</summary>
    public int Derivative(int term, int letter)
    {
        if (_derivatives.TryGetValue((term, letter), out var known)) return known;
        var (kind, parts, letters, _) = _terms[term];
        var derivative = kind switch
        {
            TermKind.OneOf => (letters >> letter & 1).IsZero ? Nothing : EmptyWord,
            TermKind.Concatenation => IsNullable(parts[0])
                ? Union([Concatenation(Derivative(parts[0], letter), parts[1]), Derivative(parts[1], letter)])
                : Concatenation(Derivative(parts[0], letter), parts[1]),
            TermKind.Repetition => Concatenation(Derivative(parts[0], letter), term),
            TermKind.Union => Union(parts.Select(part => Derivative(part, letter))),
            TermKind.Intersection => Intersection(parts.Select(part => Derivative(part, letter))),
            TermKind.Complement => Complement(Derivative(parts[0], letter)),
            _ => Nothing,
        };
        return _derivatives[(term, letter)] = derivative;
    }

    private int Join(TermKind kind, IEnumerable<int> terms, int neutral, int absorbing)
    {
        var flat = new SortedSet<int>();
        BigInteger? letters = null;
        foreach (var term in terms)
        {
            foreach (var part in _terms[term].Kind == kind ? _terms[term].Parts : [term])
            {
                if (part == absorbing) return absorbing;
                if (part == neutral) continue;
                if (_terms[part].Kind != TermKind.OneOf) flat.Add(part);
                else letters = letters is not { } before ? _terms[part].Letters : kind == TermKind.Union ? before | _terms[part].Letters : before & _terms[part].Letters;
            }
        }
        if (letters is { } set)
        {
            var part = OneOf(set);
            if (part == absorbing) return absorbing;
            if (part != neutral) flat.Add(part);
        }
        if (flat.Count == 0) return neutral;
        if (flat.Count == 1) return flat.Min;
        return Add(kind, [.. flat], 0, kind == TermKind.Union ? flat.Any(IsNullable) : flat.All(IsNullable));
    }

    private int Add(TermKind kind, int[] parts, BigInteger letters, bool nullable)
    {
        var key = $"{(int)kind}:{letters}:{string.Join(',', parts)}";
        if (_numbers.TryGetValue(key, out var number)) return number;
        _parts += parts.Length;
        if (_terms.Count == MostTerms || _parts > MostParts) throw new InputException("The pattern is too large: its parts multiply beyond measure; make it smaller.");
        _numbers[key] = number = _terms.Count;
        _terms.Add((kind, parts, letters, nullable));
        return number;
    }
}
