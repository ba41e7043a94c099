using Assay.Core.Randomness;
using Assay.Torch.Doctor;
using Assay.Torch.Layers;
using Assay.Torch.Optimisers;
using Assay.Torch.Trials.Internals;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Torch.Tests.Doctor;

[Collection("libtorch")]
public sealed class LearningRateRangeTestTests
{
    [Fact]
    public void LossFallsThenRises_AndWeightsAreAsBefore()
    {
        LibTorch.Load();
        using var scope = NewDisposeScope();
        var random = RandomStream.Split(3, 1);
        var data = TrialData.Draw(random, 500, 1, 12);
        var targets = data.Numbers(random, 2);
        using var network = TrialNetwork.Make([12, 32, 2], ActivationKind.Tanh, ActivationKind.Linear, normalises: true, 1, 0, true, random);
        var task = new TrialTask(network, data.Inputs, targets, 16, new TaskFacts());
        var before = Bytes(network);

        var test = LearningRateRangeTest.Run(task, parameters => new FusedSgd(parameters, new SgdOptions()), used: 0.01, lowest: 1e-5, highest: 1e3, steps: 120);

        Assert.Equal(before, Bytes(network));
        Assert.InRange(test.Steepest!.Value, 1e-3, 3);
        Assert.True(test.Divergence > 3 * test.Steepest);
        Assert.Equal(test.Points.Select(point => point.LearningRate).Order(), test.Points.Select(point => point.LearningRate));
    }

    private static byte[] Bytes(nn.Module model) => [.. model.state_dict().Values.SelectMany(weight => weight.detach().contiguous().bytes.ToArray())];
}
