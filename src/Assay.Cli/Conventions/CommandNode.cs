namespace Assay.Cli.Conventions;

/// <summary>A word of the command line: a group of commands or a command.</summary>
internal abstract class CommandNode
{
    /// <summary>The word that the user types.</summary>
    public abstract string Name { get; }

    /// <summary>One line for the list in the parent's help.</summary>
    public abstract string Summary { get; }

    /// <summary>A paragraph for its own help; empty where the summary says it all.</summary>
    public virtual string Description => "";

    /// <summary>Lines that work as they stand.</summary>
    public virtual IReadOnlyList<Example> Examples => [];
}
