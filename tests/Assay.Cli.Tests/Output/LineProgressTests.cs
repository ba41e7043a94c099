using Assay.Cli.Output;
using Assay.Core.Progress;

namespace Assay.Cli.Tests.Output;

public class LineProgressTests
{
    private sealed class ManualClock : TimeProvider
    {
        public long Now { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Now;
    }

    private static ProgressReport At(string stage, double done, double seconds) =>
        new() { Stage = stage, Unit = "words", Done = done, Total = 100, Elapsed = TimeSpan.FromSeconds(seconds) };

    [Fact]
    public void WorkUnderASecond_SaysNothing()
    {
        using var writer = new StringWriter();
        var clock = new ManualClock();
        using (var progress = new LineProgress(writer, clock))
        {
            progress.Report(At("training", 0, 0));
            clock.Now = 900;
            progress.Report(At("training", 100, 0.9));
        }

        Assert.Empty(writer.ToString());
    }

    [Fact]
    public void LongWork_SaysALineEveryFiveSecondsAndTheLastState()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var clock = new ManualClock();
        using (var progress = new LineProgress(writer, clock))
        {
            for (var second = 0; second <= 9; second++)
            {
                clock.Now = second * 1000;
                progress.Report(At("training", second * 10, second));
            }

            clock.Now = 9500;
            progress.Report(At("saving", 1, 0.1));
        }

        Assert.Equal(
            """
            training: 10 %, 10.0 words/s, 9.0 s left
            training: 60 %, 10.0 words/s, 4.0 s left
            training: 90 %, 10.0 words/s, 1.0 s left

            """.ReplaceLineEndings("\n"),
            writer.ToString());
    }
}
