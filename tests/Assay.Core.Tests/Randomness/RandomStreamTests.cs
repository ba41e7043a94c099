using Assay.Core.Randomness;

namespace Assay.Core.Tests.Randomness;

public sealed class RandomStreamTests
{
    [Fact]
    public void SameSeed_GivesSameNumbers()
    {
        var one = new RandomStream(42);
        var other = new RandomStream(42);
        for (var i = 0; i < 1000; i++) Assert.Equal(one.NextUInt64(), other.NextUInt64());
    }

    [Fact]
    public void Split_GivesOtherStreamsForOtherKeys()
    {
        var draws = Enumerable.Range(0, 1000).Select(key => RandomStream.Split(1, (ulong)key).NextUInt64()).ToHashSet();
        Assert.Equal(1000, draws.Count);
    }

    [Fact]
    public void NextInt32_IsUniform()
    {
        var stream = new RandomStream(7);
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++) counts[stream.NextInt32(10)]++;
        var chiSquare = counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000);
        Assert.True(chiSquare < 27.9, $"chi-square with 9 degrees of freedom was {chiSquare}"); // 0.1 % point
    }
}
