using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Proofs;

namespace Assay.Threshold.Parameters;

/// <summary>
/// Walks through everything that a network and a machine do together, where what a unit does in a situation is asked for, not added up. So a network can be
/// followed of which only some sums are known.
/// </summary>
internal sealed class SituationWalk
{
    private readonly MooreMachine _machine;
    private readonly int _inputs, _hidden, _state;
    private readonly bool _hasFirst;
    private readonly ulong _initial;
    private readonly ulong[] _live; // of each unit: the numbers that matter
    private readonly Dictionary<CertificatePair, bool> _seen = [];
    private readonly Queue<CertificatePair> _open = new();

    public SituationWalk(ThresholdNetwork network, MooreMachine machine, ulong[] live)
    {
        if (network.InputBits != machine.InputBits) throw new InputException($"The network reads {network.InputBits} bits a step, the specification {machine.InputBits}.");
        if (network.OutputBits != machine.OutputBits) throw new InputException($"The network gives {network.OutputBits} bits a step, the specification {machine.OutputBits}.");
        (_machine, _live) = (machine, live);
        (_inputs, _hidden, _state) = (network.InputBits, network.HiddenUnits, network.StateBits);
        (_hasFirst, _initial) = (network.FirstStateBias is not null, network.InitialState);
    }

    /// <summary>What a unit does; null: it is not known, and the walk ends there.</summary>
    public delegate bool? Firing(UnitSituation situation);

    /// <summary>Walks.</summary>
    /// <returns>True: all outputs are right. False: one is wrong. Null: something was not known.</returns>
    public bool? IsRight(Firing fires)
    {
        _seen.Clear();
        _open.Clear();
        var outputMask = (1UL << _machine.OutputBits) - 1;
        var first = true;
        _open.Enqueue(new(_initial, _machine.Initial));
        while (_open.TryDequeue(out var pair))
        {
            for (var letter = 0; letter < _machine.Letters.Count; letter++)
            {
                if (Step(pair.NetworkState, _machine.Letters[letter].Bits, first, fires) is not { } next) return null;
                var reached = new CertificatePair(next, _machine.Next(pair.MachineState, letter));
                if ((next & outputMask) != _machine.Output(reached.MachineState)) return false;
                if (_seen.TryAdd(reached, true)) _open.Enqueue(reached);
            }
            first = false;
        }
        return true;
    }

    private ulong? Step(ulong state, ulong input, bool first, Firing fires)
    {
        var hidden = 0UL;
        var of = input | state << _inputs | 1UL << _inputs + _state;
        for (var u = 0; u < _hidden; u++)
        {
            if (fires(new(u, of & _live[u])) is not { } on) return null;
            if (on) hidden |= 1UL << u;
        }
        var next = 0UL;
        of = hidden | state << _hidden | 1UL << _hidden + _state + (first && _hasFirst ? 1 : 0);
        for (var j = 0; j < _state; j++)
        {
            if (fires(new(_hidden + j, of & _live[_hidden + j])) is not { } on) return null;
            if (on) next |= 1UL << j;
        }
        return next;
    }
}
