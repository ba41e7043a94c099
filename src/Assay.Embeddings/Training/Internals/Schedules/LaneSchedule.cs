using Assay.Embeddings.Training.Internals.Sampling;
using Assay.Embeddings.Training.Internals.Windows;

namespace Assay.Embeddings.Training.Internals.Schedules;

/// <summary>
/// The deterministic schedule: rounds of eight lanes. In a round each lane trains on a short block against the matrices as they were when the
/// round began, seeing only its own changes; then all changes are added up in the order of the lanes. Threads share the lanes of a round, so
/// their number changes the time and nothing else.
/// </summary>
internal sealed class LaneSchedule : TrainingSchedule
{
    /// <summary>Lanes in a round; also the most threads that help.</summary>
    public const int LaneCount = 8;

    /// <summary>Occurrences of the most frequent word in a round; tuned on English Wikipedia for the loss after one epoch.</summary>
    private const double MostRepeats = 4;

    private readonly Lane[] _lanes;
    private readonly RowMerge _inputs;
    private readonly RowMerge _outputs;
    private readonly Barrier _merge;
    private readonly Barrier _advance;
    private long _round;
    private int _claimed;
    private bool _done;

    public LaneSchedule(TrainingData data, int threads)
        : base(data, Math.Min(threads, LaneCount))
    {
        var words = data.Stream.BlockLength;
        var options = data.Options;
        var predictions = options.Direction == PredictionDirection.ContextPredictsCentre ? 1 : new WindowReach(options).MostWords;
        var outputs = (long)words * predictions * (data.Tree?.Depth ?? 1 + options.Negatives);
        _lanes = new Lane[LaneCount];
        for (var i = 0; i < LaneCount; i++)
            _lanes[i] = new Lane(data, words + 2 * options.ContextWindow, (int)Math.Min(outputs, data.Output.Rows));
        _inputs = new RowMerge(data.Input, [.. _lanes.Select(lane => lane.Inputs)]);
        _outputs = new RowMerge(data.Output, [.. _lanes.Select(lane => lane.Outputs)]);
        _merge = new Barrier(ThreadCount);
        _advance = new Barrier(ThreadCount, _ => Advance());
    }

    public override long Next
    {
        get => Math.Min(_round * LaneCount, Steps);
        set => _round = (value + LaneCount - 1) / LaneCount;
    }

    /// <summary>
    /// Places in a lane's block, or null where lanes would harm. Lanes do not see each other's changes within a round, so the changes of a word
    /// that occurs often in a round add up to too long a step. The block is short enough that the most frequent word occurs
    /// <see cref="MostRepeats"/> times in a round, and long enough that about 6,000 rows of W′ are touched at most.
    /// Text in which one word is so frequent that blocks would be tiny (small vocabularies, no subsampling) is trained on in one sequence.
    /// </summary>
    /// <param name="length">Length of the stream of ids.</param>
    /// <param name="share">Share of the stream that the most frequent word has after subsampling.</param>
    /// <param name="options">The options of the training.</param>
    public static int? BlockLength(long length, double share, SkipGramOptions options)
    {
        const int MostRows = 6144;
        const int LeastRounds = 32;
        const int ShortestBlock = 48;
        var most = options.Objective == SkipGramObjective.NegativeSampling ? MostRows / (1 + options.Negatives) : MostRows / 6;
        var block = Math.Min(Math.Min(most, length / (LaneCount * LeastRounds)), (long)(MostRepeats / (LaneCount * share)));
        return block >= ShortestBlock ? (int)block : null;
    }

    public override void Start()
    {
        _done = Next >= Steps;
        _claimed = 0;
        base.Start();
    }

    public override void Dispose()
    {
        base.Dispose();
        foreach (var lane in _lanes) lane.Dispose();
        _merge.Dispose();
        _advance.Dispose();
    }

    protected override void Run(int thread)
    {
        try
        {
            while (!_done)
            {
                int lane;
                while ((lane = Interlocked.Increment(ref _claimed) - 1) < LaneCount) TrainLane(lane);
                _merge.SignalAndWait();
                _inputs.Merge(thread, ThreadCount);
                _outputs.Merge(thread, ThreadCount);
                _advance.SignalAndWait();
            }
        }
        finally
        {
            if (!_done)
            {
                // This thread failed: the others must not wait for it for ever.
                _merge.RemoveParticipant();
                _advance.RemoveParticipant();
            }
        }
    }

    private void TrainLane(int lane)
    {
        _lanes[lane].Forget();
        var step = _round * LaneCount + lane;
        if (step >= Steps) return;
        var (epoch, block) = Locate(step);
        _lanes[lane].Train(epoch, block, LearningRate(step));
    }

    /// <summary>Runs on one thread while the others wait.</summary>
    private void Advance()
    {
        for (var lane = 0; lane < LaneCount; lane++)
        {
            var step = _round * LaneCount + lane;
            if (step < Steps) Curve.Add(step, _lanes[lane].Loss);
        }
        _round++;
        _claimed = 0;
        _done = StopRequested || _round * LaneCount >= Steps;
    }
}
