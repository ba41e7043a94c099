using System.Collections.Immutable;
using System.Numerics;
using Assay.Torch.Probes;
using Assay.Torch.Training;
using TorchSharp;

namespace Assay.Torch.Doctor;

/// <summary>
/// Watches a training: reads the model now and then, keeps the losses, and says what is wrong. <see cref="TrainingLoop"/> carries one; a loop of one's own calls it so:
/// <code>
/// using var doctor = new TrainingDoctor(model, facts);
/// doctor.BeginStep(step);
/// loss.backward();
/// doctor.AfterBackward();
/// optimiser.Step();
/// doctor.EndStep(loss.ToDouble());
/// foreach (var finding in doctor.Findings) …
/// </code>
/// </summary>
public sealed class TrainingDoctor : IDisposable
{
    private const int MostReadings = 256;
    private const int SparseIntervals = 10;

    private readonly ModelProbe _probe;
    private readonly long _interval;
    private readonly List<ProbeReading> _readings = [];
    private readonly List<double> _losses = [];
    private readonly List<ValidationPoint> _validations = [];
    private readonly long _stretch;
    private double _sum;
    private long _count, _step, _steps;
    private bool _reads, _diverged;
    private long? _first;

    /// <summary>Begins to watch.</summary>
    /// <param name="model">The model.</param>
    /// <param name="facts">What is known of the task.</param>
    /// <param name="interval">Steps of an interval; 0 takes an epoch. Read are the steps 0, 1, 2, 4, 8 and so on of the first, then the ends of intervals 1, 2, 4, 8 and so on and of every tenth: what goes wrong does so early.</param>
    public TrainingDoctor(torch.nn.Module model, TaskFacts facts, long interval = 0)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentOutOfRangeException.ThrowIfNegative(interval);
        Facts = facts;
        _interval = interval > 0 ? interval : Math.Max(1, facts.StepsPerEpoch);
        _stretch = Math.Max(1, facts.StepsPerEpoch / Chart.StretchesPerEpoch);
        _probe = new ModelProbe(model);
    }

    /// <summary>What is known of the task.</summary>
    public TaskFacts Facts { get; }

    /// <summary>A test of learning rates that was made before, so that it counts.</summary>
    public RangeTestResult? RangeTest { get; set; }

    /// <summary>What is known so far.</summary>
    public Chart Chart => new()
    {
        Facts = Facts,
        Steps = _steps,
        Readings = [.. _readings],
        Losses = _count > 0 && _losses.Count == 0 ? [_sum / _count] : [.. _losses],
        Validations = [.. _validations],
        Diverged = _diverged,
        RangeTest = RangeTest,
    };

    /// <summary>What is wrong so far, causes first.</summary>
    public ImmutableArray<Finding> Findings => Diagnosis.Of(Chart);

    /// <summary>A step begins: before the forward pass.</summary>
    /// <param name="step">Its number, from 0.</param>
    public void BeginStep(long step)
    {
        _first ??= step;
        _step = step;
        var taken = step - _first.Value;
        // The last step of an interval rather than the first of the next, so that one epoch has its end read.
        var (intervals, rest) = Math.DivRem(taken + 1, _interval);
        _reads = (taken < _interval && BitOperations.IsPow2(taken)) || taken == 0 || (rest == 0 && (BitOperations.IsPow2(intervals) || intervals % SparseIntervals == 0));
        if (_reads) _probe.Begin();
    }

    /// <summary>Gradients are there.</summary>
    public void AfterBackward()
    {
        if (_reads) _probe.ReadGradients();
    }

    /// <summary>The optimiser has taken its step.</summary>
    /// <param name="loss">The step's loss.</param>
    public void EndStep(double loss)
    {
        _steps = _step + 1;
        _diverged |= !double.IsFinite(loss);
        if (_reads)
        {
            // Long trainings keep the first reading and the later half.
            if (_readings.Count == MostReadings) _readings.RemoveRange(1, MostReadings / 2);
            _readings.Add(_probe.Finish(_step, loss));
        }
        _sum += loss;
        if (++_count < _stretch) return;
        _losses.Add(_sum / _count);
        (_sum, _count) = (0, 0);
    }

    /// <summary>The training ended because the loss, a gradient or a weight is no number.</summary>
    public void Diverge() => _diverged = true;

    /// <summary>A validation was made.</summary>
    /// <param name="point">Its first figure.</param>
    public void Validated(ValidationPoint point) => _validations.Add(point);

    /// <inheritdoc/>
    public void Dispose() => _probe.Dispose();
}
