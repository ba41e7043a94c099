using Assay.Architecture.Bottlenecks;
using Assay.Architecture.Costs;
using Assay.Architecture.Graphs;
using Assay.Architecture.Networks;
using Assay.Architecture.ReceptiveFields;
using Assay.Architecture.Shapes;
using BenchmarkDotNet.Attributes;

namespace Assay.Bench.Micro;

/// <summary>Analysis of networks that are built, so that it needs no files.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class ArchitectureBenchmarks
{
    private readonly Graph _large = ArchitectureSweep.Large();
    private readonly string _name = "inception-v1";
    private readonly Graph _inception = NetworkCatalog.Create("inception-v1");

    /// <summary>Building GoogLeNet, with its shapes.</summary>
    [Benchmark]
    public Graph BuildInceptionV1() => NetworkCatalog.Create(_name);

    /// <summary>Shapes and costs of GoogLeNet.</summary>
    [Benchmark]
    public CostReport CostInceptionV1() => CostAnalysis.Of(ShapeInference.Infer(_inception));

    /// <summary>Shapes and costs of a thousand operations.</summary>
    [Benchmark]
    public CostReport CostOfAThousand() => CostAnalysis.Of(ShapeInference.Infer(_large));

    /// <summary>Receptive fields of a thousand operations.</summary>
    [Benchmark]
    public ReceptiveFieldReport FieldsOfAThousand() => ReceptiveFieldAnalysis.Of(_large);

    /// <summary>Bottlenecks of a thousand operations.</summary>
    [Benchmark]
    public BottleneckReport BottlenecksOfAThousand() => BottleneckAnalysis.Of(_large);
}
