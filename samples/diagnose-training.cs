// Watches a training loop of one's own: what is wrong with it, and what a mend does.
//   dotnet run samples/diagnose-training.cs
#:project ../src/Assay.Torch/Assay.Torch.csproj
#:property PublishAot=false

using Assay.Torch;
using Assay.Torch.Doctor;
using Assay.Torch.Optimisers;
using TorchSharp;
using static TorchSharp.torch;

LibTorch.Load();
using var seed = manual_seed(1);
var inputs = randn(640, 10);                                                           // [samples, features]
var targets = inputs.narrow(1, 0, 1) * 3 + inputs.narrow(1, 1, 1).square() + 8;        // [samples, 1], from about 0 to 20

Train("a sigmoid output", nn.Sequential(("in", nn.Linear(10, 32)), ("units", nn.Tanh()), ("out", nn.Linear(32, 1)), ("bound", nn.Sigmoid())), learningRate: 3e-3);
Train("a linear output, long steps", nn.Sequential(("in", nn.Linear(10, 32)), ("units", nn.Tanh()), ("out", nn.Linear(32, 1))), learningRate: 3);
Train("a linear output", nn.Sequential(("in", nn.Linear(10, 32)), ("units", nn.Tanh()), ("out", nn.Linear(32, 1))), learningRate: 3e-2);

void Train(string name, nn.Module<Tensor, Tensor> model, double learningRate)
{
    var facts = TaskFacts.OfRegression(inputs, targets) with { StepsPerEpoch = 40 };
    using var adam = new FusedAdam(model.named_parameters(), new AdamOptions { LearningRate = learningRate });
    using var doctor = new TrainingDoctor(model, facts);
    for (var step = 0; step < 80; step++)
    {
        using var scope = NewDisposeScope();
        doctor.BeginStep(step);
        var rows = tensor(Enumerable.Range(0, 16).Select(i => (step * 16L + i) % 640).ToArray());
        var loss = (model.call(inputs.index_select(0, rows)) - targets.index_select(0, rows)).square().mean(); // scalar
        adam.ZeroGradients();
        loss.backward();
        doctor.AfterBackward();
        adam.Step();
        doctor.EndStep(loss.item<float>());
    }
    Console.WriteLine(doctor.Findings is [var first, ..] ? $"{name}: {first.Name}. {first.Statement} {first.Mend}" : $"{name}: nothing is wrong.");
}
