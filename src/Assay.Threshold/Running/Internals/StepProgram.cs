namespace Assay.Threshold.Running.Internals;

/// <summary>
/// A step as a straight-line program over registers: the constants, the inputs and the state bits first, then registers that are used again once
/// their value is not needed any more. What no result needs is left out.
/// </summary>
internal sealed class StepProgram
{
    private StepProgram(Operation[] operations, int[] results, int registers)
    {
        Operations = operations;
        Results = results;
        Registers = registers;
    }

    public Operation[] Operations { get; }

    /// <summary>Of each state bit, the register with its next value: one of its own that is not a state bit's.</summary>
    public int[] Results { get; }

    public int Registers { get; }

    public static StepProgram Of(BooleanCircuit circuit, int[] results)
    {
        var kept = results.ToHashSet();
        var lastUse = new int[circuit.Count]; // the value whose making is the last to need this one; 0: none
        for (var value = circuit.Count - 1; value >= circuit.Given; value--)
        {
            if (lastUse[value] == 0 && !kept.Contains(value)) continue;
            var operation = circuit.Operation(value);
            foreach (var operand in (ReadOnlySpan<int>)[operation.A, operation.B, operation.C])
            {
                if (lastUse[operand] == 0) lastUse[operand] = value;
            }
        }
        var register = new int[circuit.Count];
        for (var value = 0; value < circuit.Given; value++) register[value] = value;
        var (registers, free, operations) = (circuit.Given, new Stack<int>(), new List<Operation>());
        for (var value = circuit.Given; value < circuit.Count; value++)
        {
            if (lastUse[value] == 0 && !kept.Contains(value)) continue;
            var (kind, _, a, b, c) = circuit.Operation(value);
            foreach (var operand in new HashSet<int> { a, b, c })
            {
                if (lastUse[operand] == value && operand >= circuit.Given && !kept.Contains(operand)) free.Push(register[operand]);
            }
            register[value] = free.TryPop(out var used) ? used : registers++;
            operations.Add(new(kind, register[value], register[a], register[b], register[c]));
        }
        var places = new int[results.Length];
        var taken = new HashSet<int>();
        for (var j = 0; j < results.Length; j++)
        {
            places[j] = register[results[j]];
            if (places[j] >= circuit.Given && taken.Add(places[j])) continue;
            var copy = registers++;
            operations.Add(new(OperationKind.Copy, copy, places[j], places[j], places[j]));
            places[j] = copy;
        }
        return new([.. operations], places, registers);
    }
}
