using System.Diagnostics;
using Assay.Core.Errors;
using Assay.Core.Progress;
using Assay.Core.Randomness;
using Assay.Core.Runs;
using Assay.Torch.Doctor;
using Assay.Torch.Optimisers;
using Assay.Torch.Training.Internals;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Torch.Training;

/// <summary>
/// Trains a model by steps on a thread of its own, with schedules, validation, the best weights, averages, checkpoints and metrics. One training at
/// a time: libtorch's random numbers and threads belong to the process.
/// <code>
/// using var adam = new FusedAdam(task.Model.named_parameters(), new AdamOptions());
/// var loop = new TrainingLoop(task, adam, new TrainingOptions { Steps = 10_000, ValidateEvery = 500 }) { Run = RunDirectory.Create("runs/first") };
/// var summary = loop.Train(progress, cancellation);
/// </code>
/// </summary>
public sealed partial class TrainingLoop
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(200);

    private readonly TrainingTask _task;
    private readonly Optimiser _optimiser;
    private readonly TrainingOptions _options;
    private readonly double _learningRate;

    /// <summary>Prepares a training.</summary>
    /// <param name="task">What is trained.</param>
    /// <param name="optimiser">How weights change; its learning rate is the one that the schedule takes shares of.</param>
    /// <param name="options">For how long, and what else.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public TrainingLoop(TrainingTask task, Optimiser optimiser, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(optimiser);
        options.Validate();
        (_task, _optimiser, _options, _learningRate) = (task, optimiser, options, optimiser.LearningRate);
    }

    /// <summary>Where checkpoint.safetensors, best.safetensors, metrics.jsonl and TensorBoard events go; null to write nothing.</summary>
    public RunDirectory? Run { get; init; }

    /// <summary>Trains from the beginning. Afterwards the model, in evaluation mode, holds the best validated weights, else the average, else the last ones.</summary>
    /// <param name="progress">Hears of steps and the running loss, a few times a second, on the training thread.</param>
    /// <param name="cancellation">Stops after the step that is being taken; a <see cref="Run"/> keeps a checkpoint.</param>
    /// <exception cref="InputException">The loss or a gradient left the range of numbers, or a file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TrainingSummary Train(IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default) =>
        TrainingThread.Run(() => Drive(resumes: false, progress, cancellation));

    /// <summary>
    /// Goes on from the checkpoint of <see cref="Run"/>: same task, model, optimiser and options. With <see cref="TrainingOptions.Deterministic"/>
    /// the weights come out as those of a training without interruption, bit for bit.
    /// </summary>
    /// <inheritdoc cref="Train"/>
    /// <exception cref="InputException">There is no checkpoint, it is damaged, or of another training.</exception>
    /// <exception cref="InvalidOperationException">There is no <see cref="Run"/>.</exception>
    public TrainingSummary Resume(IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        if (Run is null) throw new InvalidOperationException("Only a training with a run directory can be resumed.");
        return TrainingThread.Run(() => Drive(resumes: true, progress, cancellation));
    }

    private TrainingSummary Drive(bool resumes, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        if (_options.Threads is { } threads) LibTorch.Threads = threads;
        using var state = new TrainingState(_task.Model, _options, Run);
        if (resumes) ReadCheckpoint(state);
        using var record = new RunRecord(Run, state.Step);
        using var doctor = _options.Doctor ? new TrainingDoctor(_task.Model, _task.Facts()) : null;
        try
        {
            TakeSteps(state, record, doctor, progress, cancellation);
        }
        finally
        {
            // Above all after a failure: there the findings say why.
            if (Run is not null && doctor is not null) FindingsFile.Write(Path.Combine(Run.Path, FindingsFile.Name), doctor.Findings);
        }
        WriteCheckpoint(state);
        progress?.Report(Report(state));
        return Finish(state, doctor);
    }

    private void TakeSteps(TrainingState state, RunRecord record, TrainingDoctor? doctor, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        var sinceReport = Stopwatch.StartNew();
        var sinceCheckpoint = Stopwatch.StartNew();
        _task.Model.train();
        while (!state.IsOver)
        {
            TakeStep(state, doctor);
            if (state.Step % _options.LogEvery == 0 || state.Step == _options.Steps) Log(state, record);
            if (_options.ValidateEvery > 0 && (state.Step % _options.ValidateEvery == 0 || state.Step == _options.Steps)) Validate(state, record, doctor);
            if (cancellation.IsCancellationRequested || sinceCheckpoint.Elapsed >= _options.CheckpointInterval)
            {
                WriteCheckpoint(state);
                cancellation.ThrowIfCancellationRequested();
                sinceCheckpoint.Restart();
            }
            if (sinceReport.Elapsed < ReportInterval) continue;
            progress?.Report(Report(state));
            sinceReport.Restart();
        }
    }

    private void TakeStep(TrainingState state, TrainingDoctor? doctor)
    {
        using var scope = NewDisposeScope();
        SeedLibTorch(state.Step, validates: false);
        _optimiser.LearningRate = _learningRate * _options.Schedule.Share(state.Step, _options.Steps, state.History.Plateaus);
        doctor?.BeginStep(state.Step);
        var loss = _task.Loss(new TrainingStep(state.Step, RandomStream.Split(_options.Seed, 2 * (ulong)state.Step))); // scalar
        _optimiser.ZeroGradients();
        loss.backward();
        doctor?.AfterBackward();
        var norm = _optimiser.Step();
        if (_optimiser.Clipping.Norm is not null && !double.IsFinite(norm))
        {
            doctor?.Diverge();
            throw Diverged("norm of the gradients", state.Step);
        }
        doctor?.EndStep(loss.ToDouble());
        state.Average?.Add(state.Step);
        state.Window.Add(loss, norm);
        state.Step++;
    }

    private void Log(TrainingState state, RunRecord record)
    {
        state.Loss = state.Window.Mean;
        if (!double.IsFinite(state.Loss)) throw Diverged("loss", state.Step);
        var norm = state.Window.Norms / state.Window.Steps;
        if (double.IsNaN(norm)) record.Write(state.Step, state.Elapsed, ("loss", state.Loss), ("learning_rate", _optimiser.LearningRate));
        else record.Write(state.Step, state.Elapsed, ("loss", state.Loss), ("learning_rate", _optimiser.LearningRate), ("gradient_norm", norm));
        state.Window.Clear();
    }

    private void Validate(TrainingState state, RunRecord record, TrainingDoctor? doctor)
    {
        state.Average?.Swap();
        _task.Model.eval();
        try
        {
            using var scope = NewDisposeScope();
            using var quiet = no_grad();
            SeedLibTorch(state.Step, validates: true);
            var figures = _task.Validate();
            if (figures.Count == 0) throw new InvalidOperationException("The task's validation gave no figure.");
            var point = new ValidationPoint(state.Step, figures[0].Value);
            record.Write(state.Step, state.Elapsed, [.. figures.Select(figure => ($"validation_{figure.Name}", figure.Value))]);
            doctor?.Validated(point);
            if (state.History.Add(point)) state.Best.Keep(point);
        }
        finally
        {
            _task.Model.train();
            state.Average?.Swap();
        }
    }

    private TrainingSummary Finish(TrainingState state, TrainingDoctor? doctor)
    {
        _optimiser.LearningRate = _learningRate;
        _optimiser.ZeroGradients();
        if (state.History.Best is not null) state.Best.Restore();
        else state.Average?.Swap();
        _task.Model.eval();
        return new TrainingSummary
        {
            Steps = state.Step,
            Loss = state.Loss,
            Seconds = state.Elapsed.TotalSeconds,
            StoppedEarly = state.Step < _options.Steps,
            Validations = [.. state.History.Points],
            Best = state.History.Best,
            Findings = doctor?.Findings ?? [],
        };
    }

    // libtorch's generator starts anew for each step, so that a checkpoint need not hold its state.
    private void SeedLibTorch(long step, bool validates)
    {
        var stream = RandomStream.Split(_options.Seed, 2 * (ulong)step + 1);
        if (validates) stream.NextUInt64();
        using var generator = manual_seed((long)(stream.NextUInt64() >> 1));
    }

    private ProgressReport Report(TrainingState state) => new()
    {
        Stage = "training",
        Done = state.Step,
        Total = _options.Steps,
        Unit = "steps",
        Elapsed = state.Elapsed,
        Loss = state.Window.Steps > 0 ? state.Window.Mean : state.Loss,
    };

    private static InputException Diverged(string what, long step) =>
        new($"The {what} left the range of numbers by step {step}; train with a lower learning rate, a warm-up or gradients clipped by their norm.");
}
