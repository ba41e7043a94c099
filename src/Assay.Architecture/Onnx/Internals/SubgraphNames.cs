namespace Assay.Architecture.Onnx.Internals;

/// <summary>Names of a graph within a node.</summary>
internal static class SubgraphNames
{
    /// <summary>Names that it takes from around it.</summary>
    public static HashSet<string> Outer(GraphProto graph)
    {
        var own = new HashSet<string>(graph.Input.Select(input => input.Name).Concat(graph.Initializer.Select(tensor => tensor.Name)).Concat(graph.Node.SelectMany(node => node.Output)), StringComparer.Ordinal);
        var used = new HashSet<string>(graph.Output.Select(output => output.Name), StringComparer.Ordinal);
        foreach (var node in graph.Node)
        {
            used.UnionWith(node.Input);
            foreach (var attribute in node.Attribute)
            {
                if (attribute.G is not null) used.UnionWith(Outer(attribute.G));
                foreach (var inner in attribute.Graphs) used.UnionWith(Outer(inner));
            }
        }
        used.ExceptWith(own);
        used.Remove("");
        return used;
    }

    /// <summary>The graph with a prefix before every name of its tensors and nodes; graphs within its nodes must take nothing from it.</summary>
    public static GraphProto Prefixed(GraphProto graph, string prefix)
    {
        foreach (var tensor in graph.Initializer) tensor.Name = prefix + tensor.Name;
        foreach (var info in graph.Input.Concat(graph.Output)) info.Name = prefix + info.Name;
        foreach (var node in graph.Node)
        {
            node.Name = prefix + node.Name;
            foreach (var names in new[] { node.Input, node.Output })
            {
                for (var i = 0; i < names.Count; i++)
                {
                    if (names[i].Length > 0) names[i] = prefix + names[i];
                }
            }
        }
        return graph;
    }
}
