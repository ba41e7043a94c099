using Assay.Threshold.Machines;

namespace Assay.Threshold.Tests.Machines;

internal static class RandomMachines
{
    public static MooreMachine Create(Random random, int states, int inputBits, int outputBits)
    {
        var letters = Enumerable.Range(0, 1 << inputBits).Select(bits => new Letter($"{bits}", (ulong)bits)).ToArray();
        return new(letters, inputBits, outputBits, random.Next(states),
            Enumerable.Range(0, states).Select(_ => (ulong)random.Next(1 << outputBits)).ToArray(),
            Enumerable.Range(0, states * letters.Length).Select(_ => random.Next(states)).ToArray());
    }
}
