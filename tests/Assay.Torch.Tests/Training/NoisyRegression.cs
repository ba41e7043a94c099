using Assay.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Torch.Tests.Training;

/// <summary>A small network with all that is random or remembered: dropout, batch normalisation, batches from the step's stream.</summary>
internal sealed class NoisyRegression : TrainingTask, IDisposable
{
    private readonly TorchSharp.Modules.Sequential _model;

    public NoisyRegression()
    {
        LibTorch.Load();
        using var seeded = manual_seed(7);
        _model = nn.Sequential(("in", nn.Linear(6, 32)), ("norm", nn.BatchNorm1d(32)), ("act", nn.Tanh()), ("drop", nn.Dropout(0.2)), ("out", nn.Linear(32, 1)));
    }

    /// <summary>Called before each step.</summary>
    public Action<long>? OnStep { get; init; }

    /// <summary>What validation gives instead of the loss.</summary>
    public Func<double>? Figure { get; init; }

    /// <summary>The step whose loss is not a number.</summary>
    public long DivergesAt { get; init; } = -1;

    public override nn.Module Model => _model;

    public override Tensor Loss(TrainingStep step)
    {
        OnStep?.Invoke(step.Number);
        var values = new float[16 * 6];
        foreach (ref var value in values.AsSpan()) value = (float)step.Random.NextGaussian();
        var loss = Error(tensor(values, 16, 6)); // scalar
        return step.Number == DivergesAt ? loss * float.NaN : loss;
    }

    public override IReadOnlyList<(string Name, double Value)> Validate()
    {
        if (Figure is not null) return [("figure", Figure())];
        Assert.False(_model.training);
        Assert.False(is_grad_enabled());
        return [("loss", Error(randn(64, 6)).to(float64).item<double>()), ("one", 1)];
    }

    /// <summary>All weights and buffers, as bytes.</summary>
    public byte[] Bytes() => [.. _model.state_dict().Values.SelectMany(weight => weight.detach().contiguous().bytes.ToArray())];

    public void Dispose() => _model.Dispose();

    private Tensor Error(Tensor inputs) // [batch, 6]
    {
        var targets = (inputs * inputs).sum(1, keepdim: true).sin(); // [batch, 1]
        return nn.functional.mse_loss(_model.call(inputs), targets);
    }
}
