using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Google.OrTools.Sat;

namespace Assay.Threshold.Synthesis.Internals;

/// <summary>
/// Every network of a size: a step from each of the 2^k codes, and a relation "this code stands for that state" that the initial code leads into and
/// that every letter keeps. A state may have several codes, so that the solver finds none means that there is none.
/// </summary>
internal static class AllCodesModel
{
    /// <summary>State bits up to which the 4^k·states·letters clauses are worth building.</summary>
    public const int MostStateBits = 5;

    public static (UnitModel Units, Func<CpSolver, ThresholdNetwork> Read) Build(MooreMachine machine, int hidden, int stateBits, bool direct, int bound)
    {
        var units = new UnitModel(machine.InputBits, hidden, stateBits, direct, bound);
        var model = units.Model;
        var codes = 1 << stateBits;
        var letters = machine.Letters.Count;
        var outputMask = (1UL << machine.OutputBits) - 1;
        var initial = Enumerable.Range(0, codes).Select(code => model.NewBoolVar($"initial{code}")).ToArray();
        var stands = new BoolVar?[codes, machine.States]; // null: the outputs differ
        for (var code = 0; code < codes; code++)
        {
            for (var state = 0; state < machine.States; state++)
            {
                if (((ulong)code & outputMask) == machine.Output(state)) stands[code, state] = model.NewBoolVar($"{code}={state}");
            }
            model.AddAtMostOne(Enumerable.Range(0, machine.States).Where(state => stands[code, state] is not null).Select(state => (ILiteral)stands[code, state]!));
            // A free state bit and its complement do equally well, so the initial code's are zero.
            if (code >> machine.OutputBits != 0) model.Add(initial[code] == 0);
        }
        model.AddExactlyOne(initial);

        var steps = new List<BoolVar[]>();
        for (var code = 0; code < codes; code++)
        {
            var bits = Enumerable.Range(0, stateBits).Select(j => (CodeBit)((code >> j & 1) != 0)).ToArray();
            for (var letter = 0; letter < letters; letter++)
            {
                var next = Enumerable.Range(0, stateBits).Select(j => model.NewBoolVar($"next{code},{letter},{j}")).ToArray();
                steps.Add(units.AddStep(bits, [], machine.Letters[letter].Bits, next.Select(bit => new CodeBit(bit)).ToArray()));
                for (var to = 0; to < codes; to++)
                {
                    var elsewhere = next.Select((bit, j) => (to >> j & 1) != 0 ? bit.Not() : bit).ToArray();
                    Keep(initial[code], machine.Next(machine.Initial, letter));
                    for (var state = 0; state < machine.States; state++) Keep(stands[code, state], machine.Next(state, letter));

                    void Keep(BoolVar? holds, int state)
                    {
                        if (holds is null) return;
                        var clause = elsewhere.Append(holds.Not());
                        model.AddBoolOr(stands[to, state] is { } kept ? clause.Append(kept) : clause);
                    }
                }
            }
        }
        units.BreakSymmetry(steps);
        return (units, solver => units.Network(solver, (ulong)Array.FindIndex(initial, solver.BooleanValue), machine.OutputBits));
    }
}
