namespace Assay.Reports.Plots.Internals;

/// <summary>
/// What stands around the data, from the top: the title, the key of the series, the name of the upright axis, the data
/// with its ticks, and the name of the level axis.
/// </summary>
internal sealed class PlotFrame
{
    internal const double TitleSize = 15;
    internal const double TextSize = 12;

    private readonly Drawing drawing;
    private double top;

    internal PlotFrame(Drawing drawing, string title)
    {
        this.drawing = drawing;
        if (title.Length == 0) { top = 4; return; }
        drawing.Marks.Add(new TextMark(TextWidth.Shorten(title, TitleSize * 1.07, drawing.Width), 0, 16, TextAnchor.Start, TitleSize, Tint.Ink, Bold: true));
        top = 28;
    }

    internal Drawing Drawing => drawing;

    /// <summary>Room between the data and the right edge of the drawing.</summary>
    internal double RightMargin { get; set; } = 14;

    /// <summary>Room between the left edge and the data; unless it is set, what the labels of the ticks need.</summary>
    internal double? LeftMargin { get; set; }

    /// <summary>Adds the key: a patch of colour and a name for each series, in as many lines as they need.</summary>
    internal void Key(IEnumerable<(string Name, Tint Tint)> series)
    {
        const double patch = 11, gap = 6, between = 18, line = 19;
        double x = 0;
        var any = false;
        foreach (var (name, tint) in series)
        {
            var text = TextWidth.Shorten(name, TextSize, drawing.Width - patch - gap);
            var width = patch + gap + TextWidth.Of(text, TextSize);
            if (any && x + width > drawing.Width) (x, top) = (0, top + line);
            drawing.Marks.Add(new RectangleMark(x, top + 2, patch, patch, tint, Radius: 2.5));
            drawing.Marks.Add(new TextMark(text, x + patch + gap, top + 12));
            x += width + between;
            any = true;
        }
        if (any) top += line + 3;
    }

    /// <summary>Adds the name of the upright axis, level above its upper end.</summary>
    internal void UprightLabel(string? label)
    {
        if (string.IsNullOrEmpty(label)) return;
        drawing.Marks.Add(new TextMark(TextWidth.Shorten(label, TextSize, drawing.Width), 0, top + 11));
        top += 19;
    }

    /// <summary>Places the axes, labels their ticks and draws the grid.</summary>
    /// <param name="x">Ticks of the level axis.</param>
    /// <param name="y">Ticks of the upright axis.</param>
    /// <param name="levelLabel">Name of the level axis, below its ticks; null for none.</param>
    /// <param name="gridAlongX">Whether lines stand on the ticks of the level axis, or on those of the upright axis.</param>
    internal PlotArea Axes(Ticks x, Ticks y, string? levelLabel, bool gridAlongX)
    {
        var labelWidth = y.Marks.Count == 0 ? 0 : y.Marks.Max(mark => TextWidth.Of(mark.Label, TextSize));
        var left = LeftMargin ?? (labelWidth > 0 ? labelWidth + 9 : 1);
        var hasTicks = x.Marks.Any(mark => mark.Label.Length > 0);
        var bottom = drawing.Height - (hasTicks ? 21 : 4) - (string.IsNullOrEmpty(levelLabel) ? 0 : 20);
        var area = Place(left, top + 7, drawing.Width - RightMargin, bottom, x, y);

        foreach (var (position, label) in y.Marks)
            if (label.Length > 0) drawing.Marks.Add(new TextMark(label, area.Left - 8, area.Y(position) + TextSize * 0.34, TextAnchor.End));
        var free = double.NegativeInfinity;
        foreach (var (position, label) in x.Marks)
        {
            var half = TextWidth.Of(label, TextSize) / 2;
            var centre = Math.Clamp(area.X(position), half, drawing.Width - half);
            if (label.Length == 0 || centre - half < free) continue;
            drawing.Marks.Add(new TextMark(label, centre, area.Bottom + 17, TextAnchor.Middle));
            free = centre + half + 6;
        }
        if (!string.IsNullOrEmpty(levelLabel))
            drawing.Marks.Add(new TextMark(TextWidth.Shorten(levelLabel, TextSize, area.Width), (area.Left + area.Right) / 2, area.Bottom + (hasTicks ? 37 : 16), TextAnchor.Middle));

        var grid = drawing.Plot.Grid;
        grid.XAxisStyle.IsVisible = gridAlongX;
        grid.YAxisStyle.IsVisible = !gridAlongX;
        grid.MajorLineColor = Palette.Colour(Tint.Rule);
        grid.MajorLineWidth = 1;
        return area;
    }

    /// <summary>Fixes where the data stands and which values its edges have, and takes all drawing of axes from the library.</summary>
    internal PlotArea Place(double left, double upper, double right, double lower, Ticks x, Ticks y)
    {
        right = Math.Max(right, left + 20);
        lower = Math.Max(lower, upper + 20);
        var plot = drawing.Plot;
        plot.Layout.Fixed(new ScottPlot.PixelPadding((float)left, (float)(drawing.Width - right), (float)(drawing.Height - lower), (float)upper));
        plot.Axes.SetLimits(x.Low, x.High, y.Low, y.High);
        plot.RenderManager.Remove<ScottPlot.Rendering.RenderActions.RenderPanels>();
        plot.Grid.XAxisStyle.IsVisible = plot.Grid.YAxisStyle.IsVisible = false;
        foreach (var axis in plot.Axes.GetAxes())
        {
            var ticks = axis is ScottPlot.IXAxis ? x : y;
            axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual([.. ticks.Marks.Select(mark => ScottPlot.Tick.Major(mark.Position, ""))]);
        }
        return new PlotArea(left, upper, right, lower, x.Low, x.High, y.Low, y.High);
    }

    /// <summary>The room below title and key, for plots without axes.</summary>
    internal double Top => top;

    /// <summary>A line across the data, at a value of the upright axis or of the level one.</summary>
    internal void Line(double value, bool upright, Tint tint, ScottPlot.LinePattern pattern, double width = 1)
    {
        ScottPlot.Plottables.AxisLine line = upright ? drawing.Plot.Add.VerticalLine(value) : drawing.Plot.Add.HorizontalLine(value);
        line.LineColor = Palette.Colour(tint);
        line.LineWidth = (float)width;
        line.LinePattern = pattern;
    }

    /// <summary>Says in the middle of the drawing that there is nothing to show.</summary>
    internal Drawing WithoutData()
    {
        Place(0, top, drawing.Width, drawing.Height, new Ticks(0, 1, []), new Ticks(0, 1, []));
        drawing.Marks.Add(new TextMark("no data", drawing.Width / 2.0, (top + drawing.Height) / 2, TextAnchor.Middle));
        return drawing;
    }
}
