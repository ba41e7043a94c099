using Assay.Architecture.Graphs;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>The equation of an Einsum node, such as <c>bij,bjk->bik</c>, with the size of each letter.</summary>
internal sealed record EinsumEquation(Dictionary<char, Dimension> Sizes, string Output)
{
    /// <summary>Null where a shape is not known, or for the ellipsis, which is not followed.</summary>
    public static EinsumEquation? Read(IReadOnlyList<TensorShape?> inputs, string equation)
    {
        equation = equation.Replace(" ", "", StringComparison.Ordinal);
        if (equation.Contains('.', StringComparison.Ordinal)) return null;
        var sides = equation.Split("->");
        var terms = sides[0].Split(',');
        if (sides.Length > 2 || terms.Length != inputs.Count) return null;
        var sizes = new Dictionary<char, Dimension>();
        for (var i = 0; i < terms.Length; i++)
        {
            if (inputs[i] is not { } shape || shape.Rank != terms[i].Length) return null;
            for (var axis = 0; axis < shape.Rank; axis++)
                if (!sizes.TryGetValue(terms[i][axis], out var known) || known == Dimension.One) sizes[terms[i][axis]] = shape[axis];
        }
        var output = sides.Length == 2 ? sides[1] : new string([.. sizes.Keys.Where(letter => sides[0].Count(c => c == letter) == 1).Order()]);
        return output.All(sizes.ContainsKey) ? new(sizes, output) : null;
    }

    public static EinsumEquation? Of(GraphNode node) => Read([.. node.Inputs.Select(input => input?.Shape)], node.GetString("equation"));
}
