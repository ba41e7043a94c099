using TorchSharp;
using TorchSharp.Modules;

namespace Assay.Torch.Optimisers.Internals;

/// <summary>A parameter with what its optimiser remembers of it.</summary>
internal sealed class OptimisedParameter(string name, Parameter parameter, torch.Tensor? first, torch.Tensor? second)
{
    public string Name => name;

    public Parameter Parameter => parameter;

    /// <summary>First state, of the parameter's shape and type.</summary>
    public torch.Tensor? First => first;

    /// <summary>Second state, of the parameter's shape and type.</summary>
    public torch.Tensor? Second => second;

    /// <summary>Steps that this parameter has taken; one without a gradient stands still.</summary>
    public long Steps { get; set; }
}
