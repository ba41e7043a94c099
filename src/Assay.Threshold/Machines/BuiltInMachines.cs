using Assay.Core.Errors;

namespace Assay.Threshold.Machines;

/// <summary>Specifications by name.</summary>
public static class BuiltInMachines
{
    private static readonly (string Name, string Description, Func<MooreMachine> Create)[] Known =
    [
        ("equal-so-far", "Two bit streams: have all pairs matched so far?",
            () => MooreMachine.FromSteps(2, 1, 1, (equal, x) => equal == 1 && x is 0 or 3 ? Same(1) : Same(0))),
        ("parity", "One bit stream: is the number of ones odd?",
            () => MooreMachine.FromSteps(1, 1, 0, (odd, x) => Same(odd ^ (int)x))),
        ("greater-lsb", "Two numbers, lowest bits first: is the first the larger so far?",
            () => MooreMachine.FromSteps(2, 1, 0, (greater, x) => Same(x switch { 1 => 1, 2 => 0, _ => greater }))),
        ("mod-3", "One bit stream: is the number of ones a multiple of 3?", () => CountModulo(3)),
        ("mod-12", "One bit stream: is the number of ones a multiple of 12?", () => CountModulo(12)),
        ("detect-1011", "One bit stream: are the last four bits 1011?",
            () => MooreMachine.FromSteps(1, 1, 0, (last, x) => ((last << 1 | (int)x) & 7, last == 5 && x == 1 ? 1u : 0))),
        ("serial-adder", "Two numbers, lowest bits first: the bits of their sum.",
            () => MooreMachine.FromSteps(2, 1, 0, (carry, x) => Sum(carry + (int)(x & 1) + (int)(x >> 1)))),
    ];

    /// <summary>Every name with what it stands for.</summary>
    public static IReadOnlyList<(string Name, string Description)> All { get; } = Known.Select(known => (known.Name, known.Description)).ToArray();

    /// <summary>The minimal machine of a specification.</summary>
    /// <exception cref="InputException">The name is not known.</exception>
    public static MooreMachine Create(string name)
    {
        foreach (var known in Known)
        {
            if (known.Name == name) return known.Create().Minimise();
        }
        throw new InputException($"'{name}' is no built-in specification; there are {string.Join(", ", Known.Select(known => known.Name))}.");
    }

    private static MooreMachine CountModulo(int modulus) =>
        MooreMachine.FromSteps(1, 1, 0, (count, x) => ((count + (int)x) % modulus, (count + (int)x) % modulus == 0 ? 1u : 0));

    private static (int, ulong) Same(int state) => (state, (ulong)state);

    private static (int, ulong) Sum(int sum) => (sum >> 1, (ulong)(sum & 1));
}
