using Assay.Architecture.Graphs;

namespace Assay.Architecture.Tests.Graphs;

public sealed class TensorConstantTests
{
    [Fact]
    public void NormalWeights_AreTheSameWhicheverPartIsReadFirst()
    {
        var constant = TensorConstant.Normal(TensorShape.Of(64, 3, 7, 7), 0.1, seed: 5);
        var whole = constant.ToBytes();
        foreach (var (offset, length) in new[] { (0, 4), (4094, 4), (5000, 10_000), (whole.Length - 1, 1) })
        {
            var part = new byte[length];
            constant.Read(offset, part);
            Assert.Equal(whole.AsSpan(offset, length).ToArray(), part);
        }
        Assert.True(constant.TryGetSingles(out var values));
        Assert.InRange(Math.Sqrt(values.Average(value => (double)value * value)), 0.095, 0.105);
        Assert.InRange(values.Average(), -0.005, 0.005);
    }

    [Fact]
    public void OtherSeed_GivesOtherWeights() => Assert.NotEqual(
        TensorConstant.Normal(TensorShape.Of(8), 1, seed: 1).ToBytes(),
        TensorConstant.Normal(TensorShape.Of(8), 1, seed: 2).ToBytes());

    [Theory]
    [InlineData(TensorType.Float32, 0.5)]
    [InlineData(TensorType.Float64, 0.5)]
    [InlineData(TensorType.Float16, 0.5)]
    [InlineData(TensorType.BFloat16, 0.5)]
    public void Fill_IsThatValueEverywhere(TensorType type, double value)
    {
        Assert.True(TensorConstant.Fill(type, TensorShape.Of(2, 3), value).TryGetSingles(out var values));
        Assert.Equal(Enumerable.Repeat((float)value, 6), values);
    }

    [Theory]
    [InlineData(TensorType.Int32)]
    [InlineData(TensorType.Int64)]
    public void FilledIntegers_AreReadable(TensorType type)
    {
        Assert.True(TensorConstant.Fill(type, TensorShape.Of(3), -7).TryGetInt64(out var values));
        Assert.Equal([-7L, -7L, -7L], values);
    }

    [Fact]
    public void GiantFill_TakesNoMemory() => Assert.Equal(4L << 40, TensorConstant.Fill(TensorType.Float32, TensorShape.Of(1 << 20, 1 << 20), 1).ByteLength);

    [Fact]
    public void NegativeSize_IsRefused() => Assert.Throws<ArgumentException>(() => TensorConstant.Fill(TensorType.Float32, TensorShape.Of(-1, 2), 0));

    [Fact]
    public void SymbolicSize_IsRefused() => Assert.Throws<ArgumentException>(() => TensorConstant.Fill(TensorType.Float32, new TensorShape("N"), 0));

    [Fact]
    public void WrongNumberOfBytes_IsRefused() => Assert.Throws<ArgumentException>(() => TensorConstant.FromBytes(TensorType.Float32, TensorShape.Of(2), new byte[7]));

    [Fact]
    public void FourBitElements_AreCountedPacked() => Assert.Equal(2, TensorConstant.Fill(TensorType.Int4, TensorShape.Of(3), 1).ByteLength);
}
