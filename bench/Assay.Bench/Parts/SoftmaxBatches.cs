using System.Runtime.InteropServices;
using Assay.Core.Memory;
using Assay.Core.Randomness;
using Assay.Embeddings.Training.Internals.FullSoftmax;

namespace Assay.Bench.Parts;

/// <summary>Batches of windows and first weights that ours and the peer train on alike; word i occurs in proportion to 1/(i + 1), as in text.</summary>
internal sealed class SoftmaxBatches
{
    public const int Vocabulary = 30_000;
    public const int Dimensions = 100;
    public const int Batch = 64;
    public const int Context = 10;
    public const int Warmup = 5;

    /// <summary>Low enough that rounding does not grow: at 0.025 single and double precision part ways in PyTorch alone within these steps.</summary>
    public const float LearningRate = 0.005f;

    /// <summary>Operations of the three products of a step: logits, gradients of W′, gradients of h.</summary>
    public const double FlopsPerStep = 6.0 * Vocabulary * Batch * Dimensions;

    private readonly int _steps;
    private readonly int[] _ids;      // [steps, batch + batch · context]
    private readonly float[] _weights; // [V, d]

    public SoftmaxBatches(int steps)
    {
        _steps = steps;
        var random = new RandomStream(1);
        _ids = new int[steps * Batch * (1 + Context)];
        for (var i = 0; i < _ids.Length; i++) _ids[i] = (int)Math.Min(Vocabulary - 1, Math.Exp(random.NextDouble() * Math.Log(Vocabulary + 1.0)) - 1);
        _weights = new float[Vocabulary * Dimensions];
        for (var i = 0; i < _weights.Length; i++) _weights[i] = (random.NextSingle() - 0.5f) / Dimensions;
    }

    public void Save(string batches, string weights)
    {
        int[] header = [_steps, Batch, Context];
        File.WriteAllBytes(batches, [.. MemoryMarshal.AsBytes(header.AsSpan()), .. MemoryMarshal.AsBytes(_ids.AsSpan())]);
        File.WriteAllBytes(weights, MemoryMarshal.AsBytes(_weights.AsSpan()).ToArray());
    }

    /// <summary>Trains on all batches: seconds a step after the warm-up, and the loss a context word of the first and the last step.</summary>
    public (double SecondsPerStep, double FirstLoss, double LastLoss) Train(int threads)
    {
        using var input = new NativeMatrix(Vocabulary, Dimensions);
        using var output = new NativeMatrix(Vocabulary, Dimensions);
        for (var row = 0; row < Vocabulary; row++) _weights.AsSpan(row * Dimensions, Dimensions).CopyTo(input.Row(row));
        using var step = FullSoftmaxStep.Create(input, output, Batch, threads);
        int[] starts = [.. Enumerable.Range(0, Batch + 1).Select(window => window * Context)];
        double first = 0, last = 0;
        var started = 0L;
        for (var i = 0; i < _steps; i++)
        {
            if (i == Warmup) started = System.Diagnostics.Stopwatch.GetTimestamp();
            var ids = _ids.AsSpan(i * Batch * (1 + Context), Batch * (1 + Context));
            last = step.Step(ids[..Batch], ids[Batch..], starts, LearningRate) / (Batch * Context);
            if (i == 0) first = last;
        }
        var seconds = System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds;
        return (seconds / (_steps - Warmup), first, last);
    }
}
