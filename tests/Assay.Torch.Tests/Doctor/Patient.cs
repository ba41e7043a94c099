using Assay.Core.Randomness;
using Assay.Torch.Doctor;
using Assay.Torch.Layers;
using Assay.Torch.Optimisers;
using Assay.Torch.Training;
using Assay.Torch.Trials.Internals;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Assay.Torch.Tests.Doctor;

/// <summary>A small training that is sound as it stands; each test changes one thing.</summary>
internal sealed record Patient
{
    public int Samples { get; init; } = 400;

    public int[] Hidden { get; init; } = [32, 16];

    public ActivationKind Units { get; init; } = ActivationKind.Tanh;

    public double Scale { get; init; } = 1;

    public double LearningRate { get; init; } = 3e-3;

    public int Epochs { get; init; } = 1;

    public Func<Tensor, Tensor>? OnInputs { get; init; }

    public Func<Tensor, Tensor>? OnTargets { get; init; }

    public Func<TaskFacts, TaskFacts>? OnFacts { get; init; }

    /// <summary>Trains, and gives what the doctor says.</summary>
    public IReadOnlyList<Finding> Train(ulong seed = 5)
    {
        LibTorch.Load();
        using var scope = NewDisposeScope();
        var random = RandomStream.Split(seed, 1);
        var data = TrialData.Draw(random, 2 * Samples, 1, 12);
        var (all, wanted) = (OnInputs?.Invoke(data.Inputs) ?? data.Inputs, data.Numbers(random, 2));
        wanted = OnTargets?.Invoke(wanted) ?? wanted;
        var (inputs, targets) = (all.narrow(0, 0, Samples), wanted.narrow(0, 0, Samples));
        using var network = TrialNetwork.Make([12, .. Hidden, 2], Units, ActivationKind.Linear, false, Scale, 0, true, random);
        var facts = TaskFacts.OfRegression(inputs, targets) with { StepsPerEpoch = Samples / 8, ValidationIsLoss = true };
        facts = OnFacts?.Invoke(facts) ?? facts;
        var task = new TrialTask(network, inputs, targets, 8, facts);
        using var adam = new FusedAdam(network.named_parameters(), new AdamOptions { LearningRate = LearningRate });
        using var doctor = new TrainingDoctor(network, facts);
        for (var step = 0; step < Epochs * facts.StepsPerEpoch; step++)
        {
            using var inner = NewDisposeScope();
            doctor.BeginStep(step);
            var loss = task.Loss(new TrainingStep(step, RandomStream.Split(seed, 100 + (ulong)step)));
            adam.ZeroGradients();
            loss.backward();
            doctor.AfterBackward();
            adam.Step();
            doctor.EndStep(loss.item<float>());
            if ((step + 1) % facts.StepsPerEpoch > 0) continue;
            using var quiet = no_grad();
            var error = (network.call(all.narrow(0, Samples, Samples)) - wanted.narrow(0, Samples, Samples)).square().mean();
            doctor.Validated(new ValidationPoint(step + 1, error.item<float>()));
        }
        return doctor.Findings;
    }
}
