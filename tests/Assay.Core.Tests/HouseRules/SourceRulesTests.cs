namespace Assay.Core.Tests.HouseRules;

public sealed class SourceRulesTests
{
    private const int MedianOfLibraries = 4_096; // bytes

    public static TheoryData<string> Rules => [.. SourceRules.All.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Tree_KeepsTheRule(string rule)
    {
        var files = SourceTree.Files();
        Assert.InRange(files.Count, 100, int.MaxValue); // the tree was found
        var broken = files.Select(file => (file.Path, Wrong: SourceRules.All[rule](file))).Where(found => found.Wrong is not null).Select(found => $"{found.Path}: {found.Wrong}");
        Assert.Empty(broken);
    }

    [Fact]
    public void FilesOfLibraries_AreSmallInTheMedian()
    {
        var sizes = SourceTree.Files().Where(file => file.Room == "src").Select(file => file.Text.Length).Order().ToArray();
        Assert.InRange(sizes[sizes.Length / 2], 1, MedianOfLibraries);
    }

    [Theory]
    [InlineData("NoConsoleInLibraries", "src/Assay.Core/A.cs", "Console.WriteLine();")]
    [InlineData("NoConsoleInLibraries", "src/Assay.Reports/A.cs", "System.Console.Error.Flush();")]
    [InlineData("NoConsoleInLibraries", "src/Assay.Core/A.cs", "using static System.Console;")]
    [InlineData("NoEnvironmentVariableInLibraries", "src/Assay.Core/A.cs", "var x = Environment.GetEnvironmentVariable(\"X\");")]
    [InlineData("NoConsoleInLibraries", "src/Assay.Core/A.cs", "using Out = System.Console;")]
    [InlineData("NoEnvironmentVariableInLibraries", "src/Assay.Core/A.cs", "using static System.Environment;")]
    [InlineData("NativesAreLoadedByTheirOwner", "src/Assay.Vision/A.cs", "NativeLibrary.Load(path);")]
    [InlineData("NamesAreNouns", "src/Assay.Core/FileManagers.cs", "internal static class FileManagers;")]
    [InlineData("NoMachinePath", "src/Assay.Core/A.cs", "// see /ho" + "me/someone/x")]
    [InlineData("NoMachinePath", "tests/Assay.Core.Tests/A.cs", "var x = \"/tm" + "p/x\";")]
    [InlineData("NoMachinePath", "tests/Assay.Core.Tests/A.cs", "var x = \"/wo" + "rk\";")]
    [InlineData("NoMachinePath", "src/Assay.Cli/A.cs", "var x = @\"C:" + "\\data\";")]
    [InlineData("NamespaceIsFolder", "src/Assay.Core/Files/A.cs", "namespace Assay.Core;")]
    [InlineData("NamespaceIsFolder", "src/Assay.Core/Files/A.cs", "public class A;")]
    [InlineData("OnePublicType", "src/Assay.Core/A.cs", "public sealed class A\n{\n}\n\npublic readonly record struct B(int X);")]
    [InlineData("OnePublicType", "src/Assay.Core/A.cs", "public static unsafe partial class A;\npublic delegate void B<T>(T x);")]
    [InlineData("FileIsNamedForItsType", "src/Assay.Core/A.cs", "internal sealed record B;")]
    [InlineData("NamesAreNouns", "src/Assay.Core/Util/A.cs", "internal sealed class A;")]
    [InlineData("NamesAreNouns", "src/Assay.Core/Common/A.cs", "internal sealed class A;")]
    [InlineData("NamesAreNouns", "src/Assay.Core/FileHelper.cs", "internal static class FileHelper;")]
    [InlineData("NothingLeftToDo", "src/Assay.Core/A.cs", "// TO" + "DO: more")]
    public void BreakingExample_IsCaught(string rule, string path, string text) => Assert.NotNull(SourceRules.All[rule](new SourceFile(path, text)));

    [Theory]
    [InlineData("NoConsoleInLibraries", "src/Assay.Cli/A.cs", "Console.WriteLine();")]
    [InlineData("NoConsoleInLibraries", "src/Assay.Core/A.cs", "// not Console.WriteLine\nvar x = \"Console.Out\"; var y = \"\"\"\n Console.In \" \"\"\"; /* Console.Error\n */")]
    [InlineData("NoConsoleInLibraries", "src/Assay.Core/A.cs", "var quote = '\"'; // Console.Out \"\nvar x = \"\\\\\"; // Console.Out")]
    [InlineData("NativesAreLoadedByTheirOwner", "src/Assay.Torch/A.cs", "NativeLibrary.Load(path);")]
    [InlineData("NoMachinePath", "src/Assay.Core/A.cs", "/// <summary>a tmp/work of ../home/x and https://x.org/home/y and 2/work</summary>")]
    [InlineData("NamespaceIsFolder", "src/Assay.Core/Files/Internals/A.cs", "using X;\n\nnamespace Assay.Core.Files.Internals;")]
    [InlineData("NamespaceIsFolder", "src/Assay.Cli/Program.cs", "return 0;")]
    [InlineData("OnePublicType", "src/Assay.Core/A.cs", "public sealed class A\n{\n    public sealed class B;\n}\n")]
    [InlineData("FileIsNamedForItsType", "src/Assay.Core/A.Part.cs", "public sealed partial class A;")]
    [InlineData("FileIsNamedForItsType", "src/Assay.Core/A.cs", "public interface A<T>;")]
    [InlineData("NamesAreNouns", "src/Assay.Cli/Options/CommonSettings.cs", "internal sealed class CommonSettings;")]
    public void KeepingExample_IsLetThrough(string rule, string path, string text) => Assert.Null(SourceRules.All[rule](new SourceFile(path, text)));

    [Fact]
    public void LargeFile_IsCaught() => Assert.NotNull(SourceRules.All["FilesAreSmall"](new SourceFile("src/Assay.Core/A.cs", new string('x', 20_001))));
}
