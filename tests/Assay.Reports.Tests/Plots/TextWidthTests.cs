using Assay.Reports.Plots.Internals;
using CsCheck;

namespace Assay.Reports.Tests.Plots;

public sealed class TextWidthTests
{
    [Fact]
    public void Widths_AreThoseOfHelvetica()
    {
        Assert.Equal(10 * (0.722 + 0.556 + 0.222 + 0.222 + 0.556), TextWidth.Of("Hello", 10), 1e-9);
        Assert.Equal(0, TextWidth.Of("", 10));
        Assert.Equal(20, TextWidth.Of("漢字", 10), 1e-9);
        Assert.Equal(TextWidth.Of("e", 10), TextWidth.Of("e\u0301", 10));
        Assert.True(TextWidth.Of("a", 10, bold: true) > TextWidth.Of("a", 10));
    }

    [Fact]
    public void ShortenedText_FitsAndStartsTheSame() =>
        Gen.Select(Gen.String[0, 40], Gen.Double[12, 200]).Sample((text, room) =>
        {
            var shown = TextWidth.Shorten(text, 12, room);
            Assert.True(TextWidth.Of(shown, 12) <= room);
            Assert.True(shown == text || (shown.EndsWith('…') && text.StartsWith(shown[..^1], StringComparison.Ordinal)));
        });
}
