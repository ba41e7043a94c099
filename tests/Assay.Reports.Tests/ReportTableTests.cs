namespace Assay.Reports.Tests;

public sealed class ReportTableTests
{
    [Theory]
    [InlineData(true, "1", "1,234.5", "−3", "+0.2")]
    [InlineData(true, "37.9 %", "1.9 ×", "", "–")]
    [InlineData(true, "2.4e-3", "≥ 6", "12 ms", "0")]
    [InlineData(false, "1", "two", "3", "4")]
    [InlineData(false, "", "", "–", "")]
    [InlineData(false, "2 of 3 questions", "1", "1", "1")]
    [InlineData(false, ".NET", "1", "1", "1")]
    public void Column_IsNumericWhenAllThatItHoldsAreNumbers(bool numeric, params string[] cells)
    {
        var table = new ReportTable("c", "a", "b");
        foreach (var cell in cells) table.Row("x", cell);
        Assert.Equal(numeric, table.IsNumeric(1));
    }

    [Fact]
    public void RowOfAnotherLength_IsRefusedWithBothCounts()
    {
        var error = Assert.Throws<ArgumentException>(() => new ReportTable("Speed", "a", "b").Row("1"));
        Assert.StartsWith("A row of table \"Speed\" has 1 cells; it has 2 columns.", error.Message);
        Assert.Throws<ArgumentException>(() => new ReportTable("c"));
    }
}
