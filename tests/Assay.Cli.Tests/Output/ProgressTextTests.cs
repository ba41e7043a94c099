using Assay.Cli.Output;
using Assay.Core.Progress;

namespace Assay.Cli.Tests.Output;

public class ProgressTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(7, "7")]
    [InlineData(0.25, "0.25")]
    [InlineData(999.4, "999")]
    [InlineData(999.6, "1.00 k")]
    [InlineData(12345, "12.3 k")]
    [InlineData(123456, "123 k")]
    [InlineData(5930000, "5.93 M")]
    [InlineData(2.5e9, "2.50 G")]
    public void Short_HasThreeDigits(double value, string text) => Assert.Equal(text, ProgressText.Short(value));

    [Theory]
    [InlineData(0.04, "0.0 s")]
    [InlineData(9.9, "9.9 s")]
    [InlineData(9.96, "10 s")]
    [InlineData(59.4, "59 s")]
    [InlineData(59.7, "1 min 00 s")]
    [InlineData(65, "1 min 05 s")]
    [InlineData(3569, "59 min 29 s")]
    [InlineData(7380, "2 h 03 min")]
    public void Duration_IsAsPeopleSayIt(double seconds, string text) => Assert.Equal(text, ProgressText.Duration(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Details_HaveRateLossAndTimeLeft() => Assert.Equal(
        "2.00 M words/s, loss 2.1340, 15 s left",
        ProgressText.Details(new ProgressReport { Stage = "training", Unit = "words", Done = 10e6, Total = 40e6, Elapsed = TimeSpan.FromSeconds(5), Loss = 2.134 }));

    [Fact]
    public void Details_WithoutTotal_SayHowMuchIsDone() => Assert.Equal(
        "10.0 M bytes, 2.00 M bytes/s",
        ProgressText.Details(new ProgressReport { Stage = "reading", Unit = "bytes", Done = 10e6, Elapsed = TimeSpan.FromSeconds(5) }));
}
