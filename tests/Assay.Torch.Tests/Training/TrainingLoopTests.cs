using Assay.Core.Errors;
using Assay.Core.Progress;
using Assay.Core.Runs;
using Assay.Core.Safetensors;
using Assay.Torch.Doctor;
using Assay.Torch.Optimisers;
using Assay.Torch.Training;
using Assay.Torch.Weights;
using TorchSharp;

namespace Assay.Torch.Tests.Training;

[Collection("libtorch")]
public sealed class TrainingLoopTests
{
    private static readonly TrainingOptions Everything = new()
    {
        Steps = 60,
        ValidateEvery = 7,
        Seed = 3,
        Deterministic = true,
        LogEvery = 10,
        Schedule = new LearningRateSchedule { Kind = ScheduleKind.Plateau, WarmUpSteps = 5, PlateauPatience = 1 },
        Averaging = new AveragingOptions { Kind = AveragingKind.Exponential, Decay = 0.9, FirstStep = 10 },
    };

    [Fact]
    public void Doctor_ChangesNoWeight_AndLeavesItsFindings()
    {
        var directory = Directory.CreateTempSubdirectory("assay-doctor-");
        try
        {
            byte[] Train(bool doctor, RunDirectory? run, out TrainingSummary summary)
            {
                using var task = new NoisyRegression();
                using var adam = Adam(task);
                summary = new TrainingLoop(task, adam, Everything with { Doctor = doctor }) { Run = run }.Train();
                return task.Bytes();
            }
            var run = RunDirectory.Create(Path.Combine(directory.FullName, "run"));

            Assert.Equal(Train(false, null, out var without), Train(true, run, out var summary));
            Assert.Empty(without.Findings);
            Assert.Equal(summary.Findings.Select(finding => finding.Name), FindingsFile.Read(Path.Combine(run.Path, FindingsFile.Name)).Select(finding => finding.Name));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void DivergedTraining_LeavesItsFindings()
    {
        var directory = Directory.CreateTempSubdirectory("assay-doctor-");
        try
        {
            using var task = new NoisyRegression { DivergesAt = 12 };
            using var adam = Adam(task);
            var run = RunDirectory.Create(Path.Combine(directory.FullName, "run"));

            Assert.Throws<InputException>(() => new TrainingLoop(task, adam, Everything) { Run = run }.Train());
            Assert.Contains(FindingsFile.Read(Path.Combine(run.Path, FindingsFile.Name)), finding => finding.Name == "learning-rate-too-high");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void Loss_Falls_AndTheModelHoldsTheBestWeights()
    {
        using var task = new NoisyRegression();
        using var adam = Adam(task);
        var reports = new List<ProgressReport>();
        var summary = new TrainingLoop(task, adam, new TrainingOptions { Steps = 400, ValidateEvery = 100 }).Train(new Collector(reports));
        Assert.Equal(4, summary.Validations.Length);
        Assert.Equal(summary.Validations.Min(point => point.Value), summary.Best!.Value.Value);
        Assert.True(summary.Validations[^1].Value < 0.8 * summary.Validations[0].Value, string.Join(", ", summary.Validations));
        Assert.Equal(400, summary.Steps);
        Assert.False(summary.StoppedEarly);
        Assert.Equal((400d, 400d, "steps"), (reports[^1].Done, reports[^1].Total, reports[^1].Unit));
        Assert.True(double.IsFinite(reports[^1].Loss!.Value));
        Assert.False(task.Model.training);
        Assert.Equal(1e-2, adam.LearningRate);
    }

    [Fact]
    public void Tensors_StayFlatOverThousandSteps()
    {
        // The count is the process's: what earlier tests left to the garbage collector would go in between.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var counts = new List<long>();
        using var task = new NoisyRegression { OnStep = step => { if (step % 100 == 50) counts.Add(torch.Tensor.TotalCount); } };
        using var adam = Adam(task);
        adam.Clipping = new GradientClipping { Norm = 1 };
        new TrainingLoop(task, adam, Everything with { Steps = 1_100, ValidateEvery = 30 }).Train();
        Assert.Equal(11, counts.Count);
        // The first count comes before all states are made; after that not one tensor is left over.
        Assert.All(counts.Skip(1), count => Assert.Equal(counts[1], count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(14)] // right at a validation
    [InlineData(20)] // right at a line of metrics
    [InlineData(41)]
    [InlineData(59)]
    public void ResumedTraining_GivesTheSameBytes(int interruption)
    {
        using var scratch = new ScratchFolder();
        var (bytes, whole) = Train(Everything, new RunFolder(scratch, "whole").Run);
        var run = new RunFolder(scratch, "parts").Run;
        using (var cancellation = new CancellationTokenSource())
        {
            using var task = new NoisyRegression { OnStep = step => { if (step == interruption - 1) cancellation.Cancel(); } };
            using var adam = Adam(task);
            Assert.Throws<OperationCanceledException>(() => new TrainingLoop(task, adam, Everything) { Run = run }.Train(cancellation: cancellation.Token));
        }
        using var second = new NoisyRegression();
        using var optimiser = Adam(second);
        var resumed = new TrainingLoop(second, optimiser, Everything) { Run = run }.Resume();
        Assert.Equal(whole.Validations, resumed.Validations);
        Assert.Equal(whole.Loss, resumed.Loss);
        Assert.Equal(bytes, second.Bytes());
        AssertSameTensors(Path.Combine(scratch.Path, "whole"), run.Path, "best.safetensors");
        AssertSameTensors(Path.Combine(scratch.Path, "whole"), run.Path, "checkpoint.safetensors", "training.state"); // holds seconds
        var (expected, found) = (MetricsLog.Read(Path.Combine(scratch.Path, "whole", "metrics.jsonl")), MetricsLog.Read(run.MetricsPath));
        Assert.Equal(expected.Select(entry => entry.Step), found.Select(entry => entry.Step));
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Values, pair.Second.Values));
    }

    [Fact]
    public void FinishedTraining_ResumesToTheSameModel()
    {
        using var scratch = new ScratchFolder();
        var run = new RunFolder(scratch, "run").Run;
        var (bytes, _) = Train(Everything, run);
        using var task = new NoisyRegression();
        using var adam = Adam(task);
        Assert.Equal(60, new TrainingLoop(task, adam, Everything) { Run = run }.Resume().Steps);
        Assert.Equal(bytes, task.Bytes());
    }

    [Fact]
    public void Run_HoldsMetricsEventsAndWeights()
    {
        using var scratch = new ScratchFolder();
        var run = new RunFolder(scratch, "run").Run;
        var (bytes, summary) = Train(Everything with { Averaging = new() }, run);
        var metrics = MetricsLog.Read(run.MetricsPath);
        Assert.Equal(6, metrics.Count(entry => entry.Values.ContainsKey("loss") && entry.Values.ContainsKey("learning_rate")));
        Assert.Equal(9, metrics.Count(entry => entry.Values.ContainsKey("validation_loss") && entry.Values.ContainsKey("validation_one")));
        Assert.Single(Directory.GetFiles(run.Path, "events.out.tfevents.*"));
        using var model = new NoisyRegression();
        ModuleWeights.Load(model.Model, Path.Combine(run.Path, "best.safetensors"));
        Assert.Equal(bytes, model.Bytes());
        using var best = SafetensorsFile.Open(Path.Combine(run.Path, "best.safetensors"));
        Assert.Equal($"{summary.Best!.Value.Step}", best.Metadata["step"]);
    }

    [Fact]
    public void GradientNorm_IsLoggedWhereItIsMeasured()
    {
        using var scratch = new ScratchFolder();
        var run = new RunFolder(scratch, "run").Run;
        using var task = new NoisyRegression();
        using var adam = Adam(task);
        adam.Clipping = new GradientClipping { Norm = 0.1 };
        new TrainingLoop(task, adam, new TrainingOptions { Steps = 20, LogEvery = 10 }) { Run = run }.Train();
        Assert.All(MetricsLog.Read(run.MetricsPath), entry => Assert.True(entry.Values["gradient_norm"] > 0));
    }

    [Fact]
    public void Patience_EndsTheTraining()
    {
        var figures = new Queue<double>([5, 4, 4.5, 4.4, 3, 2]);
        using var task = new NoisyRegression { Figure = () => figures.Dequeue() };
        using var adam = Adam(task);
        var summary = new TrainingLoop(task, adam, new TrainingOptions { Steps = 60, ValidateEvery = 10, Patience = 2 }).Train();
        Assert.True(summary.StoppedEarly);
        Assert.Equal((40L, new ValidationPoint(20, 4)), (summary.Steps, summary.Best!.Value));
    }

    [Fact]
    public void HigherIsBetter_AndLeastImprovement_Decide()
    {
        var figures = new Queue<double>([0.5, 0.505, 0.6, 0.4]);
        using var task = new NoisyRegression { Figure = () => figures.Dequeue() };
        using var adam = Adam(task);
        var summary = new TrainingLoop(task, adam, new TrainingOptions { Steps = 40, ValidateEvery = 10, HigherIsBetter = true, LeastImprovement = 0.01, Patience = 2 }).Train();
        Assert.Equal(new ValidationPoint(30, 0.6), summary.Best);
    }

    [Theory]
    [InlineData(true, "norm of the gradients")]
    [InlineData(false, "loss")]
    public void DivergedTraining_SaysSo_AndKeepsTheLastGoodCheckpoint(bool clips, string what)
    {
        using var scratch = new ScratchFolder();
        var run = new RunFolder(scratch, "run").Run;
        using var task = new NoisyRegression { DivergesAt = 25 };
        using var adam = Adam(task);
        if (clips) adam.Clipping = new GradientClipping { Norm = 1 };
        var options = new TrainingOptions { Steps = 60, LogEvery = 10, CheckpointInterval = TimeSpan.Zero };
        var error = Assert.Throws<InputException>(() => new TrainingLoop(task, adam, options) { Run = run }.Train());
        Assert.Contains(clips ? what : "left the range of numbers", error.Message, StringComparison.Ordinal);
        using var checkpoint = SafetensorsFile.Open(run.CheckpointPath);
        Assert.Equal("25", checkpoint.Metadata["step"]);
        foreach (var info in checkpoint.Tensors.Values.Where(info => info.Type == ElementType.Float32)) checkpoint.CheckFinite(info);
    }

    [Fact]
    public void DivergedLoss_IsSeenAtTheNextLine()
    {
        using var task = new NoisyRegression { DivergesAt = 25 };
        using var adam = Adam(task);
        var error = Assert.Throws<InputException>(() => new TrainingLoop(task, adam, new TrainingOptions { Steps = 60, LogEvery = 10 }).Train());
        Assert.Contains("The loss left the range of numbers by step 30", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckpointOfOtherOptions_IsRefused()
    {
        using var scratch = new ScratchFolder();
        var run = new RunFolder(scratch, "run").Run;
        Train(Everything, run);
        using var task = new NoisyRegression();
        using var adam = Adam(task);
        Assert.Contains("was made with other options", Assert.Throws<InputException>(() => new TrainingLoop(task, adam, Everything with { Seed = 4 }) { Run = run }.Resume()).Message, StringComparison.Ordinal);
        using var slower = new FusedAdam(task.Model.named_parameters(), new AdamOptions { LearningRate = 1e-4 });
        Assert.Throws<InputException>(() => new TrainingLoop(task, slower, Everything) { Run = run }.Resume());
        ModuleWeights.Save(task.Model, run.CheckpointPath);
        Assert.Contains("is not a checkpoint", Assert.Throws<InputException>(() => new TrainingLoop(task, adam, Everything) { Run = run }.Resume()).Message, StringComparison.Ordinal);
        File.Delete(run.CheckpointPath);
        Assert.Contains("There is no file", Assert.Throws<InputException>(() => new TrainingLoop(task, adam, Everything) { Run = run }.Resume()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => new TrainingLoop(task, adam, Everything).Resume());
    }

    [Fact]
    public void Seed_ChangesTheResult()
    {
        using var scratch = new ScratchFolder();
        Assert.NotEqual(Train(Everything, null).Bytes, Train(Everything with { Seed = 4 }, null).Bytes);
        Assert.Equal(Train(Everything, null).Bytes, Train(Everything, null).Bytes);
    }

    [Fact]
    public void UniformAverage_IsTheMeanOfTheLastSteps()
    {
        using var averaged = new NoisyRegression();
        using var plain = new NoisyRegression();
        var seen = new List<float>();
        using var first = Adam(averaged);
        using var second = Adam(plain);
        var options = new TrainingOptions { Steps = 8, Averaging = new AveragingOptions { Kind = AveragingKind.Uniform, FirstStep = 5 } };
        new TrainingLoop(averaged, first, options).Train();
        for (var steps = 6; steps <= 8; steps++)
        {
            using var task = new NoisyRegression();
            using var adam = Adam(task);
            new TrainingLoop(task, adam, new TrainingOptions { Steps = steps }).Train();
            seen.Add(Bias(task));
        }
        Assert.Equal(seen.Average(), Bias(averaged), 6);

        static float Bias(NoisyRegression task) => task.Model.state_dict()["out.bias"].data<float>()[0];
    }

    [Fact]
    public void WrongOptions_AreRefused()
    {
        using var task = new NoisyRegression();
        using var adam = Adam(task);
        var good = new TrainingOptions { Steps = 10 };
        TrainingOptions[] wrong =
        [
            good with { Steps = 0 }, good with { ValidateEvery = -1 }, good with { Patience = 1 }, good with { LogEvery = 0 }, good with { Threads = 0 }, good with { LeastImprovement = -1 },
            good with { Schedule = new() { Kind = ScheduleKind.Plateau } }, good with { Schedule = new() { FinalShare = 2 } }, good with { Schedule = new() { WarmUpSteps = -1 } },
            good with { Schedule = new() { PlateauFactor = 1 } }, good with { Schedule = new() { PlateauPatience = 0 } }, good with { Averaging = new() { Decay = 1 } }, good with { Averaging = new() { FirstStep = -1 } },
        ];
        foreach (var options in wrong) Assert.ThrowsAny<ArgumentException>(() => new TrainingLoop(task, adam, options));
    }

    private static FusedAdam Adam(NoisyRegression task) => new(task.Model.named_parameters(), new AdamOptions { LearningRate = 1e-2 });

    private static (byte[] Bytes, TrainingSummary Summary) Train(TrainingOptions options, RunDirectory? run)
    {
        using var task = new NoisyRegression();
        using var adam = Adam(task);
        var summary = new TrainingLoop(task, adam, options) { Run = run }.Train();
        return (task.Bytes(), summary);
    }

    private static void AssertSameTensors(string one, string other, string name, params string[] except)
    {
        using var first = SafetensorsFile.Open(Path.Combine(one, name));
        using var second = SafetensorsFile.Open(Path.Combine(other, name));
        Assert.Equal(first.Tensors.Keys.Order(StringComparer.Ordinal), second.Tensors.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, info) in first.Tensors.Where(pair => !except.Contains(pair.Key)))
            Assert.True(Bytes(first, info).SequenceEqual(Bytes(second, second.Tensors[key])), $"{name}: {key} differs");
    }

    private static unsafe ReadOnlySpan<byte> Bytes(SafetensorsFile file, TensorInfo info) => new(file.Pointer(info), (int)info.Length);

    private sealed class Collector(List<ProgressReport> reports) : IProgress<ProgressReport>
    {
        public void Report(ProgressReport value) => reports.Add(value);
    }

    private sealed class RunFolder(ScratchFolder scratch, string name)
    {
        public RunDirectory Run { get; } = RunDirectory.Create(scratch.File(name));
    }
}
