using Assay.Core.Errors;
using Assay.Core.Randomness;
using Assay.Expression.Formats;
using Assay.Expression.Labels;

namespace Assay.Expression.Tests.Labels;

/// <summary>Classes of samples: annotations, files of two columns, CLS, and what lies beside the matrix.</summary>
public sealed class LabelReaderTests : IDisposable
{
    private const string Table = "gene\ts1\ts2\ts3\ts4\ng1\t1.5\t2.5\t3\t4\ng2\t4\t5\t6.5\t1\n";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sample\tclass\ns1\tNormal\ns2\tTumor\ns3\tTumor\ns4\tNormal\n")]
    [InlineData("s4\tNormal\ns3\tTumor\ns2\tTumor\ns1\tNormal\nother\tTumor\n")]
    [InlineData("sample,class\n\"s1\",Normal\ns2,Tumor\ns3,Tumor\ns4,Normal\n")]
    [InlineData("s1 Normal\ns2 Tumor\ns3 Tumor\ns4 Normal")]
    [InlineData("4 2 1\n# Normal Tumor\n0 1 1 0 \n")]
    [InlineData("4 2 1\n# Normal Tumor\nNormal Tumor Tumor Normal\n")]
    public void File_GivesTheClassOfEachSample(string text)
    {
        var labels = Read(text);
        Assert.Equal([false, true, true, false], labels.IsPositive([0, 1, 2, 3]));
        Assert.Equal("Normal 2, Tumor 2 (positive)", string.Join(", ", labels.Describe().Split(", ").Order()));
    }

    [Fact]
    public void SampleThatTheFileLacks_HasNoClass()
    {
        var labels = Read("s1\tA\ns3\tB\n");
        Assert.Equal([0, -1, 1, -1], labels.Indices);
        Assert.Equal([0, 2], labels.Labelled());
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a\tA\nb\tB\n", "names none of the 4 samples: it has 'b', the matrix 's1'")]
    [InlineData("s1\tA\ns2\n", "line 2: 1 columns, expected 2 as in line 1")]
    [InlineData("s1\tA\ns1\tB\n", "line 2: sample 's1' was named in line 1 already")]
    [InlineData("s1\n", "1 column(s), expected at least two")]
    [InlineData("4 2 1\n# A B\n0 1 1\n", "3 classes for 4 samples")]
    [InlineData("4 2 1\n# A B\n0 1 1 2\n", "'0' is neither a number below 2 nor one of the names")]
    [InlineData("sample\tclass\ns1\t\ns2\t\n", "no sample has a class")]
    public void WrongFile_IsRefusedInASentence(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<InputException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void UnknownSource_NamesTheAnnotations()
    {
        var matrix = ExpressionReader.Read(_folder.Write("m.tsv", Table)).Matrix.WithAnnotation("stage", ["I", "II", "I", "II"]);
        Assert.Contains("'stage'", Assert.Throws<InputException>(() => LabelReader.Read(matrix, "nowhere")).Message, StringComparison.Ordinal);
        Assert.Equal(["I", "II"], LabelReader.Read(matrix, "stage").Classes);
    }

    [Fact]
    public void OneClass_IsRefusedWhereTwoAreNeeded()
    {
        var labels = Read("s1\tA\ns2\tA\n");
        Assert.Contains("all 2 labelled samples are 'A'", Assert.Throws<InputException>(labels.RequireTwoClasses).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "Tumor", "Normal", "Normal" }, "Tumor")]
    [InlineData(new[] { "normal", "RCC", "RCC" }, "RCC")]
    [InlineData(new[] { "adjacent normal tumour bed", "primary tumour", "x" }, "primary tumour")]
    [InlineData(new[] { "0", "1", "0" }, "1")]
    [InlineData(new[] { "ALL", "AML", "ALL" }, "AML")]
    public void PositiveClass_IsTheConditionUnderStudy(string[] values, string expected)
    {
        var labels = SampleLabels.Of(values, "test");
        Assert.Equal(expected, labels.Classes[labels.Positive]);
    }

    [Fact]
    public void PositiveClass_CanBeChosen()
    {
        var labels = SampleLabels.Of(["Tumor", "Normal"], "test", "normal");
        Assert.Equal("Normal", labels.Classes[labels.Positive]);
        Assert.Contains("there is no class 'x'", Assert.Throws<InputException>(() => SampleLabels.Of(["A", "B"], "test", "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileBeside_IsReadAndStated()
    {
        _folder.Write("m.labels.tsv", "sample\tclass\tage\ns1\tA\t30\ns2\tB\t40\ns3\tB\t50\ns4\tA\t60\n");
        var data = ExpressionReader.Read(_folder.WriteCompressed("m.tsv.gz", Table));
        Assert.Equal(["A", "B", "B", "A"], data.Matrix.Annotation("class"));
        Assert.Equal("30", data.Matrix.Annotation("age")[0]);
        Assert.Contains(data.Statements, statement => statement.StartsWith("Labels: m.labels.tsv beside the file gives 'class' (A 2, B 2)", StringComparison.Ordinal));
        Assert.Empty(ExpressionReader.Read(Path.Combine(_folder.Path, "m.tsv.gz"), new ReadOptions { ReadLabelsBeside = false }).Matrix.SampleAnnotations);
    }

    [Fact]
    public void DamagedFileBeside_IsStatedAndLeftAlone()
    {
        _folder.Write("m.labels.tsv", "x\tA\n");
        var data = ExpressionReader.Read(_folder.Write("m.tsv", Table));
        Assert.Empty(data.Matrix.SampleAnnotations);
        Assert.Contains(data.Statements, statement => statement.Contains("is left alone", StringComparison.Ordinal));
    }

    [Fact]
    public void MutatedFiles_GiveLabelsOrASentence()
    {
        var matrix = ExpressionReader.Read(_folder.Write("m.tsv", Table)).Matrix;
        foreach (var seed in (string[])["s1\tA\ns2\tB\ns3\tB\ns4\tA\n", "4 2 1\n# Normal Tumor\n0 1 1 0 \n"])
        {
            var random = new RandomStream(7);
            for (var i = 0; i < 1500; i++)
            {
                var path = _folder.Write("l.tsv", Mutations.Of(System.Text.Encoding.UTF8.GetBytes(seed), random));
                try
                {
                    Assert.Equal(4, LabelReader.Read(matrix, path).Samples);
                }
                catch (InputException refused)
                {
                    Assert.NotEmpty(refused.Message);
                }
            }
        }
    }

    [Fact]
    public void RealCohorts_ComeWithTheirLabels()
    {
        Assert.Equal("Tumor 52 (positive), Normal 50", Found("singh2002_prostate.tsv.gz"));
        Assert.Equal("ALL 27, AML 11 (positive)", Found("golub1999_all_aml_train.gct.gz"));
        Assert.Equal("RCC 9 (positive), normal 8", Found("GDS507.soft.gz"));
        var tcga = ExpressionReader.Read(SharedData.Expression("tcga_brca40.tsv.gz")).Matrix;
        Assert.Equal(15, tcga.Annotation("plate").Distinct().Count());
        Assert.Equal(40, tcga.Annotation("patient").Distinct().Count());
    }

    private static string Found(string name) => LabelReader.Find(ExpressionReader.Read(SharedData.Expression(name)).Matrix)!.Describe();

    private SampleLabels Read(string text) => LabelReader.Read(ExpressionReader.Read(_folder.Write("m.tsv", Table)).Matrix, _folder.Write("labels.tsv", text));
}
