using System.Numerics;

namespace Assay.Threshold.Running.Internals;

/// <summary>
/// "The weighted sum exceeds a number" by adding: the bits of all weights in columns, which full adders reduce to one bit each (Dadda 1965).
/// At most some operations for each bit of each weight, where a decision diagram can have exponentially many nodes.
/// </summary>
internal static class BitSlicedSum
{
    /// <summary>About how many operations it takes.</summary>
    public static int Operations(IReadOnlyList<(BigInteger Weight, int Variable)> terms) =>
        (int)Math.Min(int.MaxValue, 3 * terms.Sum(term => (long)BigInteger.Abs(term.Weight).GetBitLength()));

    /// <summary>The value of a threshold function.</summary>
    /// <param name="circuit">Where operations are added.</param>
    /// <param name="terms">Weights that are not zero, with the values that they weigh.</param>
    /// <param name="bound">What the sum must exceed.</param>
    public static int Of(BooleanCircuit circuit, IReadOnlyList<(BigInteger Weight, int Variable)> terms, BigInteger bound)
    {
        // w·x = |w|·¬x − |w| for a weight below zero.
        var most = BigInteger.Zero;
        foreach (var (weight, _) in terms)
        {
            most += BigInteger.Abs(weight);
            if (weight.Sign < 0) bound -= weight;
        }
        if (bound.Sign < 0) return BooleanCircuit.Always;
        if (bound >= most) return BooleanCircuit.Never;
        // The sum exceeds the bound where the sum and 2^K − 1 − bound reach 2^K.
        var places = (int)most.GetBitLength();
        var columns = Enumerable.Range(0, places + 1).Select(_ => new Queue<int>()).ToArray();
        Add(columns, (BigInteger.One << places) - 1 - bound, BooleanCircuit.Always);
        foreach (var (weight, variable) in terms) Add(columns, BigInteger.Abs(weight), weight.Sign < 0 ? circuit.Not(variable) : variable);
        for (var place = 0; place < places; place++)
        {
            var column = columns[place];
            while (column.Count > 1)
            {
                var (a, b, c) = (column.Dequeue(), column.Dequeue(), column.Count > 0 ? column.Dequeue() : BooleanCircuit.Never);
                var differ = circuit.Xor(a, b);
                column.Enqueue(circuit.Xor(differ, c));
                var carry = circuit.Choose(differ, c, a);
                if (carry != BooleanCircuit.Never) columns[place + 1].Enqueue(carry);
            }
        }
        // Both summands are below 2^K, so at most one carry arrives.
        return columns[places].Aggregate(BooleanCircuit.Never, circuit.Or);
    }

    private static void Add(Queue<int>[] columns, BigInteger number, int value)
    {
        for (var place = 0; place < number.GetBitLength(); place++)
        {
            if (!(number >> place).IsEven) columns[place].Enqueue(value);
        }
    }
}
