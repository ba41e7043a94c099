namespace Assay.Reports.Plots.Internals;

/// <summary>Boxes by the cells of a grid that they touch, so that only near ones are compared.</summary>
internal sealed class BoxIndex
{
    private const double Cell = 32;
    private readonly Dictionary<(int Column, int Row), List<(int Id, LabelBox Box)>> cells = [];

    internal void Add(int id, LabelBox box)
    {
        foreach (var cell in Cells(box, 0))
        {
            if (!cells.TryGetValue(cell, out var list)) cells[cell] = list = [];
            list.Add((id, box));
        }
    }

    internal void Remove(int id, LabelBox box)
    {
        foreach (var cell in Cells(box, 0)) cells[cell].RemoveAll(entry => entry.Id == id);
    }

    /// <summary>The ids of the boxes that overlap a box, or come nearer to it than asked.</summary>
    internal List<int> Overlapping(LabelBox box, double apart)
    {
        var found = new List<int>();
        foreach (var cell in Cells(box, apart))
        {
            if (!cells.TryGetValue(cell, out var list)) continue;
            foreach (var (id, other) in list)
                if (box.Overlaps(other, apart) && !found.Contains(id)) found.Add(id);
        }
        return found;
    }

    private static IEnumerable<(int Column, int Row)> Cells(LabelBox box, double apart)
    {
        for (var row = Index(box.Top - apart); row <= Index(box.Bottom + apart); row++)
            for (var column = Index(box.Left - apart); column <= Index(box.Right + apart); column++) yield return (column, row);
    }

    private static int Index(double position) => (int)Math.Floor(position / Cell);
}
