namespace Assay.Threshold.Machines.Internals;

/// <summary>
/// A partition of states that is split until the states of a block lead to the same blocks (Hopcroft 1971). The members of a block stand together
/// in one array; marked members are swapped to its front, so that a split costs what was marked.
/// </summary>
internal sealed class Partition
{
    private readonly int _states;
    private readonly int _letters;
    private readonly int[] _members;
    private readonly int[] _place;
    private readonly int[] _blockOf;
    private readonly List<int> _start = [];
    private readonly List<int> _end = [];
    private readonly List<int> _marked = [];
    private readonly int[] _sources; // the states before, by (letter, state)
    private readonly int[] _sourceStart;

    /// <summary>Starts with one block for each output, of the states from <paramref name="first"/> on.</summary>
    public Partition(ulong[] outputs, int[] next, int letters, int first)
    {
        (_states, _letters) = (outputs.Length, letters);
        _members = Enumerable.Range(first, _states - first).OrderBy(state => outputs[state]).ToArray();
        _place = new int[_states];
        _blockOf = new int[_states];
        Array.Fill(_blockOf, -1);
        for (var i = 0; i < _members.Length; i++)
        {
            if (i == 0 || outputs[_members[i]] != outputs[_members[i - 1]]) Open(i);
            Assign(i, _start.Count - 1);
            _end[^1] = i + 1;
        }
        _sourceStart = new int[_states * letters + 1];
        for (var state = first; state < _states; state++)
        {
            for (var letter = 0; letter < letters; letter++) _sourceStart[letter * _states + next[state * letters + letter] + 1]++;
        }
        for (var i = 0; i < _states * letters; i++) _sourceStart[i + 1] += _sourceStart[i];
        _sources = new int[_sourceStart[^1]];
        var filled = _sourceStart.AsSpan(0, _states * letters).ToArray();
        for (var state = first; state < _states; state++)
        {
            for (var letter = 0; letter < letters; letter++) _sources[filled[letter * _states + next[state * letters + letter]]++] = state;
        }
    }

    /// <summary>The block of each state; −1 for states that were left out.</summary>
    public int[] Refine()
    {
        var waiting = new Stack<(int Block, int Letter)>();
        var waits = new HashSet<(int, int)>();
        void Wait(int block, int letter)
        {
            if (waits.Add((block, letter))) waiting.Push((block, letter));
        }
        for (var block = 0; block < _start.Count; block++)
        {
            for (var letter = 0; letter < _letters; letter++) Wait(block, letter);
        }
        var touched = new List<int>();
        var before = new List<int>();
        while (waiting.TryPop(out var splitter))
        {
            waits.Remove(splitter);
            before.Clear();
            for (var i = _start[splitter.Block]; i < _end[splitter.Block]; i++)
            {
                var key = splitter.Letter * _states + _members[i];
                before.AddRange(_sources.AsSpan(_sourceStart[key].._sourceStart[key + 1]));
            }
            touched.Clear();
            foreach (var state in before)
            {
                var block = _blockOf[state];
                if (_marked[block] == 0) touched.Add(block);
                Swap(_place[state], _start[block] + _marked[block]++);
            }
            foreach (var block in touched)
            {
                var marked = _marked[block];
                _marked[block] = 0;
                if (marked == _end[block] - _start[block]) continue;
                var part = Split(block, marked);
                var smaller = _end[part] - _start[part] <= _end[block] - _start[block] ? part : block;
                for (var letter = 0; letter < _letters; letter++) Wait(waits.Contains((block, letter)) ? part : smaller, letter);
            }
        }
        return _blockOf;
    }

    /// <summary>Makes the first <paramref name="count"/> members of a block a block of their own.</summary>
    private int Split(int block, int count)
    {
        Open(_start[block]);
        var part = _start.Count - 1;
        _end[part] = _start[block] + count;
        for (var i = _start[part]; i < _end[part]; i++) _blockOf[_members[i]] = part;
        _start[block] = _end[part];
        return part;
    }

    private void Open(int start)
    {
        _start.Add(start);
        _end.Add(start);
        _marked.Add(0);
    }

    private void Assign(int place, int block)
    {
        _place[_members[place]] = place;
        _blockOf[_members[place]] = block;
    }

    private void Swap(int left, int right)
    {
        (_members[left], _members[right]) = (_members[right], _members[left]);
        _place[_members[left]] = left;
        _place[_members[right]] = right;
    }
}
