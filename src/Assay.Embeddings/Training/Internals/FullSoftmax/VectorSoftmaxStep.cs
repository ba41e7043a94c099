using Assay.Core.Memory;
using Assay.Embeddings.Training.Internals.Kernels;
using Assay.Embeddings.Training.Internals.Windows;

namespace Assay.Embeddings.Training.Internals.FullSoftmax;

/// <inheritdoc/>
/// <remarks>
/// The vocabulary is cut into a fixed number of slices, each worked on by one thread at a time, block by block, so that a block of W′, the batch
/// and their products stay in the second cache. What slices add up (partition, gradients of h) is kept apart and summed in their order, which makes
/// the result independent of the threads. Rates are limited by curvature (<see cref="CurvatureLimit{TLanes,TVector}"/>). 6·V·b·d floating-point operations: logits, gradients of W′ and gradients of h, 2·V·b·d each.
/// </remarks>
internal sealed unsafe class VectorSoftmaxStep<TLanes, TVector> : FullSoftmaxStep
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private const int SliceCount = 16;
    private const int BlockRows = 96;
    private const int ColumnMultiple = 32; // of the padded batch: two of the widest vectors

    private readonly NativeMatrix _input;
    private readonly NativeMatrix _output;
    private readonly NativeArena _arena = new();
    private readonly WorkGang _gang;
    private readonly int _stride;
    private readonly int _mostColumns;
    private readonly float* _h;            // [b, stride]
    private readonly float* _transposed;   // [d, b padded]
    private readonly NativeMatrix _logits; // [V, b padded]
    private readonly float* _largest;      // [slice, b padded]
    private readonly float* _sums;         // [slice, b padded]
    private readonly float* _gradients;    // [slice, b, stride]
    private readonly float* _observed;     // [b, stride]: Σ_c W′[o_c] before the step
    private readonly float* _minusLogPartition;
    private readonly float* _squaredNorms;    // [b padded]: |h_b|²
    private readonly float* _curvatures;      // [slice, b padded]: C_b·Σ_i p_bi·|W′_i|² over the slice
    private readonly float* _rates;           // [V]: step of each row of W′
    private readonly float* _weights;
    // Kept, so that a step allocates nothing.
    private readonly Action _computeLogits;
    private readonly Action _computeGradients;
    private int _batch;
    private int _columns;
    private int _slice;
    private float _learningRate;

    public VectorSoftmaxStep(NativeMatrix input, NativeMatrix output, int batch, int threads)
    {
        _input = input;
        _output = output;
        _stride = input.Stride;
        _mostColumns = (batch + ColumnMultiple - 1) / ColumnMultiple * ColumnMultiple;
        _h = _arena.Take<float>(_mostColumns * _stride);
        _transposed = _arena.Take<float>(_stride * _mostColumns);
        _logits = new NativeMatrix(output.Rows, _mostColumns);
        _largest = _arena.Take<float>(SliceCount * _mostColumns);
        _sums = _arena.Take<float>(SliceCount * _mostColumns);
        _gradients = _arena.Take<float>(checked(SliceCount * _mostColumns * _stride));
        _observed = _arena.Take<float>(_mostColumns * _stride);
        _minusLogPartition = _arena.Take<float>(_mostColumns);
        _weights = _arena.Take<float>(_mostColumns);
        _squaredNorms = _arena.Take<float>(_mostColumns);
        _curvatures = _arena.Take<float>(SliceCount * _mostColumns);
        _rates = _arena.Take<float>(output.Rows);
        _gang = new WorkGang(threads);
        Action<int, int, int> logits = ComputeLogits, gradients = ComputeGradients;
        _computeLogits = () => ForEachSlice(logits);
        _computeGradients = () => ForEachSlice(gradients);
    }

    public override double Step(ReadOnlySpan<int> centres, ReadOnlySpan<int> contexts, ReadOnlySpan<int> contextStarts, float learningRate)
    {
        _batch = centres.Length;
        _columns = (_batch + ColumnMultiple - 1) / ColumnMultiple * ColumnMultiple;
        _learningRate = learningRate;
        Gather(centres, contextStarts);
        _slice = 0;
        _gang.Run(_computeLogits);
        var loss = Partition(contexts, contextStarts);
        GatherObserved(contexts, contextStarts);
        _slice = 0;
        _gang.Run(_computeGradients);
        Update(centres, contexts, contextStarts);
        return loss;
    }

    public override void Dispose()
    {
        _gang.Dispose();
        _logits.Dispose();
        _arena.Dispose();
    }

    private void Gather(ReadOnlySpan<int> centres, ReadOnlySpan<int> starts)
    {
        new Span<float>(_transposed, _stride * _columns).Clear();
        for (var b = 0; b < _columns; b++)
        {
            _weights[b] = b < _batch ? starts[b + 1] - starts[b] : 0;
            _squaredNorms[b] = 0;
            if (b >= _batch) continue;
            var row = _input.RowPointer(centres[b]);
            _squaredNorms[b] = CurvatureLimit<TLanes, TVector>.Dot(row, row, _stride);
            new ReadOnlySpan<float>(row, _stride).CopyTo(new Span<float>(_h + (nint)b * _stride, _stride));
            for (var i = 0; i < _input.Columns; i++) _transposed[(nint)i * _columns + b] = row[i];
        }
    }

    private void ForEachSlice(Action<int, int, int> work)
    {
        int slice;
        while ((slice = Interlocked.Increment(ref _slice) - 1) < SliceCount)
        {
            var rows = _output.Rows;
            work(slice, (int)((long)rows * slice / SliceCount), (int)((long)rows * (slice + 1) / SliceCount));
        }
    }

    private void ComputeLogits(int slice, int from, int to)
    {
        var largest = _largest + (nint)slice * _mostColumns;
        var sums = _sums + (nint)slice * _mostColumns;
        new Span<float>(largest, _columns).Fill(-1e30f);
        new Span<float>(sums, _columns).Clear();
        for (var row = from; row < to; row += BlockRows)
        {
            var rows = Math.Min(BlockRows, to - row);
            var logits = _logits.RowPointer(row);
            SoftmaxKernels<TLanes, TVector>.Multiply(
                rows, _columns, _input.Columns, _output.RowPointer(row), _output.Stride, 1, _transposed, _columns, logits, _logits.Stride, 1, add: false);
            SoftmaxKernels<TLanes, TVector>.MergeLogSum(logits, _logits.Stride, rows, _columns, largest, sums);
        }
    }

    /// <summary>log Σ e^z of each window from the slices' parts, in double precision; the loss of the batch.</summary>
    private double Partition(ReadOnlySpan<int> contexts, ReadOnlySpan<int> starts)
    {
        var loss = 0.0;
        for (var b = 0; b < _columns; b++)
        {
            var largest = float.NegativeInfinity;
            for (var slice = 0; slice < SliceCount; slice++) largest = Math.Max(largest, _largest[(nint)slice * _mostColumns + b]);
            var sum = 0.0;
            for (var slice = 0; slice < SliceCount; slice++)
            {
                var place = (nint)slice * _mostColumns + b;
                sum += _sums[place] * Math.Exp(_largest[place] - (double)largest);
            }
            var logPartition = largest + Math.Log(sum);
            _minusLogPartition[b] = (float)-logPartition;
            if (b >= _batch) continue;
            loss += (starts[b + 1] - starts[b]) * logPartition;
            for (var c = starts[b]; c < starts[b + 1]; c++) loss -= _logits.RowPointer(contexts[c])[b];
        }
        return loss;
    }

    private void ComputeGradients(int slice, int from, int to)
    {
        var gradient = _gradients + (nint)slice * _mostColumns * _stride;
        var curvatures = _curvatures + (nint)slice * _mostColumns;
        new Span<float>(gradient, _batch * _stride).Clear();
        new Span<float>(curvatures, _columns).Clear();
        for (var row = from; row < to; row += BlockRows)
        {
            var rows = Math.Min(BlockRows, to - row);
            var logits = _logits.RowPointer(row);
            var output = _output.RowPointer(row);
            SoftmaxKernels<TLanes, TVector>.Probabilities(logits, _logits.Stride, rows, _columns, _minusLogPartition, _weights);
            // h's gradient wants W′ as it was, so it goes first: dh[b] += Σ_v G[v, b]·W′[v].
            SoftmaxKernels<TLanes, TVector>.Multiply(_batch, _stride, rows, logits, 1, _logits.Stride, output, _output.Stride, gradient, _stride, 1, add: true);
            CurvatureLimit<TLanes, TVector>.ScaleByRates(logits, _logits.Stride, rows, _columns, output, _output.Stride, _stride, _squaredNorms, _learningRate, curvatures, _rates + row);
            SoftmaxKernels<TLanes, TVector>.Multiply(rows, _stride, _batch, logits, _logits.Stride, 1, _h, _stride, output, _output.Stride, -1, add: true);
        }
    }

    private void GatherObserved(ReadOnlySpan<int> contexts, ReadOnlySpan<int> starts)
    {
        new Span<float>(_observed, _batch * _stride).Clear();
        for (var b = 0; b < _batch; b++)
        {
            for (var c = starts[b]; c < starts[b + 1]; c++) Subtract(_observed + (nint)b * _stride, _output.RowPointer(contexts[c]), _stride, -1);
        }
    }

    /// <summary>Moves W by its gradients, and both matrices by the share −y of the observed words.</summary>
    private void Update(ReadOnlySpan<int> centres, ReadOnlySpan<int> contexts, ReadOnlySpan<int> starts)
    {
        for (var b = 0; b < _batch; b++)
        {
            var row = _input.RowPointer(centres[b]);
            var curvature = 0f;
            for (var slice = 0; slice < SliceCount; slice++) curvature += _curvatures[(nint)slice * _mostColumns + b];
            var rate = CurvatureLimit<TLanes, TVector>.Rate(_learningRate, curvature);
            for (var slice = 0; slice < SliceCount; slice++)
                Subtract(row, _gradients + ((nint)slice * _mostColumns + b) * _stride, _stride, rate);
            Subtract(row, _observed + (nint)b * _stride, _stride, -rate);
        }
        for (var b = 0; b < _batch; b++)
        {
            for (var c = starts[b]; c < starts[b + 1]; c++) Subtract(_output.RowPointer(contexts[c]), _h + (nint)b * _stride, _stride, -_rates[contexts[c]]);
        }
    }

    private static void Subtract(float* target, float* source, int length, float factor)
    {
        var scale = TLanes.Broadcast(-factor);
        for (nint i = 0; i < length; i += TLanes.Width) TLanes.Store(target + i, TLanes.MultiplyAdd(TLanes.Load(source + i), scale, TLanes.Load(target + i)));
    }
}
