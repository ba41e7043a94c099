using System.Globalization;
using Assay.Architecture.Networks;
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

    // The catalogue's AlexNet and ResNet-50 pad and stride as torchvision's do; the others are those of the table.
    [Theory]
    [InlineData("vgg-16", "vgg_16", 13)]
    [InlineData("inception-v2", "inception_v2", 30)]
    [InlineData("inception-v3", "inception_v3", 32)]
    public void NetworksOfTheCatalogue_AgreeToo(string name, string model, int rows)
    {
        var compared = 0;
        foreach (var resolution in Rows(model).Where(row => row[1].Length > 0).GroupBy(row => row[1]))
        {
            var size = int.Parse(resolution.Key, CultureInfo.InvariantCulture);
            // Dense layers fit one size alone.
            if (model == "vgg_16" && size != 224) continue;
            var fields = ReceptiveFieldAnalysis.Of(NetworkCatalog.Create(name, new() { InputSize = size, AuxiliaryHead = name == "inception-v3" ? false : null }));
            foreach (var row in resolution)
            {
                var wanted = Catalogued(row[2]);
                var tensor = fields.Tensors.FirstOrDefault(field => field.Tensor.Name == wanted || field.Tensor.Name == $"{wanted}/conv");
                if (tensor is null) continue;
                foreach (var axis in tensor.Axes) Assert.Equal($"{tensor.Tensor.Name}: {string.Join(',', row[4..])}", string.Create(CultureInfo.InvariantCulture, $"{tensor.Tensor.Name}: {axis.Size},{axis.Stride},{axis.Padding}"));
                compared++;
            }
        }
        Assert.Equal(rows, compared);
    }

    // Mixed_5b is mixed_5b/concat in the catalogue, and vgg_16/pool1 is pool1.
    private static string Catalogued(string endPoint) => endPoint.StartsWith("Mixed", StringComparison.Ordinal) ? $"{endPoint.ToLowerInvariant()}/concat" : endPoint.Split('/')[^1].ToLowerInvariant();

    private static IEnumerable<string[]> Rows(string? model) =>
        File.ReadLines(SharedData.Path("vision/receptive-field-endpoints.csv")).Skip(1).Select(line => line.Split(',')).Where(row => model is null || row[0] == model);
}
