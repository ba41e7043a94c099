using System.Collections.Immutable;
using Assay.Core.Progress;
using Assay.Torch.Trials.Internals;

namespace Assay.Torch.Trials;

/// <summary>
/// Tests the doctor: trains small networks of many kinds for one epoch, each with a fault planted or with none, and looks at what the doctor says.
/// <code>
/// var results = DoctorTrials.Run(faults: 200, sound: 200, seed: 1);
/// Console.WriteLine($"{results.Count(result => result.IsRight)} of {results.Length} right");
/// </code>
/// </summary>
public static class DoctorTrials
{
    /// <summary>Runs trials. The same seed gives the same trials.</summary>
    /// <param name="faults">Trainings with a fault, spread evenly over the kinds.</param>
    /// <param name="sound">Trainings without.</param>
    /// <param name="seed">Of all of them.</param>
    /// <param name="progress">Hears of trials.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ImmutableArray<TrialResult> Run(int faults, int sound, ulong seed, IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(faults);
        ArgumentOutOfRangeException.ThrowIfNegative(sound);
        var kinds = Enum.GetValues<PlantedFault>().Where(kind => kind != PlantedFault.None).ToArray();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var results = ImmutableArray.CreateBuilder<TrialResult>(faults + sound);
        for (var number = 0; number < faults + sound; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            results.Add(Trial.Run(number < faults ? kinds[number % kinds.Length] : PlantedFault.None, seed * 1_000_003 + (ulong)number));
            progress?.Report(new ProgressReport { Stage = "trials", Done = number + 1, Total = faults + sound, Unit = "trainings", Elapsed = clock.Elapsed });
        }
        return results.MoveToImmutable();
    }
}
