using Assay.Architecture.Graphs;
using Assay.Architecture.Rewrites.Internals;
using Assay.Architecture.Shapes;
using Assay.Core.Errors;

namespace Assay.Architecture.Rewrites;

/// <summary>
/// Replaces parts of a network by cheaper or less lossy ones and keeps everything else, weights included. New weights are drawn from a seed: the
/// result is an architecture to train, not the same function.
/// </summary>
/// <example><code>
/// var result = GraphRewriter.Apply(OnnxReader.Read("model.onnx"), RewriteRule.TwoThreeByThree);
/// foreach (var replacement in result.Replacements) Console.WriteLine($"{replacement.Name}: {replacement.Formula}");
/// OnnxWriter.Write(result.After, "rewritten.onnx");
/// </code></example>
public static class GraphRewriter
{
    /// <summary>Rewrites all places that the rule fits.</summary>
    /// <exception cref="InputException">An option is out of range, or the network is not consistent.</exception>
    public static RewriteResult Apply(Graph graph, RewriteRule rule, RewriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var chosen = options ?? new RewriteOptions();
        if (chosen.MiddleChannels is < 1 or > 1 << 20) throw new InputException($"{chosen.MiddleChannels} channels between two convolutions are out of range; give 1 to {1 << 20}.");
        if (!graph.IsInferred) graph = ShapeInference.Infer(graph, cancellationToken: cancellationToken);
        var edit = new GraphEdit(graph, chosen.Seed);
        var (replacements, skipped) = (new List<Replacement>(), new List<SkippedNode>());
        foreach (var node in graph.Nodes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (edit.IsConsumed(node)) continue;
            if (chosen.Only is { } part && !node.Label.Contains(part, StringComparison.Ordinal))
            {
                edit.Keep(node);
                continue;
            }
            var (replacement, reason) = rule switch
            {
                RewriteRule.TwoThreeByThree or RewriteRule.TwoTwoByTwo or RewriteRule.Asymmetric => Factorisation.Try(edit, node, rule, chosen),
                _ => GridReduction.Try(edit, node, rule),
            };
            if (replacement is not null) replacements.Add(replacement);
            else edit.Keep(node);
            if (reason is not null) skipped.Add(new(node.Label, reason));
        }
        return new(graph, edit.Build(), replacements, skipped);
    }
}
