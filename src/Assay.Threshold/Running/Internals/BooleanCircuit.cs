namespace Assay.Threshold.Running.Internals;

/// <summary>
/// Boolean functions of the inputs and the state, each made once: values are numbered (0 is never, 1 is always, then the inputs, then the
/// state bits, then what was made of them, in an order in which operands come first), and the same operation on the same operands is the same value.
/// </summary>
internal sealed class BooleanCircuit(int inputs, int stateBits)
{
    public const int Never = 0;
    public const int Always = 1;

    private readonly Dictionary<(OperationKind, int, int, int), int> _known = [];
    private readonly List<Operation> _operations = [];

    /// <summary>How many values are given: the constants, the inputs, and the state bits.</summary>
    public int Given => 2 + inputs + stateBits;

    /// <summary>How many values there are.</summary>
    public int Count => Given + _operations.Count;

    public static int Input(int index) => 2 + index;

    public int State(int index) => 2 + inputs + index;

    /// <summary>The operation that makes a value which is not given.</summary>
    public Operation Operation(int value) => _operations[value - Given];

    public int Not(int a) => a switch
    {
        Never => Always,
        Always => Never,
        _ when a >= Given && Operation(a) is { Kind: OperationKind.AndNot, A: Always } inverse => inverse.B,
        _ => Make(OperationKind.AndNot, Always, a),
    };

    public int And(int a, int b)
    {
        if (a == Never || b == Never) return Never;
        if (a == Always || a == b) return b;
        if (b == Always) return a;
        return Make(OperationKind.And, Math.Min(a, b), Math.Max(a, b));
    }

    public int Or(int a, int b)
    {
        if (a == Always || b == Always) return Always;
        if (a == Never || a == b) return b;
        if (b == Never) return a;
        return Make(OperationKind.Or, Math.Min(a, b), Math.Max(a, b));
    }

    public int Xor(int a, int b)
    {
        if (a == b) return Never;
        if (a == Never) return b;
        if (b == Never) return a;
        if (a == Always) return Not(b);
        if (b == Always) return Not(a);
        return Make(OperationKind.Xor, Math.Min(a, b), Math.Max(a, b));
    }

    /// <summary><paramref name="high"/> where <paramref name="condition"/> holds, else <paramref name="low"/>.</summary>
    public int Choose(int condition, int high, int low)
    {
        if (high == low || condition == Always) return high;
        if (condition == Never) return low;
        if (high == condition) high = Always;
        if (low == condition) low = Never;
        return (high, low) switch
        {
            (Always, Never) => condition,
            (Never, Always) => Not(condition),
            (Always, _) => Or(condition, low),
            (_, Never) => And(condition, high),
            (Never, _) => Make(OperationKind.AndNot, low, condition),
            (_, Always) => Make(OperationKind.OrNot, high, condition),
            _ => Make(OperationKind.Choose, condition, high, low),
        };
    }

    private int Make(OperationKind kind, int a, int b, int c = -1)
    {
        if (c < 0) c = a;
        if (_known.TryGetValue((kind, a, b, c), out var value)) return value;
        value = Count;
        _operations.Add(new(kind, value, a, b, c));
        return _known[(kind, a, b, c)] = value;
    }
}
