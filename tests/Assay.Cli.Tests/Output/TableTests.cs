using Assay.Cli.Output;

namespace Assay.Cli.Tests.Output;

public class TableTests
{
    private static ResultTable Neighbours()
    {
        var table = new ResultTable("word", ">similarity") { Title = "king" };
        table.Add("queen", "0.81");
        table.Add("[b]prince[/]", "0.7");
        return table;
    }

    [Fact]
    public void PlainTable_AlignsNumbersRightAndEndsLinesCleanly()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        PlainTable.Write(Neighbours(), writer);
        Assert.Equal("king\nword          similarity\nqueen               0.81\n[b]prince[/]         0.7\n", writer.ToString());
    }

    [Fact]
    public void RichTable_ShowsMarkupInCellsAsItIs()
    {
        using var writer = new StringWriter();
        RichTable.Write(Neighbours(), writer, 80);
        Assert.Contains("[b]prince[/]", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("similarity", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ARowOfTheWrongLength_IsRefused() => Assert.Throws<ArgumentException>(() => Neighbours().Add("one"));
}
