using Assay.Embeddings.Training.Internals.Kernels;
using Assay.Embeddings.Training.Internals.Rows;

namespace Assay.Embeddings.Training.Internals.Windows;

/// <summary>
/// Lays the rows of one step out for <see cref="WindowKernel{TLanes,TVector}"/>: outputs padded to a multiple of three with rows of zeros,
/// and a noise word that was drawn twice given a copy of its own, so that both its gradients count.
/// </summary>
internal sealed unsafe class WindowStep<TLanes, TVector, TRows>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
    where TRows : struct, IRowSource
{
    private const int WidestVector = 16;

    private readonly TRows _rows;
    private readonly int _stride;
    private readonly float* _noiseSigns;
    private readonly double* _dummyLoss;   // by number of inputs
    private readonly float* _pathSigns;
    private readonly float* _spare;        // a row for each output: zeros for dummies, copies for repeated words
    private readonly float* _before;       // what the copies held before the step
    private WindowRows _window;
    private LossLanes<TLanes, TVector> _loss = new();
    private double _dummies;

    public WindowStep(TrainingData data, TRows rows, NativeArena arena)
    {
        var options = data.Options;
        var mostInputs = options.Direction == PredictionDirection.ContextPredictsCentre ? new WindowReach(options).MostWords : 1;
        var mostOutputs = Padded(data.Tree?.Depth ?? 1 + options.Negatives);
        var mostPairs = mostInputs * mostOutputs + 2 * WidestVector;
        _rows = rows;
        _stride = data.Input.Stride;
        _spare = arena.Take<float>(mostOutputs * _stride);
        _before = arena.Take<float>(mostOutputs * _stride);
        _pathSigns = arena.Take<float>(mostPairs);
        _noiseSigns = arena.Take<float>(mostPairs);
        _dummyLoss = arena.Take<double>(mostInputs + 1);
        _window = new WindowRows
        {
            Columns = _stride,
            Stride = _stride,
            Input = arena.TakePointers(mostInputs),
            Output = arena.TakePointers(mostOutputs),
            Slopes = arena.Take<float>(mostPairs),
            InputGradients = arena.Take<float>(mostInputs * _stride),
        };
        if (data.Tree is null) LayOutNoiseSigns(1 + options.Negatives, mostInputs, mostPairs);
    }

    /// <summary>The input rows of the next step, to be filled in.</summary>
    public float** Input => _window.Input;

    /// <summary>Tells the first word of the set from the others, for each input row.</summary>
    public void AgainstNoise(int* set, int size, int inputs, float learningRate)
    {
        var repeated = false;
        for (var i = 0; i < size; i++)
        {
            var row = _rows.Output(set[i]);
            for (var earlier = 1; earlier < i; earlier++)
            {
                if (set[earlier] != set[i]) continue;
                repeated = true;
                row = Copy(row, i);
                break;
            }
            _window.Output[i] = row;
        }
        var padded = Pad(size);
        _window.Inputs = inputs;
        _window.Outputs = padded;
        _window.Signs = _noiseSigns;
        WindowKernel<TLanes, TVector>.Step(in _window, learningRate, ref _loss);
        _dummies += _dummyLoss[inputs];
        if (repeated) AddRepeated(set, size);
    }

    /// <summary>Decides left or right at every node on the way to a word, for each input row. Codes: 0 is predicted as +1, 1 as −1.</summary>
    public void AlongPath(ReadOnlySpan<int> nodes, ReadOnlySpan<sbyte> codes, int inputs, float learningRate)
    {
        for (var i = 0; i < nodes.Length; i++) _window.Output[i] = _rows.Output(nodes[i]);
        var padded = Pad(nodes.Length);
        var sign = _pathSigns;
        for (var input = 0; input < inputs; input++)
        {
            for (var i = 0; i < padded; i++) *sign++ = i < nodes.Length ? 1 - 2 * codes[i] : 0;
        }
        for (var i = 0; i < WidestVector; i++) sign[i] = 1;
        _window.Inputs = inputs;
        _window.Outputs = padded;
        _window.Signs = _pathSigns;
        WindowKernel<TLanes, TVector>.Step(in _window, learningRate, ref _loss);
        _dummies += inputs * (padded - nodes.Length) * Math.Log(2);
    }

    /// <summary>The loss since the last call, without the dummies' share.</summary>
    public double TakeLoss()
    {
        var loss = _loss.Take() - _dummies;
        _dummies = 0;
        return loss;
    }

    private static int Padded(int outputs) => (outputs + 2) / 3 * 3;

    private int Pad(int outputs)
    {
        var padded = Padded(outputs);
        for (var i = outputs; i < padded; i++) _window.Output[i] = _spare + (nint)i * _stride;
        return padded;
    }

    private void LayOutNoiseSigns(int size, int mostInputs, int mostPairs)
    {
        var padded = Padded(size);
        for (var i = 0; i < mostPairs; i++) _noiseSigns[i] = (i % padded) switch { 0 => 1, var place when place < size => -1, _ => 0 };
        for (var inputs = 1; inputs <= mostInputs; inputs++)
        {
            var computed = (inputs * padded + TLanes.Width - 1) / TLanes.Width * TLanes.Width;
            for (var i = 0; i < computed; i++)
            {
                if (_noiseSigns[i] == 0) _dummyLoss[inputs] += Math.Log(2);
            }
        }
    }

    private float* Copy(float* row, int output)
    {
        var offset = (nint)output * _stride;
        var bytes = _stride * sizeof(float);
        Buffer.MemoryCopy(row, _spare + offset, bytes, bytes);
        Buffer.MemoryCopy(row, _before + offset, bytes, bytes);
        return _spare + offset;
    }

    private void AddRepeated(int* set, int size)
    {
        for (var i = 2; i < size; i++)
        {
            var offset = (nint)i * _stride;
            if (_window.Output[i] != _spare + offset) continue;
            var row = _rows.Output(set[i]);
            for (var column = 0; column < _stride; column++)
            {
                row[column] += _spare[offset + column] - _before[offset + column];
            }
        }
    }
}
