using Assay.Threshold.Machines;

namespace Assay.Threshold.Specifications.Internals;

/// <summary>Words for the states of a minimal machine.</summary>
internal static class StateWords
{
    private const int MostNames = 4;

    public static string[] Of(MooreMachine machine, MooreMachine source, IReadOnlyList<string>? sourceNames)
    {
        var words = new string?[machine.States];
        var joined = new List<string>[machine.States];
        for (var state = 0; state < joined.Length; state++) joined[state] = [];
        // Both machines side by side: the pairs that are reached say which states were joined.
        var seen = new HashSet<(int, int)> { (machine.Initial, source.Initial) };
        var open = new Queue<(int State, int Source, string Word)>([(machine.Initial, source.Initial, "")]);
        while (open.TryDequeue(out var at))
        {
            words[at.State] ??= at.Word.Length == 0 ? "start" : $"after {at.Word}";
            if (sourceNames is not null) joined[at.State].Add(sourceNames[at.Source]);
            for (var letter = 0; letter < machine.Letters.Count; letter++)
            {
                var next = (State: machine.Next(at.State, letter), Source: source.Next(at.Source, letter));
                if (!seen.Add(next)) continue;
                // Only the first way to a state is worth its words.
                var word = words[next.State] is null ? at.Word.Length == 0 ? machine.Letters[letter].Name : $"{at.Word} {machine.Letters[letter].Name}" : "";
                open.Enqueue((next.State, next.Source, word));
            }
        }
        return
        [
            .. Enumerable.Range(0, machine.States).Select(state => sourceNames is null ? words[state]!
                : joined[state].Count <= MostNames ? string.Join(" = ", joined[state].Distinct()) : $"{string.Join(" = ", joined[state].Distinct().Take(MostNames))}, …"),
        ];
    }
}
