using Assay.Core.Randomness;
using Assay.Torch.Doctor;
using Assay.Torch.Trials.Internals;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Torch.Tests.Doctor;

[Collection("libtorch")]
public sealed class SplitLeaksTests
{
    [Fact]
    public void Copies_AreFound_ExactAndWithNoise_AndHonestSplitsAreNotAccused()
    {
        LibTorch.Load();
        var (caught, accused) = (0, 0);
        for (ulong seed = 0; seed < 40; seed++)
        {
            using var scope = NewDisposeScope();
            var random = RandomStream.Split(seed, 9);
            var data = TrialData.Draw(random, 300, 80, 8 + random.NextInt32(60));
            if (SplitLeaks.Duplicates(data.Inputs, data.Test) is not null) accused++;
            var noise = seed % 2 == 0 ? 0 : 0.05f;
            var copies = (noise == 0 ? 1 : 2) + random.NextInt32(20);
            for (var i = 0; i < copies; i++) data.Test[i].copy_(data.Inputs[7 * i] + randn_like(data.Inputs[0]) * tensor(noise));
            if (SplitLeaks.Duplicates(data.Inputs, data.Test) is { } finding && finding.Evidence[0] == ("duplicates", copies)) caught++;
        }

        Assert.Equal((40, 0), (caught, accused));
    }

    [Fact]
    public void DataOfFewDimensions_AreNotAccused_NorThoseOfFewValues()
    {
        LibTorch.Load();
        using var scope = NewDisposeScope();
        using var seeded = manual_seed(2);

        Assert.Null(SplitLeaks.Duplicates(randn(500, 2), randn(200, 2)));
        Assert.Null(SplitLeaks.Duplicates(randint(0, 3, [500, 3]), randint(0, 3, [200, 3])));
    }

    [Fact]
    public void OtherFeatures_AreRefused()
    {
        LibTorch.Load();
        using var scope = NewDisposeScope();

        Assert.Throws<ArgumentException>(() => SplitLeaks.Duplicates(zeros(10, 4), zeros(5, 3)));
    }
}
