using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Synthesis;
using Assay.Threshold.Tests.Networks;

namespace Assay.Threshold.Tests.Exports;

/// <summary>Networks of all kinds that exports are compared on.</summary>
internal static class ExportedNetworks
{
    public static TheoryData<string> Names { get; } = ["Textbook", "SerialAdder", "Mod12", "NoHidden", "Random1", "Random2", "Random3", "Wide"];

    public static ThresholdNetwork Create(string name) => name switch
    {
        "Textbook" => ThresholdNetwork.EqualSoFarOfTheTextbook,
        "SerialAdder" => ThresholdSynthesis.Solve(BuiltInMachines.Create("serial-adder"), new()).Network,
        "Mod12" => TransitionNetwork.Of(BuiltInMachines.Create("mod-12")),
        "NoHidden" => RandomNetworks.Create(new Random(3), 2, 0, 4),
        "Wide" => Scaled(RandomNetworks.Create(new Random(12), 3, 6, 5)),
        _ => RandomNetworks.Create(new Random(name[^1]), 1 + name[^1] % 5, 3 + name[^1] % 7 * 5, 2 + name[^1] % 5),
    };

    /// <summary>Random inputs of m bits.</summary>
    public static uint[] Inputs(ThresholdNetwork network, int steps)
    {
        var stream = new Core.Randomness.RandomStream((ulong)steps);
        return [.. Enumerable.Range(0, steps).Select(_ => (uint)(stream.NextUInt64() >> 32 & (1UL << network.InputBits) - 1))];
    }

    /// <summary>The outputs of the exact step function.</summary>
    public static uint[] Outputs(ThresholdNetwork network, uint[] inputs) => [.. network.Run(inputs.Select(input => (ulong)input)).Select(output => (uint)output)];

    // Sums beyond 32 bits and beyond single precision, that differ from the smaller ones' by something below every difference of those.
    private static ThresholdNetwork Scaled(ThresholdNetwork network)
    {
        Rational Change(Rational value) => value + new Rational(value.Numerator % 3, 1_000_000_007);
        Rational[,] Matrix(Rational[,] values)
        {
            var changed = new Rational[values.GetLength(0), values.GetLength(1)];
            for (var i = 0; i < changed.GetLength(0); i++)
            {
                for (var j = 0; j < changed.GetLength(1); j++) changed[i, j] = Change(values[i, j]);
            }
            return changed;
        }
        return new()
        {
            InputWeights = Matrix(network.InputWeights),
            StateToHidden = Matrix(network.StateToHidden),
            HiddenBias = Array.ConvertAll(network.HiddenBias, Change),
            HiddenToState = Matrix(network.HiddenToState),
            StateToState = Matrix(network.StateToState),
            StateBias = Array.ConvertAll(network.StateBias, Change),
            FirstStateBias = Array.ConvertAll(network.StateBias, value => -value),
            InitialState = network.InitialState,
            OutputBits = 3,
        };
    }
}
