using System.Numerics;

namespace Assay.Threshold.Networks.Internals;

/// <summary>The step function in one kind of whole number.</summary>
internal sealed class WholeNumberSteps<TNumber> : NetworkSteps where TNumber : INumber<TNumber>
{
    private readonly TNumber[][] _hidden;
    private readonly TNumber[][] _fromHidden; // [n][k]: a firing unit's share of every state bit's sum, together
    private readonly TNumber[][] _state;
    private readonly int _inputs;
    private readonly Dictionary<ulong, TNumber[]> _inputParts = [];
    private readonly TNumber[] _statePart; // [n]
    private ulong? _prepared;
    private readonly TNumber[] _sums; // [k]

    public WholeNumberSteps(WholeUnits units)
    {
        _hidden = units.Hidden.Select(Row).ToArray();
        _state = units.State.Select(Row).ToArray();
        _fromHidden = Enumerable.Range(0, _hidden.Length).Select(u => _state.Select(row => row[u]).ToArray()).ToArray();
        _inputs = units.Inputs;
        _statePart = new TNumber[_hidden.Length];
        _sums = new TNumber[_state.Length];
    }

    public override ulong Next(ulong state, ulong input, bool first = false)
    {
        if (_prepared != state) Prepare(state);
        if (!_inputParts.TryGetValue(input, out var inputPart)) _inputParts[input] = inputPart = InputPart(input);
        var (n, k) = (_hidden.Length, _state.Length);
        for (var j = 0; j < k; j++)
        {
            var row = _state[j];
            var sum = -row[first ? n + k + 1 : n + k];
            for (var i = 0; i < k; i++)
            {
                if ((state >> i & 1) != 0) sum += row[n + i];
            }
            _sums[j] = sum;
        }
        for (var u = 0; u < n; u++)
        {
            if (_statePart[u] + inputPart[u] <= TNumber.Zero) continue;
            var shares = _fromHidden[u];
            for (var j = 0; j < k; j++) _sums[j] += shares[j];
        }
        var next = 0UL;
        for (var j = 0; j < k; j++)
        {
            if (_sums[j] > TNumber.Zero) next |= 1UL << j;
        }
        return next;
    }

    private void Prepare(ulong state)
    {
        for (var u = 0; u < _hidden.Length; u++)
        {
            var row = _hidden[u];
            var sum = -row[^1];
            for (var rest = state; rest != 0; rest &= rest - 1) sum += row[_inputs + BitOperations.TrailingZeroCount(rest)];
            _statePart[u] = sum;
        }
        _prepared = state;
    }

    private TNumber[] InputPart(ulong input)
    {
        var part = new TNumber[_hidden.Length];
        for (var u = 0; u < part.Length; u++)
        {
            var sum = TNumber.Zero;
            for (var rest = input; rest != 0; rest &= rest - 1) sum += _hidden[u][BitOperations.TrailingZeroCount(rest)];
            part[u] = sum;
        }
        return part;
    }

    private static TNumber[] Row(BigInteger[] row) => row.Select(TNumber.CreateChecked).ToArray();
}
