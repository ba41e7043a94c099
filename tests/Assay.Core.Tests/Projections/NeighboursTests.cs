using Assay.Core.Memory;
using Assay.Core.Projections.Internals;

namespace Assay.Core.Tests.Projections;

public sealed class NeighboursTests
{
    [Theory]
    [InlineData(200, 5, 7)]
    [InlineData(333, 100, 60)]
    [InlineData(40, 3, 39)]
    [InlineData(2, 17, 1)]
    public void Neighbours_AreThoseOfSortingAllDistances(int rows, int columns, int count)
    {
        using var data = Clouds.Gaussian(rows, columns, 1);
        data.Row(0).CopyTo(data.Row(1)); // a copy is at distance zero
        var queries = Enumerable.Range(0, rows).Reverse().ToArray();
        var found = Neighbours.Find(data, queries, count, 2, null, CancellationToken.None);
        for (var i = 0; i < queries.Length; i++)
        {
            var query = queries[i];
            var expected = Enumerable.Range(0, rows).Where(row => row != query)
                .Select(row => Clouds.SquaredDistance(data, query, row)).Order().Take(count).ToArray();
            for (var j = 0; j < count; j++)
            {
                Assert.Equal(expected[j], found.SquaredDistances[i * count + j], 1e-5 * (1 + expected[j]));
                Assert.Equal(Clouds.SquaredDistance(data, query, found.Ids[i * count + j]), found.SquaredDistances[i * count + j], 1e-5 * (1 + expected[j]));
            }
            Assert.Equal(count, found.Ids.AsSpan(i * count, count).ToArray().Distinct().Count());
            Assert.DoesNotContain(query, found.Ids.AsSpan(i * count, count).ToArray());
        }
    }

    [Fact]
    public void EqualDistances_AreOrderedById()
    {
        using var data = new NativeMatrix(50, 4);
        var found = Neighbours.Find(data, [10], 5, 1, null, CancellationToken.None);
        Assert.Equal([0, 1, 2, 3, 4], found.Ids);
    }
}
