namespace Assay.Architecture.Graphs.Internals;

/// <summary>Collects terms of equal products into one.</summary>
internal sealed class DimensionSum(long constant)
{
    private readonly SortedDictionary<string, (Int128 Coefficient, DimensionTerm Term)> _terms = new(StringComparer.Ordinal);

    public void Add(DimensionTerm term, long factor)
    {
        if (factor == 0) return;
        var coefficient = (Int128)term.Coefficient * factor;
        if (_terms.TryGetValue(term.Key, out var sum)) coefficient += sum.Coefficient;
        _terms[term.Key] = (Dimension.Checked64(coefficient), term);
        if (_terms.Count > Dimension.TermLimit) throw DimensionError.TooLong();
    }

    public Dimension Build()
    {
        var terms = new List<DimensionTerm>(_terms.Count);
        var length = 0L;
        foreach (var (coefficient, term) in _terms.Values)
        {
            if (coefficient == 0) continue;
            terms.Add(coefficient == term.Coefficient ? term : new DimensionTerm((long)coefficient, term.Factors));
            length += term.Key.Length;
        }
        if (length > Dimension.TextLimit) throw DimensionError.TooLong();
        return Dimension.Of(constant, [.. terms]);
    }
}
