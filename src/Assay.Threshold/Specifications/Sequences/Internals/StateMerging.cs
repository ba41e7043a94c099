namespace Assay.Threshold.Specifications.Sequences.Internals;

/// <summary>Merges states of a prefix tree where their futures agree, most agreements first (evidence-driven, with a red core and a blue fringe).</summary>
internal static class StateMerging
{
    private const int MostCliqueCandidates = 400;

    /// <summary>A machine that agrees with the tree: transitions, outputs, initial state.</summary>
    public static (int[] Next, ulong[] Outputs, int Initial) Of(PrefixTree tree, CancellationToken cancellation)
    {
        var folded = new FoldedTree(tree);
        var red = new List<int> { 0 };
        while (Blue(folded, red, tree.Letters) is var blue && blue.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            (int Red, int Blue, int Agreed)? best = null;
            var promoted = false;
            foreach (var node in blue)
            {
                var fits = false;
                foreach (var into in red)
                {
                    if (folded.Merge(into, node, keep: false) is not { } agreed) continue;
                    fits = true;
                    if (best is null || agreed > best.Value.Agreed) best = (into, node, agreed);
                }
                if (fits) continue;
                // A state that fits nowhere is a new one, whatever is merged later.
                red.Add(node);
                promoted = true;
                break;
            }
            if (!promoted) folded.Merge(best!.Value.Red, best.Value.Blue, keep: true);
        }
        var places = red.Select((node, at) => (node: folded.Find(node), at)).ToDictionary(pair => pair.node, pair => pair.at);
        var next = new int[red.Count * tree.Letters];
        for (var state = 0; state < red.Count; state++)
        {
            for (var letter = 0; letter < tree.Letters; letter++)
            {
                // No sequence says what follows: it stays.
                var to = folded.Next(red[state], letter);
                next[state * tree.Letters + letter] = to < 0 ? state : places[to];
            }
        }
        return (next, [.. red.Select(node => folded.Label(node) ?? 0)], 0);
    }

    /// <summary>Nodes of which no two can be one state: as many states are needed at least.</summary>
    public static IReadOnlyList<int> Clique(PrefixTree tree, CancellationToken cancellation)
    {
        var folded = new FoldedTree(tree);
        var clique = new List<int>();
        for (var node = 0; node < Math.Min(tree.Nodes, MostCliqueCandidates); node++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (clique.All(member => folded.Merge(member, node, keep: false) is null)) clique.Add(node);
        }
        return clique;
    }

    private static List<int> Blue(FoldedTree folded, List<int> red, int letters)
    {
        var core = red.Select(folded.Find).ToHashSet();
        var blue = new List<int>();
        foreach (var node in red)
        {
            for (var letter = 0; letter < letters; letter++)
            {
                if (folded.Next(node, letter) is var to and >= 0 && !core.Contains(to) && !blue.Contains(to)) blue.Add(to);
            }
        }
        return blue;
    }
}
