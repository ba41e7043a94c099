using Assay.Core.Errors;
using Assay.Core.Safetensors;
using Assay.Torch.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Torch.Tests.Weights;

[Collection("libtorch")]
public sealed class ModuleWeightsTests
{
    public ModuleWeightsTests() => LibTorch.Load();

    [Fact]
    public void SavedWeights_LoadToTheSameBits_BuffersIncluded()
    {
        using var scratch = new ScratchFolder();
        using var scope = NewDisposeScope();
        using var saved = Model(3);
        using var loaded = Model(3);
        using (no_grad()) saved.call(randn(8, 4)); // moves the running statistics
        ModuleWeights.Save(saved, scratch.File("m"), new Dictionary<string, string> { ["kind"] = "test" });
        ModuleWeights.Load(loaded, scratch.File("m"));
        foreach (var ((name, one), other) in saved.state_dict().Zip(loaded.state_dict().Values)) Assert.True(one.equal(other).all().item<bool>(), name);
        using var file = SafetensorsFile.Open(scratch.File("m"));
        Assert.Equal("test", file.Metadata["kind"]);
        Assert.Equal(saved.state_dict().Keys.Order(StringComparer.Ordinal), file.Tensors.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void StrictLoading_ListsDifferences_AndChangesNothing()
    {
        using var scratch = new ScratchFolder();
        using var scope = NewDisposeScope();
        using var model = Model(3);
        using var wider = Model(5);
        ModuleWeights.Save(wider, scratch.File("m"));
        var before = model.state_dict().Values.Select(weight => weight.clone()).ToArray();
        var error = Assert.Throws<InputException>(() => ModuleWeights.Load(model, scratch.File("m")));
        Assert.Contains("does not fit the module: 'first.weight' is Float32 [3, 4] in the module and Float32 [5, 4] in the file", error.Message, StringComparison.Ordinal);
        Assert.All(model.state_dict().Values.Zip(before), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>()));
    }

    [Fact]
    public void LoadMatching_LoadsWhatFits_AndSaysWhatDidNot()
    {
        using var scratch = new ScratchFolder();
        using var scope = NewDisposeScope();
        using var model = nn.Sequential(("first", nn.Linear(4, 3)), ("second", nn.Linear(3, 2)), ("third", nn.Linear(2, 2, hasBias: false)));
        SafetensorsWriter.Write(scratch.File("m"),
        [
            TensorSource.Of("first.weight", new float[12], 3, 4), TensorSource.Of("first.bias", new double[] { 1, 2, 3 }),
            TensorSource.Of("second.weight", new float[6], 3, 2), TensorSource.Of("second.bias", new long[2]), TensorSource.Of("extra", new float[1]),
        ]);
        var differences = ModuleWeights.LoadMatching(model, scratch.File("m"));
        Assert.Equal(
        [
            ("second.weight", WeightDifferenceKind.Shape), ("second.bias", WeightDifferenceKind.Type), ("third.weight", WeightDifferenceKind.Missing), ("extra", WeightDifferenceKind.Unexpected),
        ], differences.Select(difference => (difference.Name, difference.Kind)));
        Assert.Equal(["'second.bias' is Float32 [2] in the module and Int64 [2] in the file", "'third.weight' (Float32 [2, 2]) is not in the file", "'extra' (Float32 [1]) is not in the module"], differences.Skip(1).Select(difference => difference.ToString()));
        Assert.Equal([1, 2, 3], model.state_dict()["first.bias"].data<float>().ToArray()); // converted from double precision
        Assert.Equal(0, model.state_dict()["first.weight"].abs().sum().item<float>());
    }

    [Fact]
    public void WeightsThatAreNotFinite_AreRefused_AndChangeNothing()
    {
        using var scratch = new ScratchFolder();
        using var scope = NewDisposeScope();
        using var model = nn.Linear(2, 1);
        var before = model.weight!.detach().clone();
        SafetensorsWriter.Write(scratch.File("m"), [TensorSource.Of("weight", new[] { 1f, 2f }, 1, 2), TensorSource.Of("bias", new[] { float.NaN })]);
        Assert.Contains("'bias'", Assert.Throws<InputException>(() => ModuleWeights.Load(model, scratch.File("m"))).Message, StringComparison.Ordinal);
        Assert.True(model.weight!.equal(before).all().item<bool>());
        Assert.True(ModuleWeights.AreFinite(model));
        using (no_grad()) model.bias!.fill_(float.NaN);
        Assert.False(ModuleWeights.AreFinite(model));
    }

    [Fact]
    public void TypeThatFilesCannotHold_IsNamed()
    {
        using var scratch = new ScratchFolder();
        using var scope = NewDisposeScope();
        using var model = nn.Linear(2, 1);
        model.register_buffer("phase", zeros(2, ScalarType.ComplexFloat32));
        Assert.Contains("'phase' is of type ComplexFloat32", Assert.Throws<InputException>(() => ModuleWeights.Save(model, scratch.File("m"))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(scratch.File("m")));
    }

    [Fact]
    public void ManyDifferences_AreCounted()
    {
        using var scratch = new ScratchFolder();
        using var scope = NewDisposeScope();
        using var model = nn.Linear(2, 1);
        SafetensorsWriter.Write(scratch.File("m"), [.. Enumerable.Range(0, 10).Select(i => TensorSource.Of($"x{i}", new float[1]))]);
        Assert.Contains(" and 4 more. ", Assert.Throws<InputException>(() => ModuleWeights.Load(model, scratch.File("m"))).Message, StringComparison.Ordinal);
    }

    private static TorchSharp.Modules.Sequential Model(int width) => nn.Sequential(("first", nn.Linear(4, width)), ("norm", nn.BatchNorm1d(width)), ("last", nn.Linear(width, 2)));
}
