// Fits an autoencoder to a simulated cohort, compares it with principal components, keeps the model and uses it on new samples.
//   dotnet run samples/fit-autoencoder.cs [MODEL]
#:project ../src/Assay.Expression/Assay.Expression.csproj
#:property PublishAot=false

using Assay.Expression.Autoencoders;
using Assay.Expression.Fitting;
using Assay.Expression.Labels;
using Assay.Expression.Preparation;
using Assay.Expression.Simulation;

// Programs on a curved manifold of four dimensions, which principal components cannot follow.
var cohort = ExpressionSimulator.Simulate(new SimulationOptions { Samples = 400, Genes = 500, Batches = 1, Programs = 60, HiddenFactors = 4, Effect = 1, Noise = 0.1, Depth = 100 }, seed: 1).Matrix;
var options = new FitOptions
{
    Preparation = new PreparationOptions { Scaling = GeneScaling.Centre },
    Autoencoder = new AutoencoderOptions { Hidden = [400, 100, 64], Code = 20, Epochs = 40 },
};
using var fit = CohortFit.Run(cohort, LabelReader.Find(cohort), options, seed: 1);
Console.WriteLine($"mean {fit.MeanPredictorMse:0.000}, 20 components {fit.ComponentsMse:0.000}, autoencoder {fit.TestMse:0.000}");
foreach (var finding in fit.Findings) Console.WriteLine($"{finding.Severity}: {finding.Statement}");

var path = args.Length > 0 ? args[0] : "cohort.safetensors";
fit.Model.Save(path, fit.Preparation);
var (model, preparation) = ExpressionAutoencoder.Open(path);
using (model) Console.WriteLine($"{model.Encode(preparation.Apply(cohort)).Length / cohort.Samples} codes of each of {cohort.Samples} samples");
