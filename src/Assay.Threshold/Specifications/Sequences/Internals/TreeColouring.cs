using Assay.Threshold.Solver;
using Google.OrTools.Sat;

namespace Assay.Threshold.Specifications.Sequences.Internals;

/// <summary>A machine of so many states that agrees with a tree, as a colouring of the tree's nodes with states, by the constraint solver.</summary>
internal static class TreeColouring
{
    private const long MostClauses = 3_000_000;

    /// <summary>Asks for one.</summary>
    /// <returns>The machine, or null; and whether there was an answer.</returns>
    public static ((int[] Next, ulong[] Outputs, int Initial)? Machine, bool Answered) Solve(PrefixTree tree, IReadOnlyList<int> clique, int states, int outputBits, TimeSpan time, CancellationToken cancellation)
    {
        if (time <= TimeSpan.Zero || (long)tree.Nodes * states * states > MostClauses) return (null, false);
        SolverLibrary.Prepare();
        var model = new CpModel();
        var colour = new BoolVar[tree.Nodes, states];
        var outputs = new BoolVar[states, outputBits];
        var leads = new BoolVar[states, tree.Letters, states];
        for (var state = 0; state < states; state++)
        {
            for (var bit = 0; bit < outputBits; bit++) outputs[state, bit] = model.NewBoolVar("");
            for (var letter = 0; letter < tree.Letters; letter++)
            {
                for (var to = 0; to < states; to++) leads[state, letter, to] = model.NewBoolVar("");
                model.AddExactlyOne(Enumerable.Range(0, states).Select(to => leads[state, letter, to]));
            }
        }
        for (var node = 0; node < tree.Nodes; node++)
        {
            for (var state = 0; state < states; state++) colour[node, state] = model.NewBoolVar("");
            model.AddExactlyOne(Enumerable.Range(0, states).Select(state => colour[node, state]));
            for (var state = 0; state < states; state++)
            {
                if (tree.Labels[node] is { } label)
                {
                    for (var bit = 0; bit < outputBits; bit++) model.AddImplication(colour[node, state], (label >> bit & 1) != 0 ? outputs[state, bit] : outputs[state, bit].Not());
                }
                if (node == 0) continue;
                var (parent, letter) = tree.CameFrom[node];
                for (var from = 0; from < states; from++) model.AddBoolOr([colour[parent, from].Not(), leads[from, letter, state].Not(), colour[node, state]]);
            }
        }
        // Nodes that are different states in any machine may as well be the first states.
        for (var i = 0; i < clique.Count; i++) model.Add(colour[clique[i], i] == 1);
        using var solver = new CpSolver();
        solver.StringParameters = FormattableString.Invariant($"num_workers:1,random_seed:1,max_time_in_seconds:{time.TotalSeconds}");
        using var stop = cancellation.Register(solver.StopSearch);
        var status = solver.Solve(model);
        cancellation.ThrowIfCancellationRequested();
        if (status is not (CpSolverStatus.Optimal or CpSolverStatus.Feasible)) return (null, status == CpSolverStatus.Infeasible);
        var next = new int[states * tree.Letters];
        for (var state = 0; state < states; state++)
        {
            for (var letter = 0; letter < tree.Letters; letter++) next[state * tree.Letters + letter] = Enumerable.Range(0, states).First(to => solver.BooleanValue(leads[state, letter, to]));
        }
        var words = Enumerable.Range(0, states).Select(state => Enumerable.Range(0, outputBits).Aggregate(0UL, (word, bit) => word | (solver.BooleanValue(outputs[state, bit]) ? 1UL << bit : 0)));
        return ((next, [.. words], Enumerable.Range(0, states).First(state => solver.BooleanValue(colour[0, state]))), true);
    }
}
