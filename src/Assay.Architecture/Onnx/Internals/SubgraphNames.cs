namespace Assay.Architecture.Onnx.Internals;

/// <summary>Names that a graph within a node takes from around it.</summary>
internal static class SubgraphNames
{
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
}
