using Assay.Core.Randomness;
using Assay.Expression.Matrices;
using Assay.Torch.Doctor;
using Assay.Torch.Tensors;
using Assay.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Expression.Autoencoders.Internals;

/// <summary>Reconstruction of training inputs, with what is added to it. Batches go through a new order of the samples in each epoch.</summary>
internal sealed class AutoencoderTask : TrainingTask, IDisposable
{
    private readonly DenseAutoencoder _network;
    private readonly AutoencoderOptions _options;
    private readonly Tensor _train, _validation; // [samples, d]
    private readonly Tensor _deviations;         // [d]
    private readonly double _scale;              // 1/genes: the squared error of all coordinates is that of all genes
    private readonly ExpressionMatrix _profiles;
    private readonly ulong _seed;
    private readonly int[] _order;
    private long _epoch = -1;

    /// <param name="network">The network.</param>
    /// <param name="train">[n, d].</param>
    /// <param name="validation">[m, d]; empty for none.</param>
    /// <param name="profiles">What the d coordinates stand for, [n + m, genes].</param>
    /// <param name="options">How.</param>
    /// <param name="seed">Of the orders.</param>
    public AutoencoderTask(DenseAutoencoder network, Tensor train, Tensor validation, ExpressionMatrix profiles, AutoencoderOptions options, ulong seed)
    {
        (_network, _train, _validation, _profiles, _options, _seed, _scale) = (network, train, validation, profiles, options, seed, 1.0 / profiles.Genes);
        _deviations = train.std(0, unbiased: false).DetachFromDisposeScope();
        _order = [.. Enumerable.Range(0, (int)train.shape[0])];
    }

    public override nn.Module Model => _network;

    public DenseAutoencoder Network => _network;

    /// <summary>Steps of an epoch.</summary>
    public int Steps => StepsPerEpoch((int)_train.shape[0], _options.BatchSize);

    public bool Validates => _validation.shape[0] > 0;

    // Of the profiles themselves: coordinates of the row space fall off by their nature.
    public override TaskFacts Facts()
    {
        using var scope = NewDisposeScope();
        var values = tensor(_profiles.Values, _profiles.Samples, _profiles.Genes);
        var plain = _options is { Contractive: 0, Sparsity: 0 };
        var facts = TaskFacts.OfRegression(values, values) with { StepsPerEpoch = Steps, ValidationIsLoss = plain };
        return plain ? facts : facts with { ConstantLoss = null };
    }

    /// <summary>Steps of one epoch; a rest smaller than half a batch is left to the next epoch's order.</summary>
    public static int StepsPerEpoch(int samples, int batch) => Math.Max(1, (int)Math.Round((double)samples / batch));

    public override Tensor Loss(TrainingStep step)
    {
        var clean = _train.index_select(0, Batch(step.Number));                            // [batch, d]
        var input = _options.Denoising > 0 ? clean + randn_like(clean) * _deviations.Times(_options.Denoising) : clean;
        List<Tensor>? before = _options.Contractive > 0 ? [] : null;
        var code = _network.Encode(input, before);                                         // [batch, k]
        var loss = (_network.Decode(code) - clean).square().sum().Times(_scale / clean.shape[0]);
        if (_options.Sparsity > 0) loss = loss + code.abs().mean().Times(_options.Sparsity);
        if (before is not null) loss = loss + ContractivePenalty.Of(_network, before, _options.ContractiveForm).Times(_options.Contractive);
        return loss;
    }

    public override IReadOnlyList<(string Name, double Value)> Validate()
    {
        List<Tensor>? before = _options.Contractive > 0 ? [] : null;
        var code = _network.Encode(_validation, before);
        var error = (_network.Decode(code) - _validation).square().sum().Times(_scale / _validation.shape[0]).ToDouble();
        if (before is null) return [("mse", error)];
        var sensitivity = ContractivePenalty.PerSample(_network, before).mean().ToDouble();
        return [("objective", error + _options.Contractive * sensitivity), ("mse", error), ("sensitivity", sensitivity)];
    }

    public void Dispose()
    {
        _train.Dispose();
        _validation.Dispose();
        _deviations.Dispose();
    }

    private Tensor Batch(long number)
    {
        var steps = StepsPerEpoch(_order.Length, _options.BatchSize);
        var epoch = number / steps;
        if (epoch != _epoch)
        {
            for (var i = 0; i < _order.Length; i++) _order[i] = i;
            RandomStream.Split(_seed, (ulong)epoch).Shuffle(_order.AsSpan());
            _epoch = epoch;
        }
        var place = (int)(number % steps);
        var (start, end) = ((int)((long)place * _order.Length / steps), (int)((long)(place + 1) * _order.Length / steps));
        return tensor(Array.ConvertAll(_order[start..end], index => (long)index));
    }
}
