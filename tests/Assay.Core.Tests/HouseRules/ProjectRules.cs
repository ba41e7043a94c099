namespace Assay.Core.Tests.HouseRules;

/// <summary>Which project may know which, and which packages belong to one project alone.</summary>
internal static class ProjectRules
{
    // Arrows point downwards; what can be reached over several may also be referenced directly.
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Assay.Core"] = [],
        ["Assay.Embeddings"] = ["Assay.Core"],
        ["Assay.Architecture"] = ["Assay.Core"],
        ["Assay.Threshold"] = ["Assay.Core", "Assay.Architecture"],
        ["Assay.Torch"] = ["Assay.Core"],
        ["Assay.Vision"] = ["Assay.Torch", "Assay.Architecture"],
        ["Assay.Expression"] = ["Assay.Torch"],
        ["Assay.Sequences"] = ["Assay.Torch", "Assay.Sequences.Decoding"],
        ["Assay.Sequences.Decoding"] = ["Assay.Core"],
        ["Assay.Reports"] = ["Assay.Core"],
        ["Assay.Workbench"] =
        [
            "Assay.Embeddings", "Assay.Architecture", "Assay.Threshold", "Assay.Torch", "Assay.Vision",
            "Assay.Expression", "Assay.Sequences", "Assay.Sequences.Decoding", "Assay.Reports",
        ],
        ["Assay.Cli"] = ["Assay.Workbench"],
    };

    // A package that begins like this is referenced by this project only.
    private static readonly (string Package, string Owner)[] Owners =
    [
        ("TorchSharp", "Assay.Torch"), ("libtorch", "Assay.Torch"), ("Google.OrTools", "Assay.Threshold"), ("ScottPlot", "Assay.Reports"),
        ("SkiaSharp", "Assay.Reports"), ("System.CommandLine", "Assay.Cli"), ("Spectre.Console", "Assay.Cli"),
    ];

    /// <summary>What is wrong with the references of a project in src.</summary>
    public static IEnumerable<string> Broken(ProjectFile project)
    {
        if (!Arrows.ContainsKey(project.Name))
        {
            yield return $"{project.Name} has no place in the house; draw its arrows here and in the design";
            yield break;
        }
        foreach (var other in project.Projects.Where(other => !Reachable(project.Name).Contains(other))) yield return $"{project.Name} must not know {other}";
        foreach (var package in project.Packages)
        {
            var owner = Owners.FirstOrDefault(rule => package.StartsWith(rule.Package, StringComparison.Ordinal)).Owner;
            if (owner is not null && owner != project.Name) yield return $"{package} belongs to {owner} alone, not to {project.Name}";
        }
    }

    /// <summary>All that a project may know.</summary>
    public static HashSet<string> Reachable(string project)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(Arrows[project]);
        while (open.TryPop(out var next))
        {
            if (!reached.Add(next)) continue;
            foreach (var further in Arrows[next]) open.Push(further);
        }
        return reached;
    }
}
