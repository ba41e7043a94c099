using Assay.Embeddings.Training.Internals.Kernels;
using Assay.Embeddings.Training.Internals.Rows;
using Assay.Embeddings.Training.Internals.Sampling;

namespace Assay.Embeddings.Training.Internals.Windows;

/// <inheritdoc/>
internal sealed unsafe class VectorWindowWorker<TLanes, TVector, TRows> : WindowWorker
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
    where TRows : struct, IRowSource
{
    /// <summary>Centres that are planned ahead; tuned on English Wikipedia at 100 and 300 dimensions, where 1 was some 10 % slower.</summary>
    private const int Lookahead = 4;

    private const int RingSize = 8;

    private readonly TrainingData _data;
    private readonly TRows _rows;
    private readonly WindowReach _reach;
    private readonly BlockReader _reader;
    private readonly WindowStep<TLanes, TVector, TRows> _step;
    private readonly PlannedWindow* _ring;
    private readonly NativeArena _arena = new();
    private readonly int _setSize;
    private readonly bool _contextPredicts;
    private FastRandom _random;
    private NoiseReserve _noise;

    public VectorWindowWorker(TrainingData data, TRows rows)
    {
        var options = data.Options;
        _data = data;
        _rows = rows;
        _reach = new WindowReach(options);
        _reader = new BlockReader(data.Stream, data.Subsampler, options.ContextWindow);
        _step = new WindowStep<TLanes, TVector, TRows>(data, rows, _arena);
        _contextPredicts = options.Direction == PredictionDirection.ContextPredictsCentre;
        _setSize = data.Noise is null ? 0 : 1 + options.Negatives;
        if (data.Noise is not null) _noise = new NoiseReserve(data.Noise, _arena.Take<int>(NoiseReserve.Capacity));
        _ring = _arena.Take<PlannedWindow>(RingSize);
        var sets = _contextPredicts ? 1 : _reach.MostWords;
        for (var i = 0; i < RingSize; i++) _ring[i].Outputs = _arena.Take<int>(sets * _setSize);
    }

    public override BlockLoss Train(int epoch, int block, float learningRate)
    {
        _reader.Read(block, _data.Subsampler.Key(epoch));
        _random = FastRandom.Of(_data.Options.Seed, epoch, block);
        _noise.Clear();
        var words = _reader.Words;
        var end = _reader.End;
        var planned = _reader.First;
        var pairs = 0L;
        for (var place = _reader.First; place < end; place++)
        {
            for (; planned < end && planned <= place + Lookahead; planned++) Plan(words, planned);
            if (words[place] < 0) continue;
            var window = _ring + (place & (RingSize - 1));
            pairs += window->To - window->From;
            if (window->To > window->From) Perform(words, place, window, learningRate);
        }
        return new BlockLoss(_reader.CorpusWords, pairs, _step.TakeLoss());
    }

    private void Plan(int* words, int place)
    {
        if (words[place] < 0) return;
        var arriving = Math.Min(place + _data.Options.ContextWindow, _reader.Last);
        if (words[arriving] >= 0) _rows.PrefetchInput(words[arriving]);

        var window = _ring + (place & (RingSize - 1));
        _reach.Find(words, place, ref _random, out window->From, out window->To);
        if (_contextPredicts)
        {
            if (_setSize > 0) DrawSet(words[place], window->Outputs);
            else FetchPath(words[place]);
            return;
        }
        var set = window->Outputs;
        for (var context = window->From; context <= window->To; context++)
        {
            if (context == place) continue;
            if (_setSize > 0) DrawSet(words[context], set);
            else FetchPath(words[context]);
            set += _setSize;
        }
    }

    /// <summary>The word to be predicted and its noise; noise that is the word itself is drawn again (Mikolov et al.'s program drops it instead).</summary>
    private void DrawSet(int word, int* set)
    {
        *set = word;
        _rows.PrefetchOutput(word);
        for (var i = 1; i < _setSize; i++)
        {
            var noise = _noise.Draw(ref _random);
            while (noise == word) noise = _noise.Draw(ref _random);
            set[i] = noise;
            _rows.PrefetchOutput(noise);
        }
    }

    private void FetchPath(int word)
    {
        foreach (var node in _data.Tree!.Nodes(word)) _rows.PrefetchOutput(node);
    }

    private void Perform(int* words, int place, PlannedWindow* window, float learningRate)
    {
        if (_contextPredicts)
        {
            var inputs = 0;
            for (var context = window->From; context <= window->To; context++)
            {
                if (context != place) _step.Input[inputs++] = _rows.Input(words[context]);
            }
            Predict(words[place], window->Outputs, inputs, learningRate);
            return;
        }
        _step.Input[0] = _rows.Input(words[place]);
        var set = window->Outputs;
        for (var context = window->From; context <= window->To; context++)
        {
            if (context == place) continue;
            Predict(words[context], set, 1, learningRate);
            set += _setSize;
        }
    }

    private void Predict(int word, int* set, int inputs, float learningRate)
    {
        if (_setSize > 0) _step.AgainstNoise(set, _setSize, inputs, learningRate);
        else _step.AlongPath(_data.Tree!.Nodes(word), _data.Tree.Codes(word), inputs, learningRate);
    }

    public override void Dispose()
    {
        _reader.Dispose();
        _arena.Dispose();
    }
}
