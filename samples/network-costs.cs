// Says what networks cost, what they see and where they are narrow: one that is defined here, or an ONNX file.
//   dotnet run samples/network-costs.cs [-- MODEL.onnx]
#:project ../src/Assay.Architecture/Assay.Architecture.csproj
#:property PublishAot=false

using Assay.Architecture.Bottlenecks;
using Assay.Architecture.Costs;
using Assay.Architecture.Graphs;
using Assay.Architecture.Onnx;
using Assay.Architecture.ReceptiveFields;
using Assay.Architecture.Rewrites;

var graph = args.Length > 0 ? OnnxReader.Read(args[0]) : Small();
Show(graph);

// The same with each 5x5 convolution as two 3x3.
var rewritten = GraphRewriter.Apply(graph, RewriteRule.TwoThreeByThree);
foreach (var replacement in rewritten.Replacements) Console.WriteLine($"{replacement.Name}: {replacement.Formula}");
Show(rewritten.After);

static void Show(Graph graph)
{
    var costs = CostAnalysis.Of(graph);
    var field = ReceptiveFieldAnalysis.Of(graph).Last!.Axes[0];
    var narrow = BottleneckAnalysis.Of(graph).Minimum!;
    Console.WriteLine($"{costs.Parameters} parameters, {costs.Macs} multiply-adds, peak {costs.PeakActivationBytes} bytes");
    Console.WriteLine($"receptive field {field.Size}, stride {field.Stride}; narrowest: {narrow.Elements} elements at {narrow.Tensors[0].Name}");
}

// The height and the width stay open: the figures are formulas in them.
static Graph Small()
{
    var net = new GraphBuilder("small");
    var x = net.Input("image", 1, 3, "H", "W");
    x = net.Relu(net.Convolution(x, channels: 16, WindowOptions.Square(5, padding: 2), layerName: "first"));
    x = net.MaxPool(x, WindowOptions.Square(2, stride: 2));
    x = net.Relu(net.Convolution(x, channels: 16, WindowOptions.Square(5, padding: 2), layerName: "second"));
    net.Output(net.Dense(net.GlobalAveragePool(x), 10));
    return net.Build();
}
