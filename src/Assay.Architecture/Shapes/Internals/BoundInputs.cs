using Assay.Architecture.Graphs;
using Assay.Core.Errors;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>Finds for each input the shape that the user's bindings give it.</summary>
internal static class BoundInputs
{
    /// <summary>Shapes by input; inputs that nothing binds keep theirs.</summary>
    public static Dictionary<GraphTensor, TensorShape?> Of(Graph graph, InputBindings bindings)
    {
        var shapes = graph.Inputs.ToDictionary(input => input, input => input.Shape);
        var sizes = new Dictionary<string, Dimension>(StringComparer.Ordinal);
        foreach (var binding in bindings.Bindings)
        {
            if (Input(graph, binding) is { } input)
            {
                if (input.Shape is { } declared)
                {
                    if (declared.Rank != binding.Shape.Rank)
                        throw new InputException($"{graph.Name}: input '{input.Name}' has {declared.Rank} axes ({declared}), but the shape given is {binding.Shape}; give {declared.Rank} sizes.");
                    // Binding an input's own name binds it wherever else it occurs.
                    for (var i = 0; i < declared.Rank; i++)
                        if (declared[i].Names is [var only] && declared[i] == Dimension.Named(only)) sizes.TryAdd(only, binding.Shape[i]);
                }
                shapes[input] = binding.Shape;
            }
            else if (binding.Shape.Rank == 1 && graph.Inputs.Any(candidate => candidate.Shape?.Any(size => size.Names.Contains(binding.Name)) == true)) sizes[binding.Name!] = binding.Shape[0];
            else throw new InputException($"{graph.Name} has no input and no dimension called '{binding.Name}'; it has {Listed(graph)}.");
        }
        var bound = bindings.Bindings.Select(binding => Input(graph, binding)).ToHashSet();
        foreach (var input in graph.Inputs)
            if (!bound.Contains(input) && shapes[input] is { IsConstant: false } open) shapes[input] = new TensorShape(open.Select(size => size.Substitute(name => sizes.GetValueOrDefault(name))));
        return shapes;
    }

    private static GraphTensor? Input(Graph graph, InputBinding binding)
    {
        if (binding.Name is not null) return graph.Inputs.FirstOrDefault(input => input.Name == binding.Name);
        if (graph.Inputs.Count == 1) return graph.Inputs[0];
        GraphTensor[] fitting = [.. graph.Inputs.Where(input => input.Shape?.Rank == binding.Shape.Rank)];
        return fitting.Length == 1 ? fitting[0] : throw new InputException($"{graph.Name} has {graph.Inputs.Count} inputs ({Listed(graph)}): say which one has the shape {binding.Shape}, as in NAME={binding.Shape}.");
    }

    private static string Listed(Graph graph) => string.Join(", ", graph.Inputs.Take(8)) + (graph.Inputs.Count > 8 ? ", …" : "");
}
