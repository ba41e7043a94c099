using Assay.Cli.Output;
using Assay.Threshold.Machines;
using Assay.Threshold.Specifications;

namespace Assay.Cli.Threshold;

/// <summary>Shows a machine: a row for each state.</summary>
internal static class MachineTable
{
    private const int MostStates = 40, MostLetters = 16;

    public static void Show(CommandConsole console, Specification specification)
    {
        var machine = specification.Machine;
        if (machine.States > MostStates || machine.Letters.Count > MostLetters)
        {
            console.Line($"Machine: {machine.States} states, {machine.Letters.Count} letters, {machine.OutputBits} output bits.");
            return;
        }
        var table = new ResultTable([">state", "output", .. machine.Letters.Select(letter => $">{letter.Name}"), "stands for"]) { Title = $"{specification.Description} The smallest machine, the state after each letter:" };
        for (var state = 0; state < machine.States; state++)
        {
            table.Add([
                state == machine.Initial ? $"→ {state}" : $"{state}", ThresholdInput.Bits(machine.Output(state), machine.OutputBits),
                .. Enumerable.Range(0, machine.Letters.Count).Select(letter => $"{machine.Next(state, letter)}"), specification.StateNames[state]]);
        }
        console.Show(table);
    }
}
