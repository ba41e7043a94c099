using Assay.Core.Errors;
using Assay.Core.Progress;
using Assay.Core.Randomness;
using Assay.Core.Runs;
using Assay.Expression.Autoencoders.Internals;
using Assay.Expression.Matrices;
using Assay.Expression.RowSpaces;
using Assay.Torch;
using Assay.Torch.Doctor;
using Assay.Torch.Optimisers;
using Assay.Torch.Probes;
using Assay.Torch.Tensors;
using Assay.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Expression.Autoencoders;

/// <summary>
/// An autoencoder of expression profiles: genes → 2000 → 200 → m → code → m → 200 → 2000 → genes.
/// <code>
/// var train = preparation.Apply(matrix.SelectSamples(fold.Train));
/// using var model = ExpressionAutoencoder.Fit(train, new AutoencoderOptions { Code = 20 }, seed: 1);
/// float[] codes = model.Encode(test);              // [samples, 20]
/// float[] denoised = model.Reconstruct(test);      // [samples, genes], in the units of the prepared profiles
/// </code>
/// </summary>
public sealed partial class ExpressionAutoencoder : IDisposable
{
    // libtorch's random numbers belong to the process: two fits at once would take each other's.
    private static readonly Lock OneFit = new();

    private readonly DenseAutoencoder _network;
    private readonly RowSpace? _space;

    private ExpressionAutoencoder(DenseAutoencoder network, RowSpace? space, int genes, AutoencoderOptions options, TrainingSummary? training) =>
        (_network, _space, Genes, Options, Training) = (network, space, genes, options, training);

    /// <summary>Number of genes that go in and come out.</summary>
    public int Genes { get; }

    /// <summary>How it was built and trained.</summary>
    public AutoencoderOptions Options { get; }

    /// <summary>How training went; null for a model that was read from a file.</summary>
    public TrainingSummary? Training { get; }

    /// <summary>Whether training ran in the row space.</summary>
    public bool IsInRowSpace => _space is not null;

    /// <summary>Number of weights, all genes as inputs and outputs.</summary>
    public long Parameters => _network.Layers.Sum(layer => layer.weight!.NumberOfElements + layer.bias!.NumberOfElements)
        + (_space is null ? 0 : (long)(Genes - _space.Dimensions) * (_network.Layers[0].weight!.shape[0] + _network.Layers[^1].weight!.shape[1] + 1));

    /// <summary>Trains an autoencoder.</summary>
    /// <param name="profiles">Training profiles, [n, genes], prepared by what was fitted on them.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">Of weights, orders and noise.</param>
    /// <param name="run">Where checkpoints and metrics go; null for none.</param>
    /// <param name="resumes">Whether to go on from the run's checkpoint.</param>
    /// <param name="progress">Hears of steps.</param>
    /// <param name="cancellation">Stops it; a run keeps a checkpoint.</param>
    /// <exception cref="InputException">There are too few profiles, an option is out of range, or the loss left the range of numbers.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ExpressionAutoencoder Fit(
        ExpressionMatrix profiles, AutoencoderOptions options, ulong seed, RunDirectory? run = null, bool resumes = false, IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (profiles.Samples < 4) throw new InputException($"{profiles.Samples} training samples are too few for an autoencoder; give at least 4.");
        LibTorch.Load();
        using var one = OneFit.EnterScope();
        using (var generator = manual_seed((long)(RandomStream.Split(seed, 77).NextUInt64() >> 1))) { }
        var space = options.UsesRowSpace || options.StartsAtComponents ? RowSpace.Of(profiles) : null;
        try
        {
            using var scope = NewDisposeScope();
            using var task = Prepare(profiles, options, space, seed);
            var network = task.Network;
            var steps = task.Steps;
            using var adam = MakeOptimiser(network.named_parameters(), options);
            var validates = task.Validates;
            var loop = new TrainingLoop(task, adam, new TrainingOptions
            {
                Steps = (long)steps * options.Epochs,
                ValidateEvery = validates ? steps : 0,
                Patience = validates ? options.Patience : 0,
                Schedule = new LearningRateSchedule { Kind = ScheduleKind.Cosine, WarmUpSteps = Math.Min(20, steps) },
                Seed = seed,
                Deterministic = true,
                LogEvery = steps,
            })
            { Run = run };
            var start = validates && options.StartsAtComponents ? Weights(network) : null;
            var startError = start is null ? double.PositiveInfinity : Measure(task);
            var summary = resumes ? loop.Resume(progress, cancellation) : loop.Train(progress, cancellation);
            // Where no step helped on the validation samples, the components themselves are the best model.
            if (start is not null && !(summary.Best?.Value < startError)) Restore(network, start);
            foreach (var parameter in network.parameters()) parameter.DetachFromDisposeScope();
            var keeps = options.UsesRowSpace ? space : null;
            if (keeps is null) space?.Dispose();
            return new ExpressionAutoencoder(network, keeps, profiles.Genes, options, summary);
        }
        catch
        {
            space?.Dispose();
            throw;
        }
    }

    /// <summary>Codes of profiles, [samples, code].</summary>
    /// <param name="profiles">Prepared profiles of the same genes.</param>
    public float[] Encode(ExpressionMatrix profiles) => Run(profiles, _network.Encode);

    /// <summary>Profiles as the network gives them back, [samples, genes].</summary>
    /// <param name="profiles">Prepared profiles of the same genes.</param>
    public float[] Reconstruct(ExpressionMatrix profiles) => Run(profiles, input =>
    {
        var output = _network.call(input);
        return _space is null ? output : output.matmul(_space.Basis.t()).add_(_space.Mean);                // [n, genes]
    });

    /// <summary>‖∂h/∂x‖² of each sample, [samples]: how far the codes move for a small change of the profile, in prepared units.</summary>
    /// <param name="profiles">Prepared profiles of the same genes.</param>
    public float[] Sensitivity(ExpressionMatrix profiles) => Run(profiles, input =>
    {
        List<Tensor> before = [];
        _network.Encode(input, before);
        return ContractivePenalty.PerSample(_network, before);
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _network.Dispose();
        _space?.Dispose();
    }

    /// <summary>Loss over rising learning rates, from the start that <see cref="Fit"/> would take.</summary>
    /// <param name="profiles">Training profiles, as for <see cref="Fit"/>.</param>
    /// <param name="options">How; the learning rate is the one that is judged.</param>
    /// <param name="seed">Of weights and orders.</param>
    /// <param name="cancellation">Stops it.</param>
    public static RangeTestResult TestLearningRates(ExpressionMatrix profiles, AutoencoderOptions options, ulong seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        LibTorch.Load();
        using var one = OneFit.EnterScope();
        using (var generator = manual_seed((long)(RandomStream.Split(seed, 77).NextUInt64() >> 1))) { }
        // Components are a minimum already: how fast a network learns shows from a random start.
        options = options with { Start = AutoencoderStart.Random };
        using var space = options.UsesRowSpace ? RowSpace.Of(profiles) : null;
        using var scope = NewDisposeScope();
        using var task = Prepare(profiles, options, space, seed);
        return LearningRateRangeTest.Run(task, parameters => MakeOptimiser(parameters, options), options.LearningRate, seed: seed, cancellation: cancellation);
    }

    /// <summary>Activations and gradients of the reconstruction error, for up to 256 profiles.</summary>
    internal ProbeReading Probe(ExpressionMatrix profiles)
    {
        using var scope = NewDisposeScope();
        using var probe = new ModelProbe(_network);
        var count = Math.Min(256, profiles.Samples);
        var values = tensor(profiles.Values.AsSpan(0, count * Genes).ToArray(), count, Genes);
        var input = _space is null ? values : (values - _space.Mean).matmul(_space.Basis);                  // [n, d]
        _network.eval();
        probe.Begin();
        var loss = (_network.call(input) - input).square().sum().Times(1.0 / ((double)count * Genes));
        loss.backward();
        probe.ReadGradients();
        var reading = probe.Finish(0, loss.item<float>());
        foreach (var parameter in _network.parameters()) parameter.grad = null;
        return reading;
    }

    private static AutoencoderTask Prepare(ExpressionMatrix profiles, AutoencoderOptions options, RowSpace? space, ulong seed)
    {
        var inputs = options.UsesRowSpace ? tensor(space!.Coordinates(profiles), profiles.Samples, space.Dimensions) : tensor(profiles.Values, profiles.Samples, profiles.Genes); // [n, d]
        var network = new DenseAutoencoder((int)inputs.shape[1], profiles.Genes, options);
        var (train, validation) = Divide(inputs, options, seed);
        if (options.StartsAtComponents) StartAtComponents(network, train, options.Code);
        return new AutoencoderTask(network, train, validation, profiles, options, seed);
    }

    private static FusedAdam MakeOptimiser(IEnumerable<(string name, TorchSharp.Modules.Parameter parameter)> parameters, AutoencoderOptions options) =>
        new(parameters, new AdamOptions { LearningRate = options.LearningRate, WeightDecay = options.WeightDecay, DecoupledWeightDecay = true });

    private float[] Run(ExpressionMatrix profiles, Func<Tensor, Tensor> compute)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        if (profiles.Genes != Genes) throw new ArgumentException($"The profiles have {profiles.Genes} genes, the model {Genes}.", nameof(profiles));
        const int Block = 256;
        var results = new List<float[]>();
        _network.eval();
        for (var start = 0; start < profiles.Samples; start += Block)
        {
            using var scope = NewDisposeScope();
            using var quiet = no_grad();
            var count = Math.Min(Block, profiles.Samples - start);
            var values = tensor(profiles.Values.AsSpan(start * Genes, count * Genes).ToArray(), count, Genes);
            var input = _space is null ? values : (values - _space.Mean).matmul(_space.Basis);              // [n, d]
            results.Add(compute(input).contiguous().data<float>().ToArray());
        }
        return [.. results.SelectMany(block => block)];
    }

    private static (Tensor Train, Tensor Validation) Divide(Tensor inputs, AutoencoderOptions options, ulong seed)
    {
        var samples = (int)inputs.shape[0];
        var held = (int)Math.Round(options.ValidationShare * samples);
        var order = Enumerable.Range(0, samples).Select(i => (long)i).ToArray();
        if (held > 0) RandomStream.Split(seed, 78).Shuffle(order.AsSpan());
        return (inputs.index_select(0, tensor(order[held..])).DetachFromDisposeScope(), held == 0 ? zeros(0, inputs.shape[1]).DetachFromDisposeScope() : inputs.index_select(0, tensor(order[..held])).DetachFromDisposeScope());
    }

    private static void StartAtComponents(DenseAutoencoder network, Tensor train, int code)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var mean = train.mean([0]);                                                                        // [d]
        var centred = train - mean;
        var (squares, left) = linalg.eigh(centred.to(ScalarType.Float64).matmul(centred.to(ScalarType.Float64).t()));
        var values = squares.data<double>().ToArray();
        var kept = Math.Min(code, values.Count(value => value > values[^1] * 1e-9));
        var top = left.narrow(1, values.Length - kept, kept).flip(1).to(ScalarType.Float32);               // [n, k]
        var singular = tensor(values.TakeLast(kept).Reverse().Select(value => (float)Math.Sqrt(value)).ToArray());
        var directions = (centred.t().matmul(top) / singular).t();                                         // [k, d]
        ComponentStart.Apply(network, directions, singular / Math.Sqrt(train.shape[0]), mean);
    }

    private static double Measure(AutoencoderTask task)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        return task.Validate()[0].Value;
    }

    private static float[][] Weights(DenseAutoencoder network) => [.. network.parameters().Select(parameter => parameter.data<float>().ToArray())];

    private static void Restore(DenseAutoencoder network, float[][] weights)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        foreach (var (parameter, values) in network.parameters().Zip(weights)) parameter.copy_(tensor(values, parameter.shape));
    }
}
