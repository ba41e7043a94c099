using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Assay.Core.Errors;
using Assay.Core.Safetensors;
using Assay.Torch.Training.Internals;
using Assay.Torch.Weights;

namespace Assay.Torch.Training;

public sealed partial class TrainingLoop
{
    private const string ModelPrefix = "model.";
    private const string ValidationsName = "training.validations"; // [validations, (step, value)]
    private const string StateName = "training.state";             // [seconds, loss, window steps, window sum, window norms]

    /// <summary>All that decides the result; what only decides how often something is written is left out.</summary>
    private string Configuration()
    {
        var deciding = _options with { CheckpointInterval = default, Threads = _options.Deterministic ? LibTorch.Threads : null };
        return JsonSerializer.Serialize(new { Training = deciding, Optimiser = _optimiser.Describe(), _optimiser.Clipping, LearningRate = _learningRate });
    }

    private void WriteCheckpoint(TrainingState state)
    {
        if (Run is null) return;
        // The last good checkpoint is worth more than one of weights that are lost.
        if ((state.Window.Steps > 0 && !double.IsFinite(state.Window.Sum)) || !ModuleWeights.AreFinite(_task.Model)) throw Diverged("weights", state.Step);
        double[] validations = [.. state.History.Points.SelectMany(point => new[] { point.Step, point.Value })];
        double[] standing = [state.Elapsed.TotalSeconds, state.Loss, state.Window.Steps, state.Window.Sum, state.Window.Norms];
        List<TensorSource> tensors =
        [
            TensorSource.Of(StateName, standing),
            TensorSource.Of(ValidationsName, validations, validations.Length / 2, 2),
            .. ModuleWeights.Sources(_task.Model, ModelPrefix), .. _optimiser.State(), .. state.Average?.State() ?? [],
        ];
        var metadata = new Dictionary<string, string>
        {
            ["kind"] = "training checkpoint",
            ["step"] = state.Step.ToString(CultureInfo.InvariantCulture),
            ["configuration"] = Configuration(),
        };
        SafetensorsWriter.Write(Run.CheckpointPath, tensors, metadata);
    }

    private void ReadCheckpoint(TrainingState state)
    {
        using var file = SafetensorsFile.Open(Run!.CheckpointPath);
        var now = Configuration();
        if (file.Metadata.GetValueOrDefault("configuration") is not { } then || !long.TryParse(file.Metadata.GetValueOrDefault("step"), CultureInfo.InvariantCulture, out var step))
            throw new InputException($"{file.Path} is not a checkpoint of a training; resume another run, or train anew.");
        if (then != now) throw new InputException($"{file.Path} was made with other options ({then}); resume with the same ({now}), or train anew in another directory.");
        ModuleWeights.Load(_task.Model, file, ModelPrefix);
        _optimiser.Restore(file);
        state.Average?.Restore(file);
        foreach (var (taken, value) in MemoryMarshal.Cast<double, (double Step, double Value)>(file.Read<double>(file.Require(ValidationsName, ElementType.Float64, -1, 2)))) state.History.Add(new ValidationPoint((long)taken, value));
        var standing = file.Read<double>(file.Require(StateName, ElementType.Float64, 5));
        state.Step = step;
        state.Earlier = TimeSpan.FromSeconds(standing[0]);
        state.Loss = standing[1];
        state.Window.Restore((long)standing[2], standing[3], standing[4]);
    }
}
