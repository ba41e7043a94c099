using Assay.Embeddings.Training.Internals.FullSoftmax;
using Assay.Embeddings.Training.Internals.Sampling;
using Assay.Embeddings.Training.Internals.Windows;

namespace Assay.Embeddings.Training.Internals.Schedules;

/// <summary>
/// The schedule of the full softmax: batches of centres in the order of the text, one after the other, with all threads inside each step.
/// The centre feeds and its context is predicted. Deterministic for any number of threads.
/// </summary>
internal sealed class BatchSchedule : TrainingSchedule
{
    private readonly FullSoftmaxStep _step;
    private readonly BlockReader _reader;
    private readonly WindowReach _reach;
    private readonly int[] _centres;
    private readonly int[] _starts;
    private readonly int[] _contexts;
    private long _next;

    public BatchSchedule(TrainingData data, int threads)
        : base(data, 1)
    {
        var options = data.Options;
        _reach = new WindowReach(options);
        _reader = new BlockReader(data.Stream, data.Subsampler, options.ContextWindow);
        _step = FullSoftmaxStep.Create(data.Input, data.Output, options.BatchSize, threads);
        _centres = new int[options.BatchSize];
        _starts = new int[options.BatchSize + 1];
        _contexts = new int[options.BatchSize * _reach.MostWords];
    }

    public override long Next
    {
        get => _next;
        set => _next = value;
    }

    public override void Dispose()
    {
        base.Dispose();
        _reader.Dispose();
        _step.Dispose();
    }

    protected override void Run(int thread)
    {
        while (!StopRequested && _next < Steps)
        {
            var (epoch, block) = Locate(_next);
            Curve.Add(_next, TrainBlock(epoch, block, LearningRate(_next)));
            _next++;
        }
    }

    private unsafe BlockLoss TrainBlock(int epoch, int block, float learningRate)
    {
        _reader.Read(block, Data.Subsampler.Key(epoch));
        var random = FastRandom.Of(Data.Options.Seed, epoch, block);
        var words = _reader.Words;
        var (count, pairs, loss) = (0, 0L, 0.0);
        for (var place = _reader.First; place < _reader.End; place++)
        {
            if (words[place] < 0) continue;
            _reach.Find(words, place, ref random, out var from, out var to);
            if (from == to) continue;
            var end = _starts[count];
            for (var context = from; context <= to; context++)
            {
                if (context != place) _contexts[end++] = words[context];
            }
            pairs += to - from;
            _centres[count] = words[place];
            _starts[++count] = end;
            if (count == _centres.Length) loss += Flush(ref count, learningRate);
        }
        if (count > 0) loss += Flush(ref count, learningRate);
        return new BlockLoss(_reader.CorpusWords, pairs, loss);
    }

    private double Flush(ref int count, float learningRate)
    {
        var loss = _step.Step(_centres.AsSpan(0, count), _contexts.AsSpan(0, _starts[count]), _starts.AsSpan(0, count + 1), learningRate);
        count = 0;
        return loss;
    }
}
