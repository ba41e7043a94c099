using Assay.Embeddings.Training.Internals.Windows;

namespace Assay.Embeddings.Training.Internals.Schedules;

/// <summary>The loss over the course of a training, summed in double precision in equal stretches, a whole number of them for each epoch.</summary>
internal sealed class LossCurve
{
    private const int LeastStretches = 100;

    private readonly Lock _lock = new();
    private readonly BlockLoss[] _stretches;
    private readonly int _perEpoch;
    private readonly long _steps;

    /// <param name="epochs">Passes over the corpus.</param>
    /// <param name="steps">Blocks in all passes.</param>
    public LossCurve(int epochs, long steps)
    {
        _stretches = new BlockLoss[StretchesOf(epochs)];
        _perEpoch = _stretches.Length / epochs;
        _steps = steps;
    }

    /// <summary>Number of stretches.</summary>
    public static int StretchesOf(int epochs) => (LeastStretches + epochs - 1) / epochs * epochs;

    /// <summary>The sums of each stretch, for a checkpoint.</summary>
    public BlockLoss[] Stretches
    {
        get
        {
            lock (_lock) return [.. _stretches];
        }
    }

    /// <summary>Words trained on so far.</summary>
    public long Words { get; private set; }

    /// <summary>Adds what a step came to. Sums of one stretch depend on the order of the calls in their last digits only.</summary>
    public void Add(long step, BlockLoss loss)
    {
        lock (_lock)
        {
            _stretches[Stretch(step)] += loss;
            Words += loss.Words;
        }
    }

    /// <summary>Puts the sums of a checkpoint back.</summary>
    public void Restore(ReadOnlySpan<BlockLoss> stretches)
    {
        lock (_lock)
        {
            stretches.CopyTo(_stretches);
            Words = 0;
            foreach (var stretch in _stretches) Words += stretch.Words;
        }
    }

    /// <summary>The mean loss of a pair lately: in the last stretch that is well filled.</summary>
    public double? Recent
    {
        get
        {
            lock (_lock)
            {
                var last = Array.FindLastIndex(_stretches, stretch => stretch.Pairs > 0);
                if (last < 0) return null;
                var recent = _stretches[last] + (last > 0 ? _stretches[last - 1] : default);
                return recent.Loss / recent.Pairs;
            }
        }
    }

    /// <summary>The mean loss of a pair in the last epoch.</summary>
    public double LastEpoch
    {
        get
        {
            var sum = default(BlockLoss);
            foreach (var stretch in _stretches.AsSpan(_stretches.Length - _perEpoch)) sum += stretch;
            return sum.Pairs > 0 ? sum.Loss / sum.Pairs : 0;
        }
    }

    /// <summary>The points of the curve; stretches of very small corpora that had no pair are left out.</summary>
    public IReadOnlyList<LossPoint> Points()
    {
        var points = new List<LossPoint>();
        for (var i = 0; i < _stretches.Length; i++)
        {
            var stretch = _stretches[i];
            if (stretch.Pairs > 0) points.Add(new LossPoint((i + 1.0) / _perEpoch, stretch.Loss / stretch.Pairs, stretch.Pairs));
        }
        return points;
    }

    private int Stretch(long step) => (int)(step * _stretches.Length / _steps);
}
