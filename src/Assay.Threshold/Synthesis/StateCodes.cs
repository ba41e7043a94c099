using System.Numerics;
using Assay.Threshold.Machines;

namespace Assay.Threshold.Synthesis;

/// <summary>Codes of a machine's states: the output bits first, then bits that tell states of the same output apart.</summary>
public static class StateCodes
{
    /// <summary>The fewest state bits: with fewer, two states of the same output would share a code (pigeonhole).</summary>
    public static int FewestBits(MooreMachine machine)
    {
        var seen = Enumerable.Range(0, machine.States).Where(state => state != machine.Initial || IsReentered(machine)).ToArray();
        var most = seen.Length == 0 ? 1 : seen.GroupBy(machine.Output).Max(same => same.Count());
        var free = BitOperations.Log2((uint)Math.Max(1, most - 1)) + (most > 1 ? 1 : 0);
        // An initial state whose output is never seen needs a code too, but may lie anywhere.
        while (BigInteger.One << machine.OutputBits + free < machine.States) free++;
        return machine.OutputBits + free;
    }

    /// <summary>Whether a sequence leads back to the initial state, so that its output is seen.</summary>
    internal static bool IsReentered(MooreMachine machine)
    {
        for (var state = 0; state < machine.States; state++)
        {
            for (var letter = 0; letter < machine.Letters.Count; letter++)
            {
                if (machine.Next(state, letter) == machine.Initial) return true;
            }
        }
        return false;
    }

    /// <summary>A code for each state, its output in the low bits and its number among the states of that output above.</summary>
    internal static (ulong[] Codes, int Bits) Numbered(MooreMachine machine)
    {
        var counts = new Dictionary<ulong, int>();
        var codes = new ulong[machine.States];
        for (var state = 0; state < machine.States; state++)
        {
            var output = machine.Output(state);
            counts.TryGetValue(output, out var number);
            counts[output] = number + 1;
            codes[state] = output | (ulong)number << machine.OutputBits;
        }
        var most = counts.Values.Max();
        return (codes, machine.OutputBits + (most > 1 ? BitOperations.Log2((uint)(most - 1)) + 1 : 0));
    }
}
