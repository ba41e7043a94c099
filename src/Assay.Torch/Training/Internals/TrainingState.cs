using System.Diagnostics;
using Assay.Core.Runs;
using static TorchSharp.torch;

namespace Assay.Torch.Training.Internals;

/// <summary>Where a training stands, beside the weights and the states of the optimiser.</summary>
internal sealed class TrainingState(nn.Module model, TrainingOptions options, RunDirectory? run) : IDisposable
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Steps taken.</summary>
    public long Step { get; set; }

    /// <summary>Time before the last resumption.</summary>
    public TimeSpan Earlier { get; set; }

    /// <summary>Mean loss of the last full window.</summary>
    public double Loss { get; set; } = double.NaN;

    public TimeSpan Elapsed => Earlier + _clock.Elapsed;

    public ValidationHistory History { get; } = new(options);

    public LossWindow Window { get; } = new();

    public WeightAverage? Average { get; } = options.Averaging.Kind == AveragingKind.None ? null : new WeightAverage(model, options.Averaging);

    public BestWeights Best { get; } = new(model, run);

    public bool IsOver => Step >= options.Steps || History.IsOver;

    public void Dispose()
    {
        Window.Dispose();
        Average?.Dispose();
        Best.Dispose();
    }
}
