using Assay.Core.Errors;
using Assay.Threshold.Solver;

namespace Assay.Threshold.Tests.Solver;

public sealed class SolverLibraryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void MissingLibrary_IsNamedWithTheMend()
    {
        var message = Assert.Throws<InputException>(() => SolverLibrary.Load([_folder])).Message;
        Assert.Contains(_folder, message, StringComparison.Ordinal);
        Assert.Contains("dotnet restore", message, StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedLibrary_IsNamedWithTheMend()
    {
        var file = Path.Combine(_folder, "google-ortools-native" + (OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so"));
        File.WriteAllText(file, "not a library");
        var message = Assert.Throws<InputException>(() => SolverLibrary.Load([_folder])).Message;
        Assert.Contains(file, message, StringComparison.Ordinal);
        Assert.Contains("cannot be loaded", message, StringComparison.Ordinal);
    }
}
