using System.Numerics;

namespace Assay.Threshold.Running.Internals;

/// <summary>
/// The reduced ordered decision diagram of "the weighted sum exceeds a number" (Abío, Nieuwenhuis, Oliveras, Rodríguez-Carbonell and Mayer-Eichberger 2012,
/// "A new look at BDDs for pseudo-Boolean constraints"). What the rest of the variables must exceed is known at a node, and so is the interval of such
/// numbers for which the rest is the same function: a number in the interval of a node leads to that node, so every function is made once.
/// </summary>
internal sealed class ThresholdDiagram<TNumber> where TNumber : INumber<TNumber>
{
    private readonly record struct Node(int Value, TNumber From, TNumber To);

    private readonly BooleanCircuit _circuit;
    private readonly (TNumber Weight, int Variable)[] _terms;
    private readonly TNumber[] _least;
    private readonly TNumber[] _most;
    private readonly List<Node>[] _nodes; // of each level, by interval
    private readonly Node _always, _never;

    private ThresholdDiagram(BooleanCircuit circuit, IEnumerable<(TNumber Weight, int Variable)> terms, TNumber bound)
    {
        _circuit = circuit;
        // Large weights first decide most: the diagram is narrow.
        _terms = [.. terms.OrderByDescending(term => TNumber.Abs(term.Weight)).ThenBy(term => term.Variable)];
        _least = new TNumber[_terms.Length + 1];
        _most = new TNumber[_terms.Length + 1];
        for (var level = _terms.Length - 1; level >= 0; level--)
        {
            var weight = _terms[level].Weight;
            _least[level] = _least[level + 1] + TNumber.Min(weight, TNumber.Zero);
            _most[level] = _most[level + 1] + TNumber.Max(weight, TNumber.Zero);
        }
        _nodes = [.. _terms.Select(_ => new List<Node>())];
        TNumber far = _most[0] - _least[0] + TNumber.Abs(bound) + TNumber.One; // beyond whatever can be asked
        (_always, _never) = (new(BooleanCircuit.Always, -far, far), new(BooleanCircuit.Never, -far, far));
    }

    /// <summary>The value of a threshold function; null where its diagram has more than so many nodes.</summary>
    /// <param name="circuit">Where operations are added.</param>
    /// <param name="terms">Weights that are not zero, with the values that they weigh.</param>
    /// <param name="bound">What the sum must exceed.</param>
    /// <param name="mostNodes">How large the diagram may become.</param>
    public static int? Of(BooleanCircuit circuit, IReadOnlyList<(TNumber Weight, int Variable)> terms, TNumber bound, int mostNodes) =>
        new ThresholdDiagram<TNumber>(circuit, terms, bound).Build(bound, mostNodes);

    // A stack of its own: a unit may have tens of thousands of inputs, more than levels of calls.
    private int? Build(TNumber bound, int mostNodes)
    {
        var open = new Stack<(int Level, TNumber Bound, Node? Low)>();
        open.Push((0, bound, null));
        var made = 0;
        var done = default(Node);
        var returning = false;
        while (open.TryPop(out var frame))
        {
            var (level, needed, low) = frame;
            if (!returning)
            {
                if (needed >= _most[level]) (done, returning) = (_never with { From = _most[level] }, true);
                else if (needed < _least[level]) (done, returning) = (_always with { To = _least[level] - TNumber.One }, true);
                else if (Find(level, needed) is { } known) (done, returning) = (known, true);
                else
                {
                    open.Push((level, needed, null));
                    open.Push((level + 1, needed, null));
                }
                continue;
            }
            var (weight, variable) = _terms[level];
            if (low is not { } without)
            {
                open.Push((level, needed, done));
                open.Push((level + 1, needed - weight, null));
                returning = false;
                continue;
            }
            if (++made > mostNodes) return null;
            done = new(_circuit.Choose(variable, done.Value, without.Value), TNumber.Max(without.From, done.From + weight), TNumber.Min(without.To, done.To + weight));
            _nodes[level].Insert(~Place(level, needed), done);
        }
        return done.Value;
    }

    private Node? Find(int level, TNumber bound) => Place(level, bound) is >= 0 and var place ? _nodes[level][place] : null;

    // Where the interval with a number is, or the complement of where it belongs.
    private int Place(int level, TNumber bound)
    {
        var nodes = _nodes[level];
        var (from, to) = (0, nodes.Count - 1);
        while (from <= to)
        {
            var middle = (from + to) / 2;
            if (nodes[middle].To < bound) from = middle + 1;
            else if (nodes[middle].From > bound) to = middle - 1;
            else return middle;
        }
        return ~from;
    }
}
