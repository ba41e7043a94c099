using System.Diagnostics;
using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Specifications.Sequences.Internals;

namespace Assay.Threshold.Specifications.Sequences;

/// <summary>Machines from examples: the smallest one that agrees with labelled sequences.</summary>
public static class LabelledSequences
{
    private const int MostNodes = 50_000;
    private const long MostCells = 20_000_000;

    /// <summary>The pair of sequences that contradict each other after the fewest letters; null where there is none.</summary>
    /// <param name="sequences">The sequences.</param>
    public static SequenceConflict? Conflict(IReadOnlyList<LabelledSequence> sequences)
    {
        SequenceConflict? found = null;
        var known = new Dictionary<(int Node, int Letter), int>();
        var labels = new Dictionary<int, (ulong Output, LabelledSequence Sequence)>();
        // Short sequences first, so that the shorter of equal witnesses is named.
        foreach (var sequence in sequences.OrderBy(sequence => sequence.Letters.Count))
        {
            var node = 0;
            for (var t = 0; t < sequence.Letters.Count; t++)
            {
                if (found is not null && t + 1 >= found.Prefix.Count) break;
                if (!known.TryGetValue((node, sequence.Letters[t]), out var next)) known[(node, sequence.Letters[t])] = next = known.Count + 1;
                node = next;
                if (sequence.Outputs[t] is not { } output) continue;
                if (!labels.TryGetValue(node, out var before)) labels[node] = (output, sequence);
                else if (before.Output != output) found = new(before.Sequence, sequence, [.. sequence.Letters.Take(t + 1)], before.Output, output);
            }
        }
        return found;
    }

    /// <summary>
    /// The smallest machine that agrees with all sequences. States of the prefix tree are merged as long as they agree (Lang, Pearlmutter and Price 1998), which gives
    /// a small machine; a constraint solver then asks for smaller ones, colouring the tree (Heule and Verwer 2010).
    /// </summary>
    /// <param name="sequences">The sequences; they do not contradict each other.</param>
    /// <param name="letters">The letters.</param>
    /// <param name="inputBits">Bits of a letter.</param>
    /// <param name="outputBits">Bits of an output.</param>
    /// <param name="timeLimit">Time for the solver.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="InputException">They are too many, or contradict each other.</exception>
    public static SequenceMachine Smallest(
        IReadOnlyList<LabelledSequence> sequences, IReadOnlyList<Letter> letters, int inputBits, int outputBits, TimeSpan timeLimit, CancellationToken cancellation = default)
    {
        if (Conflict(sequences) is { } conflict) throw new InputException($"{conflict.First.Place} and {conflict.Second.Place} contradict each other.");
        var tree = PrefixTree.Of(sequences, letters.Count, MostNodes, MostCells);
        var clock = Stopwatch.StartNew();
        var (next, outputs, initial) = StateMerging.Of(tree, cancellation);
        var clique = StateMerging.Clique(tree, cancellation);
        var isSmallest = true;
        for (var states = Math.Max(1, clique.Count); states < outputs.Length; states++)
        {
            var (found, answered) = TreeColouring.Solve(tree, clique, states, outputBits, timeLimit - clock.Elapsed, cancellation);
            isSmallest &= answered;
            if (found is not { } smaller) continue;
            (next, outputs, initial) = smaller;
            break;
        }
        return new(new(letters, inputBits, outputBits, initial, outputs, next), isSmallest);
    }
}
