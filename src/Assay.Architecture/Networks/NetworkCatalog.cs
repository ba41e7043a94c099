using Assay.Architecture.Graphs;
using Assay.Architecture.Networks.Internals;
using Assay.Core.Errors;

namespace Assay.Architecture.Networks;

/// <summary>Networks that can be built by name: the Inception family, its modules, and yardsticks.</summary>
/// <example><code>
/// Graph graph = NetworkCatalog.Create("inception-v3");
/// CostReport costs = CostAnalysis.Of(graph);
/// </code></example>
public static class NetworkCatalog
{
    private const string Going = "Szegedy et al. 2014, Going deeper with convolutions";
    private const string Rethinking = "Szegedy et al. 2015, Rethinking the Inception architecture for computer vision";

    /// <summary>All networks, in the order of their history.</summary>
    public static IReadOnlyList<NetworkInfo> All { get; } =
    [
        new("alexnet", "Five convolutions and three large dense layers.", "Krizhevsky 2014, One weird trick for parallelizing convolutional neural networks; torchvision", Yardsticks.AlexNet),
        new("vgg-16", "Thirteen 3x3 convolutions and three large dense layers.", "Simonyan and Zisserman 2014, Very deep convolutional networks, configuration D; torchvision", Yardsticks.Vgg16),
        new("inception-v1", "GoogLeNet with real 5x5 branches and local response normalisation.", $"{Going}, table 1", InceptionV1.Paper),
        new("inception-v1-naive", "The same without the 1x1 reductions: channels and costs explode.", $"{Going}, figure 2a", InceptionV1.Naive),
        new("googlenet-torchvision", "GoogLeNet with batch normalisation and 3x3 in place of 5x5.", $"{Going}; torchvision", InceptionV1.Torchvision),
        new("inception-v2", "Inception with batch normalisation, two 3x3 in place of 5x5.", "Ioffe and Szegedy 2015, Batch normalization, figure 5; TF-Slim", InceptionV2.Build),
        new("inception-v3", "Factorised convolutions and parallel grid reductions; the auxiliary head is for training alone.", $"{Rethinking}; torchvision", InceptionV3.Build),
        new("resnet-50", "Bottleneck blocks around shortcuts.", "He et al. 2015, Deep residual learning; torchvision (stride in the 3x3)", Yardsticks.ResNet50),
        new("inception-module", "Module 3a of GoogLeNet alone.", $"{Going}, figure 2b", Modules.Inception),
        new("inception-module-naive", "The same without the 1x1 reductions.", $"{Going}, figure 2a", Modules.Naive),
        new("grid-reduction-pool-first", "Halving the grid: pool, then convolve.", $"{Rethinking}, figure 9 left", Modules.PoolFirst),
        new("grid-reduction-inception-first", "Halving the grid: convolve, then pool.", $"{Rethinking}, figure 9 right", Modules.InceptionFirst),
        new("grid-reduction-parallel", "Halving the grid: convolve and pool side by side.", $"{Rethinking}, figure 10", Modules.Parallel),
    ];

    /// <summary>The network of that name; null if there is none.</summary>
    public static NetworkInfo? Find(string name) => All.FirstOrDefault(network => network.Name == name);

    /// <summary>Builds a network.</summary>
    /// <exception cref="InputException">There is no network of that name, or an option does not fit it.</exception>
    public static Graph Create(string name, NetworkOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var network = Find(name) ?? throw new InputException($"There is no network called '{name}'; there are {string.Join(", ", All.Select(known => known.Name))}.");
        var chosen = options ?? new NetworkOptions();
        if (chosen.Classes is < 1 or > 1_000_000) throw new InputException($"{name}: {chosen.Classes} classes are out of range; give 1 to 1,000,000.");
        if (chosen.InputSize is < 1 or > 65_536) throw new InputException($"{name}: an input size of {chosen.InputSize} is out of range; give 1 to 65,536.");
        return network.Build(chosen);
    }
}
