using Assay.Core.Safetensors;
using Assay.Torch.Tensors;
using static TorchSharp.torch;

namespace Assay.Torch.Training.Internals;

/// <summary>A running average of the parameters of a model. Buffers, such as running means, are not averaged: the model's own stay.</summary>
internal sealed class WeightAverage : IDisposable
{
    private const string Prefix = "average.";

    private readonly AveragingOptions _options;
    private readonly (string Name, Tensor Weight, Tensor Average)[] _weights;

    public WeightAverage(nn.Module model, AveragingOptions options)
    {
        _options = options;
        using var quiet = no_grad();
        _weights = [.. model.named_parameters().Select(pair => (pair.name, (Tensor)pair.parameter, pair.parameter.detach().clone().DetachFromDisposeScope()))];
    }

    /// <summary>Steps that have been averaged.</summary>
    public long Count { get; private set; }

    /// <summary>Takes in the weights after a step.</summary>
    /// <param name="step">Its number.</param>
    public void Add(long step)
    {
        if (step < _options.FirstStep) return;
        Count++;
        // The first weights are taken over as they are: there is nothing to average with.
        var share = Count == 1 ? 1 : _options.Kind == AveragingKind.Uniform ? 1.0 / Count : 1 - _options.Decay;
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var factor = tensor(share, float64);
        foreach (var (_, weight, average) in _weights) average.lerp_(weight, factor.to(weight.dtype));
    }

    /// <summary>Exchanges the weights of the model and their average; a second call brings them back. Nothing happens before the first step counts.</summary>
    public void Swap()
    {
        if (Count == 0) return;
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        foreach (var (_, weight, average) in _weights)
        {
            using var held = weight.detach().clone();
            weight.copy_(average);
            average.copy_(held);
        }
    }

    public IEnumerable<TensorSource> State() =>
        _weights.Select(entry => TensorFile.Source(Prefix + entry.Name, entry.Average)).Append(TensorSource.Of(Prefix + "count", new[] { Count }));

    public void Restore(SafetensorsFile file)
    {
        foreach (var (name, _, average) in _weights) TensorFile.ReadInto(file, Prefix + name, average);
        Count = file.Read<long>(file.Require(Prefix + "count", ElementType.Int64, 1))[0];
    }

    public void Dispose()
    {
        foreach (var (_, _, average) in _weights) average.Dispose();
    }
}
