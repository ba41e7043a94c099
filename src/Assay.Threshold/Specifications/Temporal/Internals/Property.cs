namespace Assay.Threshold.Specifications.Temporal.Internals;

/// <summary>An operator of a property with its parts. Two that are written alike are two.</summary>
/// <param name="kind">What it says.</param>
/// <param name="number">The place of the input, 1 for true, or the steps of a span.</param>
/// <param name="parts">What it says it of.</param>
internal sealed class Property(PropertyKind kind, int number, params Property[] parts)
{
    public PropertyKind Kind { get; } = kind;

    public int Number { get; } = number;

    public IReadOnlyList<Property> Parts { get; } = parts;

    /// <summary>What it remembers before the first step: nothing has been, and whatever is to have been always has.</summary>
    public int Initially => Kind is PropertyKind.Always ? 1 : Kind is PropertyKind.Within or PropertyKind.Throughout ? Number : 0;

    /// <summary>This operator and all below, each after its parts.</summary>
    public IEnumerable<Property> All() => Parts.SelectMany(part => part.All()).Append(this);

    /// <summary>Whether it holds in this step.</summary>
    /// <param name="letter">The input bits.</param>
    /// <param name="value">Whether a part holds.</param>
    /// <param name="memory">What it remembers.</param>
    public bool Step(ulong letter, Func<int, bool> value, ref int memory)
    {
        switch (Kind)
        {
            case PropertyKind.Constant: return Number != 0;
            case PropertyKind.Input: return (letter >> Number & 1) != 0;
            case PropertyKind.Not: return !value(0);
            case PropertyKind.And: return value(0) & value(1);
            case PropertyKind.Or: return value(0) | value(1);
            case PropertyKind.Xor: return value(0) ^ value(1);
            case PropertyKind.Implies: return !value(0) | value(1);
            case PropertyKind.Equivalent: return value(0) == value(1);
            case PropertyKind.Previously:
                var before = memory != 0;
                memory = value(0) ? 1 : 0;
                return before;
            case PropertyKind.Once: return (memory = memory != 0 | value(0) ? 1 : 0) != 0;
            case PropertyKind.Always: return (memory = memory != 0 & value(0) ? 1 : 0) != 0;
            // q now, or p now and the same a step ago.
            case PropertyKind.Since: return (memory = value(1) | (value(0) & memory != 0) ? 1 : 0) != 0;
            // Steps since it held last, or since it failed last; as many as the span where it never did.
            case PropertyKind.Within: return (memory = value(0) ? 0 : Math.Min(memory + 1, Number)) < Number;
            case PropertyKind.Throughout: return (memory = !value(0) ? 0 : Math.Min(memory + 1, Number)) >= Number;
            default: throw new InvalidOperationException($"No meaning is known for {Kind}.");
        }
    }
}
