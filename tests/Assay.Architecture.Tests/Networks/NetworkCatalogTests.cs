using Assay.Architecture.Costs;
using Assay.Architecture.Graphs;
using Assay.Architecture.Networks;
using Assay.Architecture.ReceptiveFields;
using Assay.Core.Errors;

namespace Assay.Architecture.Tests.Networks;

public sealed class NetworkCatalogTests
{
    // Parameters as published, multiply-adds as published to three digits (torchvision) or exactly (from the paper's channels).
    [Theory]
    [InlineData("alexnet", 61_100_840, 0.714)]
    [InlineData("vgg-16", 138_357_544, 15.470)]
    [InlineData("inception-v1", 6_998_552, 1.582671872)]
    [InlineData("googlenet-torchvision", 6_624_904, 1.498)]
    [InlineData("inception-v3", 27_161_264, 5.713)]
    [InlineData("resnet-50", 25_557_032, 4.089)]
    public void Network_HasThePublishedFigures(string name, long parameters, double gigaMacs)
    {
        var report = CostAnalysis.Of(NetworkCatalog.Create(name));
        Assert.Equal(parameters, report.Parameters);
        Assert.True(report.Macs.TryGetValue(out var macs));
        Assert.Equal(gigaMacs, Math.Round(macs / 1e9, gigaMacs == 1.582671872 ? 9 : 3));
        Assert.False(report.IsLowerBound);
    }

    [Fact]
    public void AuxiliaryHead_HasParametersButCostsNothingAtInference()
    {
        var (with, without) = (CostAnalysis.Of(NetworkCatalog.Create("inception-v3")), CostAnalysis.Of(NetworkCatalog.Create("inception-v3", new() { AuxiliaryHead = false })));
        Assert.Equal(23_834_568, without.Parameters);
        Assert.Equal(without.Macs, with.Macs);
        Assert.Equal(without.PeakActivationBytes, with.PeakActivationBytes);
        Assert.True((with.TrainingFlops - without.TrainingFlops).TryGetValue(out var more) && more > 0);
    }

    // Convolution weights and multiply-adds of each module, from the paper's channels (reference-costs.csv, googlenet-derived).
    [Theory]
    [InlineData("3a", 163_328, 128_049_152)]
    [InlineData("3b", 388_096, 304_267_264)]
    [InlineData("4a", 375_552, 73_608_192)]
    [InlineData("4b", 448_512, 87_908_352)]
    [InlineData("4c", 509_440, 99_850_240)]
    [InlineData("4d", 604_672, 118_515_712)]
    [InlineData("4e", 867_328, 169_996_288)]
    [InlineData("5a", 1_042_432, 51_079_168)]
    [InlineData("5b", 1_442_816, 70_697_984)]
    public void ModuleOfGoogLeNet_HasItsFigures(string module, long weights, long macs)
    {
        var nodes = CostAnalysis.Of(NetworkCatalog.Create("inception-v1", new() { ConvolutionBias = false })).Nodes.Where(node => node.Node.Name.StartsWith($"inception_{module}/", StringComparison.Ordinal)).ToList();
        Assert.Equal(weights, nodes.Sum(node => node.Parameters));
        Assert.Equal(macs, nodes.Aggregate(Dimension.Zero, (sum, node) => sum + node.Macs));
    }

    [Fact]
    public void ReferenceRows_AgreeWithTheFile()
    {
        var rows = File.ReadLines(SharedData.Path("vision/reference-costs.csv")).Select(line => line.Split(',')).ToDictionary(row => row[0] + " " + row[1]);
        (string Row, string Network)[] pairs =
        [
            ("alexnet 1x3x224x224", "alexnet"), ("vgg16 1x3x224x224", "vgg-16"), ("googlenet 1x3x224x224", "googlenet-torchvision"),
            ("inception_v3 1x3x299x299", "inception-v3"), ("resnet50 1x3x224x224", "resnet-50"), ("onnx-light/inception_v1 1x3x224x224", "inception-v1"),
        ];
        foreach (var (row, network) in pairs)
        {
            var report = CostAnalysis.Of(NetworkCatalog.Create(network));
            Assert.Equal(rows[row][2], $"{report.Parameters}");
            var published = double.Parse(rows[row][3], System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(report.Macs.TryGetValue(out var macs));
            Assert.Equal(published, Math.Round(macs / 1e9, rows[row][3].Length - rows[row][3].IndexOf('.', StringComparison.Ordinal) - 1));
        }
    }

    public static TheoryData<string> Names { get; } = [.. NetworkCatalog.All.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryNetwork_IsFullyCounted(string name)
    {
        var report = CostAnalysis.Of(NetworkCatalog.Create(name, new() { Batch = "N" }));
        Assert.False(report.IsLowerBound);
        Assert.Equal(["N"], report.Macs.Names);
        Assert.Equal(CostAnalysis.Of(NetworkCatalog.Create(name)).Macs, report.Macs.Substitute(_ => Dimension.One));
    }

    [Fact]
    public void Options_ChangeTheNetwork()
    {
        var plain = CostAnalysis.Of(NetworkCatalog.Create("vgg-16"));
        Assert.Equal(138_365_992, CostAnalysis.Of(NetworkCatalog.Create("vgg-16", new() { BatchNormalization = true })).Parameters);
        Assert.Equal(plain.Parameters - 4224, CostAnalysis.Of(NetworkCatalog.Create("vgg-16", new() { ConvolutionBias = false })).Parameters);
        Assert.Equal(plain.Parameters - 990 * 4097, CostAnalysis.Of(NetworkCatalog.Create("vgg-16", new() { Classes = 10 })).Parameters);
        Assert.Equal("1x3x448x448", NetworkCatalog.Create("vgg-16", new() { InputSize = 448 }).Inputs[0].Shape!.ToString());
        Assert.Equal("Nx1000", NetworkCatalog.Create("vgg-16", new() { Batch = "N" }).Outputs[0].Shape!.ToString());
        Assert.NotEqual(Weights(1), Weights(2));

        static byte[] Weights(ulong seed) => NetworkCatalog.Create("inception-module", new() { Seed = seed }).Tensors.First(tensor => tensor.Name.EndsWith("weight", StringComparison.Ordinal)).Constant!.ToBytes();
    }

    [Fact]
    public void UnknownName_ListsThoseThatAre() => Assert.Contains("resnet-50", Assert.Throws<InputException>(() => NetworkCatalog.Create("resnet50")).Message, StringComparison.Ordinal);

    [Fact]
    public void InputThatIsTooSmall_IsAnInputError() => Assert.Contains("larger input", Assert.Throws<InputException>(() => NetworkCatalog.Create("inception-v3", new() { InputSize = 32 })).Message, StringComparison.Ordinal);

    [Fact]
    public void GridReductions_EndAtTheSameSize()
    {
        string[] names = ["grid-reduction-pool-first", "grid-reduction-inception-first", "grid-reduction-parallel"];
        Assert.All(names, name => Assert.Equal("1x640x17x17", NetworkCatalog.Create(name).Outputs[0].Shape!.ToString()));
    }

    // receptive-field-endpoints.csv: pool5 of VGG-16 and of AlexNet v2, Mixed_7c of Inception v3, block4 of ResNet with the stride in the 3x3.
    [Theory]
    [InlineData("vgg-16", 212, 32, 90)]
    [InlineData("alexnet", 195, 32, 66)]
    [InlineData("inception-v3", 1311, 32, 618)]
    [InlineData("inception-v2", 699, 32, 318)]
    [InlineData("resnet-50", 427, 32, 213)]
    [InlineData("inception-v1", 715, 32, 327)]
    public void LastImage_HasItsReceptiveField(string name, long size, long stride, long padding)
    {
        var last = ReceptiveFieldAnalysis.Of(NetworkCatalog.Create(name)).Last!;
        Assert.All(last.Axes, axis => Assert.Equal((size, stride, padding), (axis.Size, axis.Stride!.Value.Numerator, axis.Padding)));
    }
}
