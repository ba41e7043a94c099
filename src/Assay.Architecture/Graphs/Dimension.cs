using System.Globalization;
using Assay.Architecture.Graphs.Internals;
using Assay.Core.Errors;

namespace Assay.Architecture.Graphs;

/// <summary>
/// A whole number that may depend on named sizes, such as the height of an image: <c>floor((H - 1)/2) + 1</c>.
/// Immutable, and always in one simplified form (a polynomial whose factors are names, floor divisions, minima and maxima), so that
/// expressions that are equal by those rules are equal as values. Arithmetic is checked.
/// </summary>
public sealed class Dimension : IEquatable<Dimension>
{
    /// <summary>More terms than this in one expression are refused.</summary>
    internal const int TermLimit = 256;

    /// <summary>Longer texts of an expression are refused: they come from files that were made to be slow.</summary>
    internal const int TextLimit = 8192;

    private readonly long _constant;
    private readonly DimensionTerm[] _terms;
    private string? _text;

    private Dimension(long constant, DimensionTerm[] terms)
    {
        _constant = constant;
        _terms = terms;
    }

    /// <summary>The constant 0.</summary>
    public static Dimension Zero { get; } = new(0, []);

    /// <summary>The constant 1.</summary>
    public static Dimension One { get; } = new(1, []);

    /// <summary>Whether no name occurs in it.</summary>
    public bool IsConstant => _terms.Length == 0;

    internal long Offset => _constant;

    internal DimensionTerm[] Terms => _terms;

    /// <summary>The names that occur in it, each once, in order.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            var names = new SortedSet<string>(StringComparer.Ordinal);
            CollectNames(names);
            return [.. names];
        }
    }

    /// <summary>The size called <paramref name="name"/>, for example H; it stands for a number of at least 1.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static Dimension Named(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new(0, [new DimensionTerm(1, [new NameFactor(name)])]);
    }

    /// <summary>A constant.</summary>
    public static implicit operator Dimension(long value) => FromInt64(value);

    /// <summary>The size of a name.</summary>
    public static implicit operator Dimension(string name) => Named(name);

    /// <summary>A constant.</summary>
    public static Dimension FromInt64(long value) => value switch { 0 => Zero, 1 => One, _ => new(value, []) };

    /// <summary>Sum.</summary>
    /// <exception cref="InputException">A coefficient leaves the range of 64 bits, or the expression grows too long.</exception>
    public static Dimension operator +(Dimension left, Dimension right)
    {
        if (left.IsConstant && right.IsConstant) return Checked(left._constant + (Int128)right._constant);
        return Sum(Checked64(left._constant + (Int128)right._constant), left._terms, right._terms, 1);
    }

    /// <summary>Difference.</summary>
    /// <inheritdoc cref="operator +(Dimension, Dimension)"/>
    public static Dimension operator -(Dimension left, Dimension right)
    {
        if (left.IsConstant && right.IsConstant) return Checked(left._constant - (Int128)right._constant);
        return Sum(Checked64(left._constant - (Int128)right._constant), left._terms, right._terms, -1);
    }

    /// <summary>Negation.</summary>
    /// <inheritdoc cref="operator +(Dimension, Dimension)"/>
    public static Dimension operator -(Dimension value) => Zero - value;

    /// <summary>Product.</summary>
    /// <inheritdoc cref="operator +(Dimension, Dimension)"/>
    public static Dimension operator *(Dimension left, Dimension right)
    {
        if (left.IsConstant && right.IsConstant) return Checked(left._constant * (Int128)right._constant);
        if (left.IsConstant) return right.Scaled(left._constant);
        if (right.IsConstant) return left.Scaled(right._constant);
        if (((long)left._terms.Length + 1) * (right._terms.Length + 1) > 16 * TermLimit) throw DimensionError.TooLong();
        var sums = new DimensionSum(Checked64(left._constant * (Int128)right._constant));
        foreach (var term in left._terms) sums.Add(term, right._constant);
        foreach (var term in right._terms) sums.Add(term, left._constant);
        foreach (var a in left._terms)
            foreach (var b in right._terms)
                sums.Add(a.Times(b), 1);
        return sums.Build();
    }

    /// <summary>Whether both are the same expression.</summary>
    public static bool operator ==(Dimension? left, Dimension? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they are different expressions.</summary>
    public static bool operator !=(Dimension? left, Dimension? right) => !(left == right);

    /// <summary>The same as <c>left + right</c>.</summary>
    public static Dimension Add(Dimension left, Dimension right) => left + right;

    /// <summary>The same as <c>left - right</c>.</summary>
    public static Dimension Subtract(Dimension left, Dimension right) => left - right;

    /// <summary>The same as <c>left * right</c>.</summary>
    public static Dimension Multiply(Dimension left, Dimension right) => left * right;

    /// <summary>The same as <c>-value</c>.</summary>
    public static Dimension Negate(Dimension value) => -value;

    /// <summary>The greatest whole number that is at most this divided by <paramref name="divisor"/>.</summary>
    /// <exception cref="InputException">The divisor is zero, or the result leaves the range of 64 bits.</exception>
    public Dimension FloorDivide(Dimension divisor)
    {
        ArgumentNullException.ThrowIfNull(divisor);
        return DimensionDivision.Floor(this, divisor);
    }

    /// <summary>The least whole number that is at least this divided by a positive <paramref name="divisor"/>.</summary>
    /// <exception cref="InputException">The divisor is zero, or the result leaves the range of 64 bits.</exception>
    public Dimension CeilingDivide(Dimension divisor)
    {
        ArgumentNullException.ThrowIfNull(divisor);
        return (this + divisor - One).FloorDivide(divisor);
    }

    /// <summary>The smaller of two sizes.</summary>
    public static Dimension Min(Dimension left, Dimension right) => DimensionOrder.Choose(left, right, smaller: true);

    /// <summary>The larger of two sizes.</summary>
    public static Dimension Max(Dimension left, Dimension right) => DimensionOrder.Choose(left, right, smaller: false);

    /// <summary>Its value, if no name occurs in it.</summary>
    public bool TryGetValue(out long value)
    {
        value = _constant;
        return IsConstant;
    }

    /// <summary>Its value with the names' sizes put in.</summary>
    /// <exception cref="ArgumentException">A name that occurs has no size.</exception>
    /// <exception cref="InputException">The value leaves the range of 64 bits, or a divisor is zero.</exception>
    public long Evaluate(IReadOnlyDictionary<string, long> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var missing = Names.FirstOrDefault(name => !sizes.ContainsKey(name));
        if (missing is not null) throw new ArgumentException($"No size is given for {missing}.", nameof(sizes));
        return Substitute(name => sizes[name])._constant;
    }

    /// <summary>The expression with some names replaced; names for which <paramref name="replacement"/> gives null stay.</summary>
    /// <exception cref="InputException">The result leaves the range of 64 bits, or a divisor becomes zero.</exception>
    public Dimension Substitute(Func<string, Dimension?> replacement)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        if (IsConstant) return this;
        var result = FromInt64(_constant);
        foreach (var term in _terms)
        {
            var product = FromInt64(term.Coefficient);
            foreach (var factor in term.Factors) product *= factor.Substitute(replacement);
            result += product;
        }
        return result;
    }

    /// <inheritdoc/>
    public bool Equals(Dimension? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || _constant != other._constant || _terms.Length != other._terms.Length) return false;
        return _terms.Length == 0 || ToString() == other.ToString();
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Dimension);

    /// <inheritdoc/>
    public override int GetHashCode() => IsConstant ? _constant.GetHashCode() : ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The expression as text, for example <c>floor((H + 1)/2)</c>. Names that are no plain words stand in quotes.</summary>
    public override string ToString() => _text ??= IsConstant ? _constant.ToString(CultureInfo.InvariantCulture) : DimensionText.Of(this);

    internal static Dimension Of(long constant, DimensionTerm[] terms)
    {
        if (terms.Length == 0) return FromInt64(constant);
        // floor(x/n) + k = floor((x + k·n)/n): a size stays one factor, and areas of such sizes stay short.
        if (constant != 0 && terms is [{ Coefficient: 1, Factors: [FloorFactor floor] }] && floor.Divisor.TryGetValue(out var divisor) && divisor > 0)
            return Of(new FloorFactor(floor.Numerator + Checked(constant * (Int128)divisor), floor.Divisor));
        return new(constant, terms);
    }

    internal static Dimension Of(DimensionFactor factor) => new(0, [new DimensionTerm(1, [factor])]);

    internal static long Checked64(Int128 value) => value >= long.MinValue && value <= long.MaxValue ? (long)value : throw DimensionError.Overflow();

    internal void CollectNames(ISet<string> names)
    {
        foreach (var term in _terms)
            foreach (var factor in term.Factors)
                factor.CollectNames(names);
    }

    internal bool IsAtom([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DimensionFactor? factor)
    {
        factor = _terms.Length == 1 && _terms[0].Coefficient == 1 && _terms[0].Factors.Length == 1 ? _terms[0].Factors[0] : null;
        return factor is not null;
    }

    private static Dimension Checked(Int128 value) => FromInt64(Checked64(value));

    private Dimension Scaled(long factor)
    {
        if (factor == 0) return Zero;
        if (factor == 1) return this;
        var sums = new DimensionSum(Checked64(_constant * (Int128)factor));
        foreach (var term in _terms) sums.Add(term, factor);
        return sums.Build();
    }

    private static Dimension Sum(long constant, DimensionTerm[] left, DimensionTerm[] right, int sign)
    {
        if (right.Length == 0) return Of(constant, left);
        var sums = new DimensionSum(constant);
        foreach (var term in left) sums.Add(term, 1);
        foreach (var term in right) sums.Add(term, sign);
        return sums.Build();
    }
}
