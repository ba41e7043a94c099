using System.Globalization;
using System.Text;
using Assay.Core.Errors;
using Assay.Core.Randomness;
using Assay.Expression.Formats;
using Assay.Expression.Matrices;

namespace Assay.Expression.Tests.Formats;

public sealed class DelimitedFormatTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData('\t')]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData(' ')]
    public void GenesInRows_AreTransposed(char delimiter)
    {
        var data = Read("gene\tS1\tS2\nTP53\t1.5\t2\nBRCA1\t-3\t4\nMYC\t5\t6\n".Replace('\t', delimiter));
        Assert.Equal(GeneOrientation.GenesInRows, data.Orientation);
        Assert.Equal(["S1", "S2"], data.Matrix.SampleNames);
        Assert.Equal(["TP53", "BRCA1", "MYC"], data.Matrix.GeneNames);
        Assert.Equal([1.5f, -3, 5, 2, 4, 6], data.Matrix.Values);
    }

    [Theory]
    [InlineData("sample,TP53,BRCA1,MYC\nS1,1,2,3\nS2,4,5,6\n")]
    [InlineData(",TP53,BRCA1,MYC\nS1,1,2,3\nS2,4,5,6\n")]
    [InlineData("TP53,BRCA1,MYC\nS1,1,2,3\nS2,4,5,6\n")]                                // as R writes it
    [InlineData("sample,TP53,BRCA1,MYC,,\nS1,1,2,3,,\nS2,4,5,6,\n")]                    // trailing delimiters
    [InlineData("\ufeff# a comment\n\n\"sample\",\"TP53\",\"BRCA1\",\"MYC\"\r\n\"S1\",\"1\",\"2\",3\r\n\r\n,,,\r\nS2,4,5,6")]
    public void GenesInColumns_AreReadAsTheyLie(string text)
    {
        var data = Read(text);
        Assert.Equal(GeneOrientation.GenesInColumns, data.Orientation);
        Assert.Equal(["S1", "S2"], data.Matrix.SampleNames);
        Assert.Equal(["TP53", "BRCA1", "MYC"], data.Matrix.GeneNames);
        Assert.Equal([1f, 2, 3, 4, 5, 6], data.Matrix.Values);
        Assert.Contains(data.Statements, statement => statement.StartsWith("Orientation: samples in rows", StringComparison.Ordinal));
    }

    [Fact]
    public void DecimalComma_IsDetected() => Assert.Equal([1.5f, 2.25f, 3, 4], Read("sample;TP53;MYC\nS1;1,5;2,25\nS2;3;4\n").Matrix.Values);

    [Fact]
    public void Compression_IsDetectedByContent()
    {
        var path = _folder.WriteCompressed("m.txt", "gene\tS1\tS2\nTP53\t1\t2\nMYC\t3\t4\n");
        Assert.Equal([1f, 3, 2, 4], ExpressionReader.Read(path).Matrix.Values);
    }

    [Fact]
    public void Orientation_CanBeGiven()
    {
        var path = _folder.Write("m.tsv", "gene\tS1\tS2\nTP53\t1\t2\nMYC\t3\t4\n");
        var data = ExpressionReader.Read(path, new ReadOptions { Orientation = GeneOrientation.GenesInColumns });
        Assert.Equal(["TP53", "MYC"], data.Matrix.SampleNames);
        Assert.Equal([1f, 2, 3, 4], data.Matrix.Values);
    }

    [Fact]
    public void AnnotationColumns_OfSamples_AreNoGenes()
    {
        var data = Read("sample\tclass\tTP53\tage\tMYC\nS1\tTumor\t1\t60\t2\nS2\tNormal\t3\tNA\t4\nS3\tTumor\t5\t70\t6\n");
        Assert.Equal(["TP53", "MYC"], data.Matrix.GeneNames);
        Assert.Equal(["Tumor", "Normal", "Tumor"], data.Matrix.Annotation("class"));
        Assert.Equal(["60", null, "70"], data.Matrix.Annotation("age"));
    }

    [Fact]
    public void AnnotationColumns_OfGenes_AreKept()
    {
        var data = Read("probe\tsymbol\tS1\tS2\n1_at\tTP53\t1\t2\n2_at\tTP53\t3\t4\n3_at\tMYC\t5\t6\n");
        Assert.Equal(["S1", "S2"], data.Matrix.SampleNames);
        Assert.Equal(["TP53", "TP53", "MYC"], data.Matrix.GeneAnnotations["symbol"]);
        Assert.Contains(data.Statements, statement => statement.StartsWith("Duplicate symbols: 2 rows share their 'symbol'", StringComparison.Ordinal));
    }

    [Fact]
    public void AnnotationRows_OfSamples_AreNoGenes()
    {
        var data = Read("gene\tS1\tS2\tS3\nclass\tTumor\tNormal\tTumor\nTP53\t1\t2\t3\nMYC\t4\t5\t6\n");
        Assert.Equal(["TP53", "MYC"], data.Matrix.GeneNames);
        Assert.Equal(["Tumor", "Normal", "Tumor"], data.Matrix.Annotation("class"));
    }

    [Fact]
    public void NumericColumn_CanBeAnAnnotation()
    {
        var path = _folder.Write("m.tsv", "sample\tTP53\tresponder\nS1\t1.5\t0\nS2\t2.5\t1\n");
        Assert.Equal(["TP53", "responder"], ExpressionReader.Read(path).Matrix.GeneNames);
        var data = ExpressionReader.Read(path, new ReadOptions { AnnotationColumns = ["responder"] });
        Assert.Equal(["0", "1"], data.Matrix.Annotation("responder"));
    }

    [Fact]
    public void EntrezNumbers_AreNames() =>
        Assert.Equal(["7157", "672", "4609"], Read("id\tTCGA.A1\tTCGA.A2\n7157\t1.5\t2\n672\t3\t4\n4609\t5\t6\n").Matrix.GeneNames);

    [Fact]
    public void NoHeader_IsSaid()
    {
        var data = Read("TP53\t1.5\t2.5\nMYC\t3.5\t4.5\nBRCA1\t5.5\t6.5\n");
        Assert.Equal(["TP53", "MYC", "BRCA1"], data.Matrix.GeneNames);
        Assert.Equal(["sample 1", "sample 2"], data.Matrix.SampleNames);
        Assert.Contains(data.Statements, statement => statement.StartsWith("There is no header", StringComparison.Ordinal));
    }

    [Fact]
    public void MissingValues_AreCountedAndStated()
    {
        var data = Read("gene\tS1\tS2\nTP53\t\tNA\nMYC\t3\t4\n");
        Assert.Equal(2, data.Values.Missing);
        Assert.Equal(1, data.Values.EmptyGenes);
        Assert.True(float.IsNaN(data.Matrix[0, 0]));
        Assert.Contains(data.Statements, statement => statement.StartsWith("Missing: 2 of 4 values", StringComparison.Ordinal));
    }

    [Fact]
    public void NaN_IsAllowedOnlyOnRequest()
    {
        var path = _folder.Write("m.tsv", "gene\tS1\tS2\nTP53\tNaN\t2\nMYC\t3\t4\n");
        Assert.Contains("line 2, column 2 (gene TP53, sample S1): 'NaN' is no measurement", Assert.Throws<InputException>(() => ExpressionReader.Read(path)).Message, StringComparison.Ordinal);
        Assert.Equal(1, ExpressionReader.Read(path, new ReadOptions { NaNIsMissing = true }).Values.Missing);
    }

    [Theory]
    [InlineData("gene\tS1\tS2\nTP53\t1\t2\nMYC\t3\n", "line 3: 2 columns, expected 3 (as in the header)")]
    [InlineData("gene\tS1\tS2\nTP53\t1\t2\nMYC\t3\t4\t5\n", "line 3: 4 columns, expected 3 (as in the header)")]
    [InlineData("gene\tS1\tS2\nTP53\t1\n", "line 2: 2 columns, expected 3 (as in the header)")]
    [InlineData("gene\tS1\tS2\nTP53\t1\t2\nMYC\t3\tabc\n", "line 3, column 3 (gene MYC, sample S2): 'abc' is not a number")]
    [InlineData("gene\tS1\tS2\nTP53\t1\t2\nMYC\tInf\t4\n", "line 3, column 2 (gene MYC, sample S1): 'Inf' is no measurement")]
    [InlineData("gene\tS1\tS1\nTP53\t1\t2\nMYC\t3\t4\n", "two samples are called 'S1' (columns 2 and 3)")]
    [InlineData("sample\tTP53\tMYC\nS1\t1\t2\nS1\t3\t4\n", "two samples are called 'S1' (lines 2 and 3)")]
    [InlineData("gene\tS1\tS2\nTP53\t1\t2\n\t3\t4\nMYC\t5\t6\n", "line 3: the row has no name in column 1")]
    [InlineData("", "is empty")]
    [InlineData("gene\tS1\tS2\n", "line 1: one line only")]
    [InlineData("gene\nTP53\n", "line 1: one column only")]
    [InlineData("gene\tS1\tS2\nTP53\tx\ty\nMYC\tz\tw\n", "no column of numbers")]
    [InlineData("gene\tS1\tS2\nTP53\tNA\t\nMYC\t\tNA\n", "every value is missing")]
    [InlineData("gene\tS1\0\tS2\nTP53\t1\t2\n", "holds zero bytes")]
    public void WrongInput_IsOneSentenceThatSaysWhere(string text, string expected)
    {
        var path = _folder.Write("m.tsv", text);
        var message = Assert.Throws<InputException>(() => ExpressionReader.Read(path)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.StartsWith(path, message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongFiles_AreNamed()
    {
        Assert.Contains("There is no file", Assert.Throws<InputException>(() => ExpressionReader.Read(Path.Combine(_folder.Path, "none.tsv"))).Message, StringComparison.Ordinal);
        var utf16 = _folder.Write("u.tsv", [0xFF, 0xFE, (byte)'a', 0]);
        Assert.Contains("UTF-16", Assert.Throws<InputException>(() => ExpressionReader.Read(utf16)).Message, StringComparison.Ordinal);
        var damaged = _folder.Write("d.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7]);
        Assert.Contains("gzip compression is damaged", Assert.Throws<InputException>(() => ExpressionReader.Read(damaged)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMillionColumns_AreRefusedUnlessAllowed()
    {
        var header = new StringBuilder("sample");
        var row = new StringBuilder("S1");
        for (var gene = 0; gene < 1_000_000; gene++)
        {
            header.Append(",g").Append(gene);
            row.Append(",1");
        }
        var path = _folder.Write("wide.csv", $"{header}\n{row}\n");
        Assert.Contains("line 1: 1000001 columns, more than 500000", Assert.Throws<InputException>(() => ExpressionReader.Read(path)).Message, StringComparison.Ordinal);
        Assert.Equal(1_000_000, ExpressionReader.Read(path, new ReadOptions { MaximumColumns = 2_000_000 }).Matrix.Genes);
    }

    [Fact]
    public void ManyBlocks_GiveTheSameForAnyNumberOfThreads_AndTheFirstErrorIsReported()
    {
        var text = new StringBuilder("gene");
        var random = new RandomStream(3);
        var expected = new float[30 * 20_000];
        for (var sample = 0; sample < 30; sample++) text.Append(CultureInfo.InvariantCulture, $"\tS{sample}");
        text.Append('\n');
        for (var gene = 0; gene < 20_000; gene++)
        {
            text.Append(CultureInfo.InvariantCulture, $"G{gene}");
            for (var sample = 0; sample < 30; sample++)
            {
                var value = (float)(random.NextDouble() * 15);
                expected[sample * 20_000 + gene] = value;
                text.Append(CultureInfo.InvariantCulture, $"\t{value:R}");
            }
            text.Append('\n');
        }
        var path = _folder.Write("large.tsv", text.ToString());
        foreach (var threads in new[] { 1, 4 }) Assert.Equal(expected, ExpressionReader.Read(path, new ReadOptions { Threads = threads }).Matrix.Values);
        var wrong = text.ToString().Split('\n');
        wrong[300] = "ragged";
        wrong[299] += "\t7";
        wrong[15_000] = "ragged too";
        var broken = _folder.Write("broken.tsv", string.Join('\n', wrong));
        Assert.Contains("line 300: 32 columns", Assert.Throws<InputException>(() => ExpressionReader.Read(broken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MutatedTables_GiveAResultOrOneSentence()
    {
        const string Seed = "gene\tsymbol\tS1\tS2\tS3\n\"1_at\"\tTP53\t1.5\t2\tNA\n2_at\tMYC\t-3e2\t4\t5\n3_at\tBRCA1\t6\t7\t8.25\r\n";
        var random = new RandomStream(11);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 3000; i++)
        {
            var bytes = Mutations.Of(Encoding.UTF8.GetBytes(Seed), random);
            var path = _folder.Write("m.tsv", bytes);
            try
            {
                ExpressionReader.Read(path, new ReadOptions { Threads = 1 });
                read++;
            }
            catch (InputException exception)
            {
                Assert.DoesNotContain('\n', exception.Message);
                refused++;
            }
        }
        Assert.True(read > 100 && refused > 100, $"{read} read, {refused} refused");
    }

    private ExpressionData Read(string text) => ExpressionReader.Read(_folder.Write("matrix.tsv", text));
}
