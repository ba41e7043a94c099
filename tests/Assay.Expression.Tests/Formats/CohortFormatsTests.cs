using System.Text;
using Assay.Core.Errors;
using Assay.Core.Randomness;
using Assay.Expression.Formats;

namespace Assay.Expression.Tests.Formats;

/// <summary>GCT, GEO SOFT, GEO series matrix and 10x folders: what they hold, what is wrong with them, and real cohorts.</summary>
public sealed class CohortFormatsTests : IDisposable
{
    private const string Gct = "#1.2\n2\t3\nName\tDescription\ts1\ts2\ts3\ng1\tfirst\t1\t2.5\tNaN\ng2\tsecond\t4\t5\t6\n";
    private const string Gct3 = "#1.3\n2\t2\t1\t1\nid\tsymbol\ts1\ts2\ntissue\tna\tliver\tlung\ng1\tA\t1\t2\ng2\tB\t3\t4\n";
    private const string Soft =
        "^DATABASE = Geo\n!dataset_title = Kidney\n^SUBSET = a\n!subset_description = tumour\n!subset_sample_id = GSM1,GSM2\n!subset_type = disease state\n" +
        "^SUBSET = b\n!subset_description = normal\n!subset_sample_id = GSM3\n!subset_type = disease state\n!dataset_table_begin\n" +
        "ID_REF\tIDENTIFIER\tGSM1\tGSM2\tGSM3\np1\tTP53\t1\t2\t3\np2\tTP53\t4\tnull\t6\n!dataset_table_end\n";
    private const string Series =
        "!Series_title\t\"Study\"\n!Sample_title\t\"one\"\t\"two\"\n!Sample_geo_accession\t\"GSM1\"\t\"GSM2\"\n!Sample_characteristics_ch1\t\"tissue: liver\"\t\"tissue: lung\"\n" +
        "!series_matrix_table_begin\n\"ID_REF\"\t\"GSM1\"\t\"GSM2\"\n\"p1\"\t1.5\t2\n\"p2\"\t\t4\n!series_matrix_table_end\n";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Gct_HoldsGenesInRows()
    {
        var data = Read("m.gct", Gct);
        Assert.Equal((ExpressionFormat.Gct, GeneOrientation.GenesInRows), (data.Format, data.Orientation));
        Assert.Equal(["s1", "s2", "s3"], data.Matrix.SampleNames);
        Assert.Equal(["g1", "g2"], data.Matrix.GeneNames);
        Assert.Equal([2.5f, 5f], data.Matrix.Row(1).ToArray());
        Assert.True(float.IsNaN(data.Matrix[2, 0]));
    }

    [Fact]
    public void Gct3_HoldsAnnotations()
    {
        var data = Read("m.gct", Gct3);
        Assert.Equal(["liver", "lung"], data.Matrix.Annotation("tissue"));
        Assert.Equal([1f, 3f], data.Matrix.Row(0).ToArray());
    }

    [Fact]
    public void Soft_HoldsSubsetsAsAnnotations()
    {
        var data = Read("m.soft", Soft);
        Assert.Equal(ExpressionFormat.GeoSoft, data.Format);
        Assert.Equal(["tumour", "tumour", "normal"], data.Matrix.Annotation("disease state"));
        Assert.Equal(["p1", "p2"], data.Matrix.GeneNames);
        Assert.True(float.IsNaN(data.Matrix[1, 1]));
        Assert.Equal(6f, data.Matrix[2, 1]);
    }

    [Fact]
    public void Series_HoldsSamplesAndTheirCharacteristics()
    {
        var data = Read("m.txt", Series);
        Assert.Equal(ExpressionFormat.GeoSeriesMatrix, data.Format);
        Assert.Equal(["GSM1", "GSM2"], data.Matrix.SampleNames);
        Assert.Contains(data.Matrix.SampleAnnotations, pair => pair.Value.SequenceEqual(["liver", "lung"]));
        Assert.Equal(1.5f, data.Matrix[0, 0]);
        Assert.True(float.IsNaN(data.Matrix[0, 1]));
    }

    [Fact]
    public void TenXFolder_IsRead()
    {
        _folder.Write("x/matrix.mtx", "%%MatrixMarket matrix coordinate integer general\n%made\n3 2 3\n1 1 5\n3 1 7\n2 2 9\n");
        _folder.Write("x/features.tsv", "e1\tA\tGene Expression\ne2\tB\tGene Expression\ne3\tC\tGene Expression\n");
        _folder.Write("x/barcodes.tsv", "c1\nc2\n");
        var data = ExpressionReader.Read(Path.Combine(_folder.Path, "x"));
        Assert.Equal(ExpressionFormat.TenXFolder, data.Format);
        Assert.Equal(["c1", "c2"], data.Matrix.SampleNames);
        Assert.Equal([5f, 0f, 7f], data.Matrix.Row(0).ToArray());
        Assert.Equal([0f, 9f, 0f], data.Matrix.Row(1).ToArray());
    }

    [Theory]
    [InlineData("#1.4\n1\t1\n", "GCT version 1.4 is not known")]
    [InlineData("#1.2\nx\n", "should be 2 whole numbers")]
    [InlineData("#1.2\n3\t1\nName\tDescription\ts1\ng1\ta\t1\n", "3 rows are promised, the file has 1")]
    [InlineData("#1.2\n1\t2\nName\tDescription\ts1\ng1\ta\t1\n", "3 columns, expected 4")]
    [InlineData("#1.2\n1\t1\nName\tDescription\ts1\ng1\ta\tx\n", "line 4")]
    [InlineData("^SUBSET = a\n!dataset_title = x\n", "cut short")]
    [InlineData("^DATABASE = Geo\n!dataset_table_begin\nNAME\tGSM1\n", "should begin with ID_REF")]
    public void WrongFile_IsOneSentence(string text, string message)
    {
        var thrown = Assert.Throws<InputException>(() => Read("m.gct", text)).Message;
        Assert.Contains(message, thrown, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', thrown);
    }

    [Theory]
    [InlineData("3 2 1\n9 1 5\n", "c1\nc2\n")]
    [InlineData("3 2 2\n1 1 5\n", "c1\nc2\n")]
    [InlineData("3 2 1\n1 1 5\n", "c1\n")]
    [InlineData("999999999 999999999 1\n1 1 5\n", "c1\nc2\n")]
    public void WrongFolder_IsOneSentence(string matrix, string barcodes)
    {
        _folder.Write("x/matrix.mtx", "%%MatrixMarket matrix coordinate integer general\n" + matrix);
        _folder.Write("x/features.tsv", "e1\tA\ne2\tB\ne3\tC\n");
        _folder.Write("x/barcodes.tsv", barcodes);
        Assert.DoesNotContain('\n', Assert.Throws<InputException>(() => ExpressionReader.Read(Path.Combine(_folder.Path, "x"))).Message);
    }

    [Fact]
    public void MutatedFiles_AreReadOrRefused()
    {
        var random = RandomStream.Split(5, 0);
        var (read, refused) = (0, 0);
        string[] seeds = [Gct, Gct3, Soft, Series];
        for (var i = 0; i < 4_000; i++)
        {
            var path = _folder.Write("m.txt", Mutations.Of(Encoding.UTF8.GetBytes(seeds[i % seeds.Length]), random));
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
        Assert.True(read > 200 && refused > 200, $"{read} read, {refused} refused");
    }

    [Theory]
    [InlineData("golub1999_all_aml_train.gct.gz", ExpressionFormat.Gct, 38, 7129)]
    [InlineData("golub1999_all_aml_test.gct.gz", ExpressionFormat.Gct, 35, 7129)]
    [InlineData("GDS507.soft.gz", ExpressionFormat.GeoSoft, 17, 22645)]
    [InlineData("singh2002_prostate.tsv.gz", ExpressionFormat.Delimited, 102, 12600)]
    [InlineData("tcga_brca40.tsv.gz", ExpressionFormat.Delimited, 40, 3187)]
    public void RealCohorts_OpenWithoutOptions(string name, ExpressionFormat format, int samples, int genes)
    {
        var data = ExpressionReader.Read(SharedData.Expression(name));
        Assert.Equal((format, GeneOrientation.GenesInRows), (data.Format, data.Orientation));
        Assert.Equal((samples, genes), (data.Matrix.Samples, data.Matrix.Genes));
        if (format != ExpressionFormat.GeoSoft) return;
        Assert.Equal((9, 8), (data.Matrix.Annotation("disease state").Count(value => value == "RCC"), data.Matrix.Annotation("disease state").Count(value => value == "normal")));
        Assert.Contains(data.Matrix.SampleAnnotations.Keys, key => key == "individual");
    }

    /// <summary>Files as AnnData itself writes them, dense and sparse; and what becomes of them when bytes change.</summary>
    [Theory]
    [InlineData("x")]
    [InlineData("scipy.sparse.csr_matrix(x)")]
    [InlineData("scipy.sparse.csc_matrix(x)")]
    public void H5ad_IsReadAsAnnDataWritesIt(string matrix)
    {
        var path = Path.Combine(_folder.Path, "m.h5ad");
        WriteWithAnnData(path, matrix);
        var data = ExpressionReader.Read(path);
        Assert.Equal(ExpressionFormat.H5ad, data.Format);
        Assert.Equal(["s1", "s2", "s3"], data.Matrix.SampleNames);
        Assert.Equal(["g1", "g2"], data.Matrix.GeneNames);
        Assert.Equal([0f, 1.5f, 2f, 0f, 0f, 3f], data.Matrix.Values);
        Assert.Equal(["tumour", "normal", "tumour"], data.Matrix.Annotation("class"));

        var seed = File.ReadAllBytes(path);
        var random = RandomStream.Split(7, 0);
        var refused = 0;
        for (var i = 0; i < 150; i++)
        {
            var bytes = seed.ToArray();
            for (var change = 1 + random.NextInt32(6); change > 0; change--) bytes[random.NextInt32(bytes.Length)] = (byte)random.NextInt32(256);
            if (random.NextInt32(6) == 0) bytes = bytes[..random.NextInt32(bytes.Length)];
            try
            {
                ExpressionReader.Read(_folder.Write("mutated.h5ad", bytes));
            }
            catch (InputException exception)
            {
                Assert.DoesNotContain('\n', exception.Message);
                refused++;
            }
        }
        Assert.True(refused > 10, $"{refused}");
    }

    private static void WriteWithAnnData(string path, string matrix)
    {
        const string python = "/usr/bin/python3";
        var script = $"import warnings; warnings.filterwarnings('ignore')\nimport anndata, numpy, pandas, scipy.sparse\nx = numpy.array([[0, 1.5], [2, 0], [0, 3]], dtype=numpy.float32)\n"
            + $"anndata.AnnData({matrix}, obs=pandas.DataFrame({{'class': pandas.Categorical(['tumour', 'normal', 'tumour'])}}, index=['s1', 's2', 's3']), var=pandas.DataFrame(index=['g1', 'g2'])).write_h5ad(r'{path}')\n";
        if (!File.Exists(python)) Assert.Skip("needs python3 with anndata: apt-get install python3-anndata");
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(python, ["-c", script]) { RedirectStandardError = true })!;
        var messages = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) Assert.Skip($"needs python3 with anndata: apt-get install python3-anndata ({messages.Split('\n').LastOrDefault(line => line.Length > 0)})");
    }

    private ExpressionData Read(string name, string text) => ExpressionReader.Read(_folder.Write(name, text));
}
