using System.Text.RegularExpressions;

namespace Assay.Expression.Formats.Internals;

/// <summary>What names look like: of genes, of samples, of columns that hold neither.</summary>
internal static partial class NameWords
{
    /// <summary>Whether a header says that its column names the rows.</summary>
    public static bool IsIdentifier(string header) => IsGeneHeader(header) || IsSampleHeader(header) || Identifier().IsMatch(header);

    /// <summary>Whether a header over the names says that the rows are genes.</summary>
    public static bool IsGeneHeader(string header) => GeneHeader().IsMatch(header);

    /// <summary>Whether a header over the names says that the rows are samples.</summary>
    public static bool IsSampleHeader(string header) => SampleHeader().IsMatch(header);

    /// <summary>Whether a header is that of an annotation of samples even where its cells are numbers.</summary>
    public static bool IsAnnotation(string header) => Annotation().IsMatch(header);

    /// <summary>Share of names that can hardly be anything but genes; those that may be genes count less.</summary>
    public static double GeneShare(IReadOnlyCollection<string> names) =>
        names.Count == 0 ? 0 : names.Average(name => Sample().IsMatch(name) ? 0 : Gene().IsMatch(name) ? 1 : Symbol().IsMatch(name) ? 0.4 : 0);

    /// <summary>Share of names that can hardly be anything but samples.</summary>
    public static double SampleShare(IReadOnlyCollection<string> names) => names.Count == 0 ? 0 : names.Average(name => Sample().IsMatch(name) ? 1.0 : 0);

    [GeneratedRegex("^(id|ids|name|names|row|rownames|row_names|index|x|unnamed: 0)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();

    [GeneratedRegex("gene|probe|symbol|ensembl|entrez|^id_ref$|feature|transcript|refseq|hgnc|locus", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GeneHeader();

    [GeneratedRegex("sample|patient|barcode|subject|^cells?$|^case|individual|specimen|donor|accession|^gsm$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SampleHeader();

    [GeneratedRegex("^(class(es)?|labels?|diagnos[ei]s|status|disease([ _.]state)?|condition|phenotype|group|batch|plate|type|tissue|subtype|stage|grade|age|sex|gender|outcome|target|y|treatment|time|patient(_id)?|cell_?type|cluster)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Annotation();

    [GeneratedRegex(@"^ENS[A-Z]*[GTP]\d{6,}|_at$|^ILMN_\d+|^(N|X)[MR]_\d+|^LOC\d+$|^AFFX-|^A_\d+_P\d+|^([a-z]{3}-)?(mir|let)-|^(gene|probe|g|v|feature)[ _.-]?\d+$|^cg\d{8}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Gene();

    [GeneratedRegex(@"^([A-Z][A-Z0-9]{1,9}([-.][A-Z0-9]{1,4})?|C\d+orf\d+|\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Symbol();

    [GeneratedRegex(@"^(GSM\d+|TCGA[-.]|GTEX[-.]|[SED]RR\d+)|^[ACGT]{10,}(-\d+)?$|^(s|p|n|t|sample|patient|pt|case|ctrl|control|tumou?r|normal|cancer|cell|subject|donor|array|chip)[ _.-]?\d+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sample();
}
