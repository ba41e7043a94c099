using System.Numerics;
using System.Text;
using Assay.Core.Errors;
using Assay.Core.Randomness;
using Assay.Core.Safetensors;
using Assay.Threshold.Exports;
using Assay.Threshold.Exports.Internals;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;

namespace Assay.Threshold.Tests.Exports;

public sealed class SafetensorsNetworkTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"net-{Guid.NewGuid():N}.safetensors");

    public static TheoryData<string> Networks => ExportedNetworks.Names;

    public void Dispose() => File.Delete(_path);

    [Theory]
    [MemberData(nameof(Networks))]
    public void Network_IsReadBackExactly(string name)
    {
        var network = ExportedNetworks.Create(name);
        NetworkExport.Write(network, _path, ExportFormat.Safetensors);
        var read = SafetensorsNetwork.Read(_path);
        Assert.Equal(network.InputWeights, read.InputWeights);
        Assert.Equal(network.StateToHidden, read.StateToHidden);
        Assert.Equal(network.HiddenBias, read.HiddenBias);
        Assert.Equal(network.HiddenToState, read.HiddenToState);
        Assert.Equal(network.StateToState, read.StateToState);
        Assert.Equal(network.StateBias, read.StateBias);
        Assert.Equal(network.FirstStateBias, read.FirstStateBias);
        Assert.Equal((network.InitialState, network.OutputBits), (read.InitialState, read.OutputBits));
    }

    [Fact]
    public void Tensors_AreTheNearestNumbers()
    {
        SafetensorsNetwork.Write(ThresholdNetwork.EqualSoFarOfTheTextbook, _path);
        using var file = SafetensorsFile.Open(_path);
        Assert.Equal([-1.0, -1, 1, 1], file.Read<double>(file.Require("input_weights", ElementType.Float64, 2, 2)).ToArray());
        Assert.Equal([1.5, -0.5], file.Read<double>(file.Require("hidden_bias", ElementType.Float64, 2)).ToArray());
        Assert.Equal("3/2 -1/2", file.Metadata["hidden_bias"]);
    }

    // Division rounds correctly where both parts are numbers in double precision; decimal texts are rounded by another program.
    [Fact]
    public void Rounding_IsToTheNearest()
    {
        var stream = new RandomStream(8);
        for (var trial = 0; trial < 4_000; trial++)
        {
            var (numerator, denominator) = ((long)(stream.NextUInt64() >> 11 >> stream.NextInt32(50)), (long)(stream.NextUInt64() >> 11 >> stream.NextInt32(50)) + 1);
            if (trial % 2 == 0) numerator = -numerator;
            Assert.Equal((double)numerator / denominator, ExactFractions.ToDouble(new(numerator, denominator)));
            var (digits, places) = (stream.NextUInt64(), stream.NextInt32(300));
            Assert.Equal(double.Parse($"{digits}e-{places}", System.Globalization.CultureInfo.InvariantCulture), ExactFractions.ToDouble(new(digits, BigInteger.Pow(10, places))));
        }
        Assert.Equal(9007199254740992, ExactFractions.ToDouble(new((BigInteger.One << 53) + 1, 1)));       // a tie goes to the even one
        Assert.Equal(9007199254740994, ExactFractions.ToDouble(new(((BigInteger.One << 53) + 1) * 1000 + 1, 1000))); // just above it
        Assert.Equal(double.PositiveInfinity, ExactFractions.ToDouble(new(BigInteger.Pow(10, 400), 1)));
    }

    [Fact]
    public void NumberBeyondDoublePrecision_IsRefused()
    {
        var textbook = ThresholdNetwork.EqualSoFarOfTheTextbook;
        var network = new ThresholdNetwork
        {
            InputWeights = textbook.InputWeights,
            StateToHidden = textbook.StateToHidden,
            HiddenBias = [0, new(BigInteger.Pow(10, 400), 1)],
            HiddenToState = textbook.HiddenToState,
            StateToState = textbook.StateToState,
            StateBias = textbook.StateBias,
            OutputBits = 1,
        };
        Assert.Contains("Element 1 of hidden_bias is a fraction of 401 characters, too large", Assert.Throws<InputException>(() => SafetensorsNetwork.Write(network, _path)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_path));
    }

    [Theory]
    [InlineData("\"3/2 -1/2\"", "\"3/2 -1/3\"", "element 1 of 'hidden_bias' is -0.5 in the tensor and -1/3 in the metadata")]
    [InlineData("\"3/2 -1/2\"", "\"6/4 -1/2\"", "fraction 0 of 'hidden_bias' in the metadata is no fraction in lowest terms")]
    [InlineData("\"3/2 -1/2\"", "\"3/2 -1/0\"", "fraction 1 of 'hidden_bias'")]
    [InlineData("\"3/2 -1/2\"", "\"3/2-11/2\"", "fraction 0 of 'hidden_bias'")]
    [InlineData("\"-1 -1 1 1\"", "\"-1 1 11 1\"", "element 1 of 'input_weights'")]
    [InlineData("\"-1 -1 1 1\"", "\"-1 -1 111\"", "element 2 of 'input_weights'")]
    [InlineData("\"-1 -1 1 1\"", "\"1 1 1 1 1\"", "element 0 of 'input_weights'")]
    [InlineData("\"kind\":\"threshold", "\"kind\":\"Threshold", "of the kind 'Threshold network', not a threshold network")]
    [InlineData("\"format_version\":\"1", "\"format_version\":\"2", "format version 2, this program reads 1")]
    [InlineData("\"output_bits\":\"1", "\"output_bits\":\"7", "gives out 7 of its 1 state bits")]
    [InlineData("\"output_bits\":\"1", "\"output_bits\":\"x", "'output_bits' is missing or no whole number")]
    [InlineData("\"initial_state\":\"0", "\"initial_state\":\"2", "needs more than 1 bits")]
    [InlineData("\"threshold\":\"1", "\"threshold\":\"0", "'threshold' is not 1")]
    [InlineData("first_state_bias\":{", "fifth_state_bias\":{", "has no tensor 'fifth_state_bias'")]
    public void WrongFile_IsNamed(string from, string to, string expected)
    {
        SafetensorsNetwork.Write(ThresholdNetwork.EqualSoFarOfTheTextbook, _path);
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(_path));
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllBytes(_path, Encoding.Latin1.GetBytes(text.Replace(from, to, StringComparison.Ordinal)));
        var problem = Assert.Throws<InputException>(() => SafetensorsNetwork.Read(_path)).Message;
        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.Contains(_path, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void MutatedFiles_GiveANetworkOrOneSentence()
    {
        SafetensorsNetwork.Write(ExportedNetworks.Create("Random1"), _path);
        var bytes = File.ReadAllBytes(_path);
        var stream = new RandomStream(1);
        var refused = 0;
        for (var trial = 0; trial < 3_000; trial++)
        {
            var mutated = bytes.ToArray();
            for (var change = stream.NextInt32(4); change >= 0; change--) mutated[stream.NextInt32(mutated.Length)] = stream.NextInt32(2) == 0 ? (byte)stream.NextInt32(256) : (byte)"0123456789/- \""[stream.NextInt32(14)];
            File.WriteAllBytes(_path, trial % 5 == 0 ? mutated[..stream.NextInt32(mutated.Length)] : mutated);
            try
            {
                SafetensorsNetwork.Read(_path).Validate();
            }
            catch (InputException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 2_000, 3_000);
    }
}
