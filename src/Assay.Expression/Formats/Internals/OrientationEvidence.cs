using System.Globalization;

namespace Assay.Expression.Formats.Internals;

/// <summary>Weighs what a table shows of which way it lies: its corner, its names, its annotations and, least, its shape.</summary>
internal static class OrientationEvidence
{
    /// <returns>Whether rows are genes, and why, in words.</returns>
    public static (bool GenesInRows, string Why) Weigh(string corner, string[] rowNames, string[] columnNames, int rows, int columns, int sampleColumns, int annotationRows)
    {
        var reasons = new List<(double Weight, string Why)>(); // positive: genes in rows
        if (NameWords.IsGeneHeader(corner)) reasons.Add((4, $"the first column is headed '{corner}'"));
        else if (NameWords.IsSampleHeader(corner)) reasons.Add((-4, $"the first column is headed '{corner}'"));
        var someColumns = columnNames.Take(60).ToArray();
        var genes = NameWords.GeneShare(rowNames) - NameWords.GeneShare(someColumns);
        var samples = NameWords.SampleShare(someColumns) - NameWords.SampleShare(rowNames);
        if (Math.Abs(genes) > 0.1) reasons.Add((4 * genes, $"the {(genes > 0 ? "rows" : "columns")} are named like genes"));
        if (Math.Abs(samples) > 0.1) reasons.Add((4 * samples, $"the {(samples > 0 ? "columns" : "rows")} are named like samples"));
        if (sampleColumns > 0) reasons.Add((-2, "rows have annotations like samples"));
        if (annotationRows > 0) reasons.Add((3, "columns have annotations like samples"));
        if (rows != columns) reasons.Add((rows > columns ? 1 : -1, string.Create(CultureInfo.InvariantCulture, $"there are {rows} rows and {columns} columns, and more genes than samples are usual")));
        var sum = reasons.Sum(reason => reason.Weight);
        var genesInRows = sum >= 0; // a square table without a hint lies as most do
        var agreeing = reasons.Where(reason => reason.Weight > 0 == genesInRows).OrderByDescending(reason => Math.Abs(reason.Weight)).Select(reason => reason.Why).ToArray();
        return (genesInRows, agreeing.Length > 0 ? string.Join("; ", agreeing.Take(2)) : "nothing speaks for either way, and most tables lie so");
    }
}
