namespace Assay.Cli.Conventions;

/// <summary>A system with its verbs: <c>assay embeddings</c>.</summary>
/// <param name="name">The word that the user types.</param>
/// <param name="summary">One line for the list in the parent's help.</param>
/// <param name="children">Its commands, in the order in which a newcomer needs them.</param>
internal sealed class CommandGroup(string name, string summary, params IReadOnlyList<CommandNode> children) : CommandNode
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Summary => summary;

    /// <summary>Its commands.</summary>
    public IReadOnlyList<CommandNode> Children => children;
}
