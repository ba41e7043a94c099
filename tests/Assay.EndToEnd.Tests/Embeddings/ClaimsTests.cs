using System.Text.Json;

namespace Assay.EndToEnd.Tests.Embeddings;

public class ClaimsTests
{
    [Fact]
    public void FormulaClaims_AreComputed()
    {
        var run = AssayProcess.Run("claims", "softmax-gradient", "product-or-log", "--json", "--quiet");
        Assert.Equal(0, run.ExitCode);
        var claims = JsonDocument.Parse(run.Results).RootElement.GetProperty("claims");
        Assert.Equal(["false", "holds only if"], claims.EnumerateArray().Select(claim => claim.GetProperty("verdict").GetString()));
        var evidence = claims[0].GetProperty("evidence");
        Assert.True(evidence[0].GetProperty("value").GetDouble() < 1e-6);
        Assert.True(evidence[1].GetProperty("value").GetDouble() > 0.01);
        Assert.True(evidence[2].GetProperty("value").GetDouble() < 1e-6);
    }

    [Fact]
    public void UnknownClaim_IsRefusedWithTheNames()
    {
        var run = AssayProcess.Run("claims", "none");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("there is no claim 'none': give one of two-3x3", run.Messages, StringComparison.Ordinal);
    }
}
