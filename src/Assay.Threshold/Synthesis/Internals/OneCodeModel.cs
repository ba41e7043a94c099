using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Google.OrTools.Sat;

namespace Assay.Threshold.Synthesis.Internals;

/// <summary>
/// Networks in which every state of the machine has one code: its outputs, then unknown bits. Small, so networks are found fast;
/// that there is none does not exclude those with several codes for a state.
/// </summary>
internal static class OneCodeModel
{
    public static (UnitModel Units, Func<CpSolver, ThresholdNetwork> Read) Build(MooreMachine machine, int hidden, int stateBits, bool direct, int bound)
    {
        var units = new UnitModel(machine.InputBits, hidden, stateBits, direct, bound);
        var model = units.Model;
        var seen = StateCodes.IsReentered(machine);
        var codes = new CodeBit[machine.States][];
        for (var state = 0; state < codes.Length; state++)
        {
            codes[state] = new CodeBit[stateBits];
            for (var j = 0; j < stateBits; j++)
            {
                // A free state bit and its complement do equally well, so the initial state's are zero.
                codes[state][j] = j < machine.OutputBits && (state != machine.Initial || seen) ? (machine.Output(state) >> j & 1) != 0
                    : j >= machine.OutputBits && state == machine.Initial ? false
                    : new CodeBit(model.NewBoolVar($"s{state},{j}"));
            }
        }
        model.AddAllDifferent(codes.Select(code => LinearExpr.Sum(code.Select((bit, j) => bit.Literal is { } literal ? LinearExpr.Term(literal, 1L << j) : LinearExpr.Constant(bit.Value ? 1L << j : 0)))));
        var steps = new List<BoolVar[]>();
        for (var state = 0; state < machine.States; state++)
        {
            var products = new StateProducts();
            for (var letter = 0; letter < machine.Letters.Count; letter++)
                steps.Add(units.AddStep(codes[state], products, machine.Letters[letter].Bits, codes[machine.Next(state, letter)]));
        }
        units.BreakSymmetry(steps);
        return (units, solver =>
        {
            var initial = 0UL;
            for (var j = 0; j < stateBits; j++)
            {
                var bit = codes[machine.Initial][j];
                if (bit.Literal is { } literal ? solver.BooleanValue(literal) : bit.Value) initial |= 1UL << j;
            }
            return units.Network(solver, initial, machine.OutputBits);
        }
        );
    }
}
