namespace Assay.Threshold.Machines.Internals;

/// <summary>Hopcroft's minimisation over the reachable states, O(letters · states · log states).</summary>
internal static class Minimisation
{
    public static MooreMachine Of(MooreMachine machine)
    {
        var reached = Reach(machine);
        var letters = machine.Letters.Count;
        var number = new int[machine.States];
        Array.Fill(number, -1);
        for (var i = 0; i < reached.Count; i++) number[reached[i]] = i;
        var next = new int[reached.Count * letters];
        for (var i = 0; i < reached.Count; i++)
        {
            for (var letter = 0; letter < letters; letter++) next[i * letters + letter] = number[machine.Next(reached[i], letter)];
        }
        // Where nothing leads back to the initial state, its output is never seen: it is left out of the partition and joined afterwards.
        var first = next.Contains(0) ? 0 : 1;
        var outputs = reached.Select(machine.Output).ToArray();
        var blocks = new Partition(outputs, next, letters, first).Refine();

        var initial = blocks[0];
        if (first == 1)
        {
            var alike = Enumerable.Range(1, reached.Count - 1).FirstOrDefault(state => Enumerable.Range(0, letters).All(letter => blocks[next[letter]] == blocks[next[state * letters + letter]]));
            initial = alike > 0 ? blocks[alike] : blocks.Max() + 1;
            blocks[0] = initial;
        }
        return Quotient(machine, reached, blocks, next, initial);
    }

    private static List<int> Reach(MooreMachine machine)
    {
        var seen = new bool[machine.States];
        var reached = new List<int> { machine.Initial };
        seen[machine.Initial] = true;
        for (var at = 0; at < reached.Count; at++)
        {
            for (var letter = 0; letter < machine.Letters.Count; letter++)
            {
                var state = machine.Next(reached[at], letter);
                if (seen[state]) continue;
                seen[state] = true;
                reached.Add(state);
            }
        }
        return reached;
    }

    private static MooreMachine Quotient(MooreMachine machine, List<int> reached, int[] blocks, int[] next, int initial)
    {
        var letters = machine.Letters.Count;
        var member = new Dictionary<int, int>(); // of the joined initial state and its block, any other state, whose output is seen
        for (var i = reached.Count - 1; i >= 0; i--)
        {
            if (i > 0 || !member.ContainsKey(blocks[0])) member[blocks[i]] = i;
        }
        var order = new List<int> { initial };
        var places = new Dictionary<int, int> { [initial] = 0 };
        var transitions = new List<int>();
        for (var at = 0; at < order.Count; at++)
        {
            for (var letter = 0; letter < letters; letter++)
            {
                var block = blocks[next[member[order[at]] * letters + letter]];
                if (places.TryAdd(block, order.Count)) order.Add(block);
                transitions.Add(places[block]);
            }
        }
        return new(machine.Letters, machine.InputBits, machine.OutputBits, 0, order.Select(block => machine.Output(reached[member[block]])).ToArray(), transitions.ToArray());
    }
}
