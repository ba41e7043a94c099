using Assay.Core.Safetensors;
using Assay.Torch.Optimisers.Internals;
using Assay.Torch.Tensors;

namespace Assay.Torch.Optimisers;

public abstract partial class Optimiser
{
    private const string Prefix = "optimiser.";
    private const string StepsName = Prefix + "steps";

    /// <summary>What decides the steps, for the comparison of a checkpoint with the training that resumes it.</summary>
    public abstract string Describe();

    /// <summary>The states and the numbers of steps, for a checkpoint.</summary>
    public IEnumerable<TensorSource> State()
    {
        foreach (var parameter in _parameters)
        {
            if (parameter.First is { } first) yield return TensorFile.Source(FirstName(parameter), first);
            if (parameter.Second is { } second) yield return TensorFile.Source(SecondName(parameter), second);
        }
        yield return TensorSource.Of(StepsName, _parameters.Select(parameter => parameter.Steps).ToArray());
    }

    /// <summary>Takes the states of a checkpoint.</summary>
    /// <exception cref="Core.Errors.InputException">A state is missing or of another shape or type.</exception>
    public void Restore(SafetensorsFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var steps = file.Read<long>(file.Require(StepsName, ElementType.Int64, _parameters.Count));
        foreach (var parameter in _parameters)
        {
            if (parameter.First is { } first) TensorFile.ReadInto(file, FirstName(parameter), first);
            if (parameter.Second is { } second) TensorFile.ReadInto(file, SecondName(parameter), second);
        }
        for (var i = 0; i < _parameters.Count; i++) _parameters[i].Steps = steps[i];
    }

    private static string FirstName(OptimisedParameter parameter) => $"{Prefix}first.{parameter.Name}";

    private static string SecondName(OptimisedParameter parameter) => $"{Prefix}second.{parameter.Name}";
}
