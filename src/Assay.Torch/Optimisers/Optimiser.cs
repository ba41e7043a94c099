using Assay.Torch.Optimisers.Internals;
using Assay.Torch.Tensors;
using TorchSharp;
using TorchSharp.Modules;

namespace Assay.Torch.Optimisers;

/// <summary>
/// Changes weights along their gradients, in place: one pass over the memory of weights, gradients and states on all threads, with clipping
/// folded in. Plain libtorch takes a dozen passes with temporaries.
/// <code>
/// using var adam = new FusedAdam(model.named_parameters(), new AdamOptions { LearningRate = 1e-3 });
/// adam.ZeroGradients();
/// loss.backward();
/// adam.Step();
/// </code>
/// </summary>
public abstract partial class Optimiser : IDisposable
{
    private const int PieceLength = 1 << 15; // 128 KiB of each array: four of them stay in a core's second cache
    private const double NormFloor = 1e-6;   // as in torch.nn.utils.clip_grad_norm_, so that results agree

    private readonly List<OptimisedParameter> _parameters = [];
    private readonly List<OptimisedParameter> _moved = []; // those with a gradient in this step
    private readonly List<Piece> _pieces = [];
    private GradientClipping _clipping;

    private protected Optimiser(IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, int states)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        LibTorch.Load();
        LearningRate = learningRate;
        // Tied weights appear under several names, and are one parameter.
        var seen = new HashSet<nint>();
        using var quiet = torch.no_grad();
        foreach (var (name, parameter) in parameters)
        {
            if (!parameter.requires_grad || !seen.Add(TensorMemory.Pointer(parameter))) continue;
            if (parameter.dtype is not (torch.ScalarType.Float32 or torch.ScalarType.Float64) || (_parameters.Count > 0 && parameter.dtype != Type))
                throw new ArgumentException($"Parameter '{name}' is of type {parameter.dtype}; all must be of single or all of double precision.", nameof(parameters));
            _parameters.Add(new OptimisedParameter(name, parameter, states >= 1 ? NewState(parameter) : null, states >= 2 ? NewState(parameter) : null));
        }
        if (_parameters.Count == 0) throw new ArgumentException("There is no parameter that requires a gradient.", nameof(parameters));
    }

    /// <summary>Length of the next step; a schedule changes it.</summary>
    public double LearningRate { get; set; }

    /// <summary>Limits of the gradients, none unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not positive.</exception>
    public GradientClipping Clipping
    {
        get => _clipping;
        set
        {
            value.Validate();
            _clipping = value;
        }
    }

    private protected bool IsSingle => Type == torch.ScalarType.Float32;

    private torch.ScalarType Type => _parameters[0].Parameter.dtype;

    /// <summary>Number of weights.</summary>
    public long Elements => _parameters.Sum(parameter => parameter.Parameter.NumberOfElements);

    /// <summary>Drops all gradients; the next backward pass writes them instead of adding to zeros.</summary>
    public void ZeroGradients()
    {
        foreach (var parameter in _parameters) parameter.Parameter.grad = null;
    }

    /// <summary>
    /// Takes one step. Parameters without a gradient stand still. Where the norm is limited and not finite, nothing is changed.
    /// </summary>
    /// <returns>Euclidean norm of all gradients before clipping; not a number unless <see cref="GradientClipping.Norm"/> is set.</returns>
    public double Step()
    {
        using var scope = torch.NewDisposeScope();
        using var quiet = torch.no_grad();
        var elements = CutPieces();
        var threads = LibTorch.Threads;
        var (norm, scale) = (double.NaN, 1.0);
        if (_clipping.Norm is { } limit)
        {
            norm = Norm(elements, threads);
            if (!double.IsFinite(norm)) return norm;
            scale = Math.Min(1, limit / (norm + NormFloor));
        }
        var rule = Rule(scale);
        PieceWork.Run(_pieces.Count, elements, threads, piece => rule.Update(_pieces[piece]));
        foreach (var parameter in _moved) parameter.Steps++;
        return norm;
    }

    /// <summary>Frees the states.</summary>
    public void Dispose()
    {
        foreach (var parameter in _parameters)
        {
            parameter.First?.Dispose();
            parameter.Second?.Dispose();
        }
        GC.SuppressFinalize(this);
    }
}
