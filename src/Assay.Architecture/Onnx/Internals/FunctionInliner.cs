using Assay.Core.Errors;

namespace Assay.Architecture.Onnx.Internals;

/// <summary>Replaces calls of a model's own functions by their bodies, so that costs see what is computed.</summary>
internal static class FunctionInliner
{
    private const int DeepestCall = 32;
    private const int MostNodes = 1_000_000;

    public static void Inline(ModelProto model, string file)
    {
        if (model.Functions.Count == 0) return;
        var functions = new Dictionary<(string, string), FunctionProto>();
        foreach (var function in model.Functions) functions[(function.Domain, function.Name)] = function;
        var nodes = new List<NodeProto>();
        var calls = 0;
        foreach (var node in model.Graph.Node) Expand(node, 0);
        model.Graph.Node.Clear();
        model.Graph.Node.AddRange(nodes);
        model.Functions.Clear();

        void Expand(NodeProto node, int depth)
        {
            if (!functions.TryGetValue((node.Domain, node.OpType), out var function))
            {
                nodes.Add(node);
                if (nodes.Count > MostNodes) throw new InputException($"{file}: its functions expand to more than {MostNodes} operations, which is not supported.");
                return;
            }
            if (depth == DeepestCall) throw new InputException($"{file}: function '{function.Name}' calls itself, or functions are nested deeper than {DeepestCall}.");
            var prefix = $"{(node.Name.Length > 0 ? node.Name : function.Name)}#{calls++}/";
            // Formal names become the caller's, all others get the call's prefix.
            var names = new Dictionary<string, string>(StringComparer.Ordinal) { [""] = "" };
            for (var i = 0; i < function.Input.Count; i++) names[function.Input[i]] = i < node.Input.Count ? node.Input[i] : "";
            for (var i = 0; i < function.Output.Count; i++) names[function.Output[i]] = i < node.Output.Count && node.Output[i].Length > 0 ? node.Output[i] : prefix + function.Output[i];
            var given = new Dictionary<string, AttributeProto>(StringComparer.Ordinal);
            foreach (var attribute in function.AttributeProto.Concat(node.Attribute)) given[attribute.Name] = attribute;
            foreach (var inner in function.Node)
            {
                var copy = inner.Clone();
                copy.Name = prefix + inner.Name;
                for (var i = 0; i < copy.Input.Count; i++) copy.Input[i] = Renamed(copy.Input[i]);
                for (var i = 0; i < copy.Output.Count; i++) copy.Output[i] = Renamed(copy.Output[i]);
                Resolve(copy, given);
                Expand(copy, depth + 1);
            }

            string Renamed(string name) => names.TryGetValue(name, out var actual) ? actual : names[name] = prefix + name;
        }
    }

    private static void Resolve(NodeProto node, Dictionary<string, AttributeProto> given)
    {
        for (var i = node.Attribute.Count - 1; i >= 0; i--)
        {
            var reference = node.Attribute[i].RefAttrName;
            if (reference.Length == 0) continue;
            var name = node.Attribute[i].Name;
            if (given.TryGetValue(reference, out var actual))
            {
                node.Attribute[i] = actual.Clone();
                node.Attribute[i].Name = name;
            }
            // An optional attribute that the call leaves out keeps its operator's default.
            else node.Attribute.RemoveAt(i);
        }
    }
}
