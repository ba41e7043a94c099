using Assay.Cli.Tests.Conventions;

namespace Assay.Cli.Tests.Options;

public class SettingTests
{
    [Fact]
    public void Values_AreReadWithTheirTypes()
    {
        (long, double, int, string?, bool) seen = default;
        IReadOnlyList<string> files = [];
        var run = ProbeCommand.RunWith(
            (probe, context) =>
            {
                var parsed = context.Parsed;
                seen = (probe.Top.Value(parsed), probe.Rate.Value(parsed), probe.Side.Value(parsed), probe.Out.Value(parsed), probe.Fast.Value(parsed));
                files = probe.Files.Values(parsed);
            },
            "probe", "m", "--top", "7", "--rate", "1e-4", "--side", "left", "--out=a b", "--fast", "--files", "x", "y", "--files", "z");
        Assert.Equal("", run.Messages);
        Assert.Equal((7, 1e-4, 1, "a b", true), seen);
        Assert.Equal(["x", "y", "z"], files);
    }

    [Fact]
    public void Defaults_HoldWhereNothingIsGiven()
    {
        (long, double, int, bool, int) seen = default;
        ProbeCommand.RunWith(
            (probe, context) =>
            {
                var parsed = context.Parsed;
                seen = (probe.Top.Value(parsed), probe.Rate.Value(parsed), probe.Side.Value(parsed), probe.Fast.Value(parsed), probe.Files.Values(parsed).Count);
            },
            "probe", "m", "--out", "x");
        Assert.Equal((10, 0.025, 0, false, 0), seen);
    }
}
