using SkiaSharp;

namespace Assay.Reports.Plots.Internals;

/// <summary>Draws a drawing as pixels, on white.</summary>
internal static class PngImage
{
    /// <summary>White around the drawing, in its units.</summary>
    internal const int Margin = 14;

    internal static byte[] From(Drawing drawing, int width, int height, double scale)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height))
            ?? throw new ArgumentException($"A picture of {width} × {height} pixels does not fit into memory.", nameof(width));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale((float)scale);
        canvas.Translate(Margin, Margin);
        drawing.Plot.RenderManager.ClearCanvasBeforeEachRender = false;
        drawing.Plot.Render(canvas, new ScottPlot.PixelRect(0, drawing.Width, drawing.Height, 0));
        foreach (var mark in drawing.Marks) Draw(mark, canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static void Draw(Mark mark, SKCanvas canvas)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = SKColor.Parse(mark.Colour ?? Palette.Light(mark.Tint)) };
        switch (mark)
        {
            case TextMark text: Draw(text, canvas, paint); break;
            case RectangleMark box:
                canvas.DrawRoundRect((float)box.X, (float)box.Y, (float)box.Width, (float)box.Height, (float)box.Radius, (float)box.Radius, paint);
                break;
            default: throw new ArgumentException($"No way is known to draw a {mark.GetType().Name}.", nameof(mark));
        }
    }

    private static void Draw(TextMark mark, SKCanvas canvas, SKPaint paint)
    {
        using var font = new SKFont(PlotFont.For(mark.Text, mark.Bold), (float)mark.Size) { Subpixel = true };
        // The layout counts on the widths of Helvetica; a wider font is narrowed to them.
        var measured = TextWidth.Of(mark.Text, mark.Size, mark.Bold);
        var natural = font.MeasureText(mark.Text);
        var drawn = natural;
        if (natural > measured && natural > 0)
        {
            font.ScaleX = (float)(measured / natural);
            drawn = (float)measured;
        }
        var x = mark.Anchor switch { TextAnchor.Middle => mark.X - drawn / 2, TextAnchor.End => mark.X - drawn, _ => mark.X };
        canvas.Save();
        if (mark.Upright) canvas.RotateDegrees(-90, (float)mark.X, (float)mark.Y);
        if (mark.OverData)
        {
            using var edge = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 2.5f, StrokeJoin = SKStrokeJoin.Round, Color = SKColors.White.WithAlpha(204) };
            canvas.DrawText(mark.Text, (float)x, (float)mark.Y, font, edge);
        }
        canvas.DrawText(mark.Text, (float)x, (float)mark.Y, font, paint);
        canvas.Restore();
    }
}
