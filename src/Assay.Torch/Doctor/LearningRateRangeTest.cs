using Assay.Core.Randomness;
using Assay.Torch.Optimisers;
using Assay.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Torch.Doctor;

/// <summary>
/// Raises the learning rate from step to step and looks at the loss (Smith 2017, "Cyclical learning rates", section 3.3). Weights are put back afterwards.
/// <code>
/// var test = LearningRateRangeTest.Run(task, parameters => new FusedAdam(parameters, new AdamOptions()), used: 1e-3);
/// Console.WriteLine($"fell fastest at {test.Steepest}, rose from {test.Divergence}");
/// </code>
/// </summary>
public static class LearningRateRangeTest
{
    private const double Smoothing = 0.8;
    private const double Rise = 2;      // times the loss of the first steps: it does not come back
    private const int FirstSteps = 10;  // too short to change anything
    private const double LeastFall = 0.02;
    private const double BegunShare = 0.2;
    private const int Reach = 3;

    /// <summary>Makes the test on the calling thread.</summary>
    /// <param name="task">What is trained; its batches are those of the first steps.</param>
    /// <param name="optimiser">Makes the optimiser for the parameters.</param>
    /// <param name="used">The rate that the training uses.</param>
    /// <param name="lowest">First rate.</param>
    /// <param name="highest">Last rate.</param>
    /// <param name="steps">Steps, evenly spread over the logarithms of the rates.</param>
    /// <param name="seed">Of the batches.</param>
    /// <param name="cancellation">Stops it.</param>
    public static RangeTestResult Run(
        TrainingTask task, Func<IEnumerable<(string name, TorchSharp.Modules.Parameter parameter)>, Optimiser> optimiser, double used,
        double lowest = 1e-7, double highest = 10, int steps = 80, ulong seed = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(optimiser);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 10);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lowest);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(highest, lowest);
        using var scope = NewDisposeScope();
        var kept = Copies(task.Model);
        var points = new List<(double LearningRate, double Loss)>();
        var divergence = (double?)null;
        try
        {
            using var changes = optimiser(task.Model.named_parameters());
            task.Model.train();
            var average = 0.0;
            for (var step = 0; step < steps && divergence is null; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                using var inner = NewDisposeScope();
                changes.LearningRate = lowest * Math.Pow(highest / lowest, (double)step / (steps - 1));
                var loss = task.Loss(new TrainingStep(step, RandomStream.Split(seed, 2 * (ulong)step)));
                changes.ZeroGradients();
                loss.backward();
                changes.Step();
                average = Smoothing * average + (1 - Smoothing) * loss.ToDouble();
                var smooth = average / (1 - Math.Pow(Smoothing, step + 1));
                if (!double.IsFinite(smooth) || (points.Count >= FirstSteps && smooth > Rise * Start(points)))
                {
                    divergence = changes.LearningRate;
                    break;
                }
                points.Add((changes.LearningRate, smooth));
            }
            changes.ZeroGradients();
        }
        finally
        {
            using var quiet = no_grad();
            foreach (var (tensor, copy) in kept) tensor.copy_(copy);
        }
        return new RangeTestResult { Used = used, Points = [.. points], Steepest = Steepest(points), Divergence = divergence };
    }

    // Buffers too: a batch norm's averages move with every forward pass.
    private static List<(Tensor, Tensor)> Copies(nn.Module model)
    {
        using var quiet = no_grad();
        return [.. model.parameters().Cast<Tensor>().Concat(model.buffers()).Select(tensor => (tensor, tensor.clone()))];
    }

    private static double Start(List<(double LearningRate, double Loss)> points) => points.Take(FirstSteps).Average(point => point.Loss);

    private static double? Steepest(List<(double LearningRate, double Loss)> points)
    {
        var (start, lowest) = (points.Count < FirstSteps ? 0 : Start(points), points.Count == 0 ? 0 : points.Min(point => point.Loss));
        if (points.Count < FirstSteps || start - lowest < LeastFall * Math.Abs(start)) return null;
        // Before a fifth of the whole fall, differences between batches are larger than what the steps do.
        var begun = start - BegunShare * (start - lowest);
        var (steepest, slope) = (-1, 0.0);
        for (var i = 1; i + 1 < points.Count; i++)
        {
            if (points[i].Loss > begun) continue;
            var change = points[Math.Min(i + Reach, points.Count - 1)].Loss - points[Math.Max(i - Reach, 0)].Loss;
            if (change < slope) (steepest, slope) = (i, change);
        }
        return steepest >= 0 ? points[steepest].LearningRate : null;
    }
}
