// Tells tumours from normal samples by several routes, everything fitted inside the folds, and says which is better.
//   dotnet run samples/tell-tumours.cs [FILE]
#:project ../src/Assay.Expression/Assay.Expression.csproj
#:property PublishAot=false

using Assay.Expression.Evaluation;
using Assay.Expression.Evaluation.Routes;
using Assay.Expression.Formats;
using Assay.Expression.Labels;
using Assay.Expression.Simulation;

// A file of your own, with its classes in FILE.labels.tsv beside it, or a simulated cohort.
var matrix = args.Length > 0
    ? ExpressionReader.Read(args[0]).Matrix
    : ExpressionSimulator.Simulate(new SimulationOptions { Samples = 120, Genes = 2000 }, seed: 1).Matrix;
var labels = LabelReader.Find(matrix) ?? throw new InvalidOperationException("The samples have no classes.");
Console.WriteLine(labels.Describe());

FeatureRoute[] routes = [new PrincipalComponentsRoute(2), new PrincipalComponentsRoute(20), new TwoSampleTestRoute(50), new AllGenesRoute()];
var result = ExpressionEvaluation.Run(matrix, labels, routes, new EvaluationOptions { Repeats = 2, Permutations = 10 }, seed: 1);
foreach (var route in result.Routes) Console.WriteLine($"{route.Route}\t{route.Auroc}\tpermuted {route.PermutedAuroc:0.00}");
foreach (var comparison in result.Comparisons) Console.WriteLine($"{comparison.First} {(comparison.IsDecided ? "beats" : "is not told from")} {comparison.Second}: {comparison.Difference}");
