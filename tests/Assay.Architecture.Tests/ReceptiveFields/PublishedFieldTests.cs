using System.Globalization;
using Assay.Architecture.ReceptiveFields;

namespace Assay.Architecture.Tests.ReceptiveFields;

/// <summary>The table that Araujo et al. 2019 published with their tool, for inputs of 224, of 321 and of any size.</summary>
public sealed class PublishedFieldTests
{
    public static TheoryData<string, int> Models => new()
    {
        { "alexnet_v2", 21 },
        { "vgg_a", 39 },
        { "vgg_16", 39 },
        { "inception_v2", 45 },
        { "inception_v2-no-separable-conv", 45 },
        { "inception_v3", 54 },
        { "inception_v4", 66 },
        { "inception_resnet_v2", 36 },
        { "inception_resnet_v2-same", 36 },
        { "resnet_v1_50", 12 },
        { "resnet_v1_101", 12 },
        { "resnet_v1_152", 12 },
        { "resnet_v1_200", 12 },
        { "resnet_v2_50", 12 },
        { "resnet_v2_101", 12 },
        { "resnet_v2_152", 12 },
        { "resnet_v2_200", 12 },
        { "mobilenet_v1", 42 },
        { "mobilenet_v1_075", 42 },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void EveryRow_AgreesInSizeStrideAndPadding(string model, int rows)
    {
        var compared = 0;
        var wrong = new List<string>();
        foreach (var resolution in Rows(model).GroupBy(row => row[1]))
        {
            var fields = ReceptiveFieldAnalysis.Of(SlimNetwork.Of(model, resolution.Key));
            Assert.Equal([2, 3], fields.Axes);
            Assert.Empty(fields.Findings);
            foreach (var row in resolution)
            {
                var found = fields.Of(row[2]).Axes.Select(axis => string.Create(CultureInfo.InvariantCulture, $"{axis.Size},{axis.Stride},{axis.Padding}"));
                wrong.AddRange(found.Where(text => text != string.Join(',', row[4..])).Select(text => $"{string.Join(',', row)}: {text}"));
                compared++;
            }
        }
        Assert.Empty(wrong);
        Assert.Equal(rows, compared);
    }

    [Fact]
    public void AllRowsOfTheTable_AreCompared() =>
        Assert.Equal(Rows(null).Count(), Models.Sum(model => model.Data.Item2));

    private static IEnumerable<string[]> Rows(string? model) =>
        File.ReadLines(SharedData.Path("vision/receptive-field-endpoints.csv")).Skip(1).Select(line => line.Split(',')).Where(row => model is null || row[0] == model);
}
