namespace Assay.Core.Tests.HouseRules;

public sealed class ProjectRulesTests
{
    [Fact]
    public void Arrows_PointDownwards()
    {
        var projects = Projects("src/");
        Assert.Contains(projects, project => project.Name == "Assay.Core");
        Assert.Empty(projects.SelectMany(ProjectRules.Broken));
    }

    [Fact]
    public void TestsKnowNoOtherTests()
    {
        var broken = Projects("tests/").SelectMany(project => project.Projects.Where(other => other.EndsWith(".Tests", StringComparison.Ordinal)).Select(other => $"{project.Name} → {other}"));
        Assert.Empty(broken);
    }

    [Fact]
    public void EveryProject_IsInTheSolution_AndHasItsTests()
    {
        var solution = File.ReadAllText(Path.Combine(SourceTree.Root, "Assay.slnx"));
        var projects = SourceTree.Paths("*.csproj").ToArray();
        Assert.DoesNotContain(projects, path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal));
        Assert.Empty(Projects("src/").Where(project => !projects.Contains($"tests/{project.Name}.Tests/{project.Name}.Tests.csproj")).Select(project => project.Name));
    }

    [Theory]
    [InlineData("Assay.Torch", "libtorch")]
    [InlineData("Assay.Threshold", "Google.OrTools")]
    public void LargeNatives_AreNotCopiedIntoEveryOutput(string project, string package)
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, "src", project, $"{project}.csproj"));
        var references = text.Split('\n').Where(line => line.Contains($"PackageReference Include=\"{package}", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(references);
        Assert.All(references, line => Assert.Contains("ExcludeAssets=\"native\"", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Assay.Core")]
    [InlineData("Assay.Embeddings")]
    public void NativePublishing_IsPromised(string name) =>
        Assert.True(Projects("src/").Single(project => project.Name == name).IsAotCompatible, $"{name} lacks IsAotCompatible");

    [Theory]
    [InlineData("Assay.Core", "ProjectReference", "../Assay.Embeddings/Assay.Embeddings.csproj", "must not know")]
    [InlineData("Assay.Embeddings", "ProjectReference", "..\\Assay.Torch\\Assay.Torch.csproj", "must not know")]
    [InlineData("Assay.Workbench", "ProjectReference", "../Assay.Cli/Assay.Cli.csproj", "must not know")]
    [InlineData("Assay.Embeddings", "PackageReference", "TorchSharp-cpu", "belongs to Assay.Torch alone")]
    [InlineData("Assay.Reports", "PackageReference", "Spectre.Console", "belongs to Assay.Cli alone")]
    [InlineData("Assay.Unknown", "PackageReference", "X", "has no place")]
    public void ReferenceUpwards_IsCaught(string name, string kind, string include, string expected) =>
        Assert.Contains(expected, Assert.Single(ProjectRules.Broken(Project(name, kind, include))), StringComparison.Ordinal);

    [Theory]
    [InlineData("Assay.Vision", "ProjectReference", "../Assay.Core/Assay.Core.csproj")]
    [InlineData("Assay.Cli", "ProjectReference", "../Assay.Threshold/Assay.Threshold.csproj")]
    [InlineData("Assay.Torch", "PackageReference", "TorchSharp")]
    public void ReferenceDownwards_IsLetThrough(string name, string kind, string include) => Assert.Empty(ProjectRules.Broken(Project(name, kind, include)));

    private static ProjectFile Project(string name, string kind, string include) =>
        new($"src/{name}/{name}.csproj", $"<Project><ItemGroup><{kind} Include=\"{include}\" /></ItemGroup></Project>");

    private static List<ProjectFile> Projects(string room) =>
        [.. SourceTree.Paths("*.csproj").Where(path => path.StartsWith(room, StringComparison.Ordinal)).Select(path => new ProjectFile(path, File.ReadAllText(Path.Combine(SourceTree.Root, path))))];
}
