using Assay.Torch.Optimisers.Internals;
using Assay.Torch.Tensors;
using TorchSharp;
using TorchSharp.Modules;

namespace Assay.Torch.Optimisers;

public abstract partial class Optimiser
{
    /// <summary>How the next step changes weights, whose gradients are to be scaled first.</summary>
    private protected abstract IUpdateRule Rule(double gradientScale);

    /// <summary>What depends on how many steps a parameter has taken, this one included.</summary>
    private protected abstract (double StepSize, double SecondScale) Coefficients(long steps);

    private protected ClipFactors<T> Clip<T>(double gradientScale, double penalty) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> =>
        new(gradientScale, _clipping.Value ?? double.PositiveInfinity, penalty);

    private static torch.Tensor NewState(Parameter parameter) => torch.zeros_like(parameter, requires_grad: false).DetachFromDisposeScope();

    // Gradients are tensors of each step, so that their places change.
    private long CutPieces()
    {
        _pieces.Clear();
        _moved.Clear();
        long elements = 0;
        foreach (var parameter in _parameters)
        {
            if (parameter.Parameter.grad is not { } gradient) continue;
            _moved.Add(parameter);
            var (stepSize, secondScale) = Coefficients(parameter.Steps + 1);
            var size = (int)parameter.Parameter.ElementSize;
            var length = parameter.Parameter.NumberOfElements;
            var weights = TensorMemory.Pointer(parameter.Parameter);
            var gradients = TensorMemory.Pointer(gradient.contiguous());
            var first = parameter.First is null ? 0 : TensorMemory.Pointer((torch.Tensor)parameter.First);
            var second = parameter.Second is null ? 0 : TensorMemory.Pointer((torch.Tensor)parameter.Second);
            for (long start = 0; start < length; start += PieceLength)
            {
                var offset = (nint)(start * size);
                var count = (int)Math.Min(PieceLength, length - start);
                _pieces.Add(new Piece(weights + offset, gradients + offset, first == 0 ? 0 : first + offset, second == 0 ? 0 : second + offset, count, stepSize, secondScale));
            }
            elements += length;
        }
        return elements;
    }

    // Pieces are summed in their order, so that the norm does not depend on which thread took which.
    private unsafe double Norm(long elements, int threads)
    {
        var squares = new double[_pieces.Count];
        var isSingle = IsSingle;
        PieceWork.Run(_pieces.Count, elements, threads, i => squares[i] = isSingle
            ? SquaredNorm.Of((float*)_pieces[i].Gradient, _pieces[i].Length)
            : SquaredNorm.Of((double*)_pieces[i].Gradient, _pieces[i].Length));
        return Math.Sqrt(squares.Sum());
    }
}
