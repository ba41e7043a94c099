using Assay.Reports.Plots.Internals;
using SkiaSharp;

namespace Assay.Reports.Diagrams.Internals;

/// <summary>Draws a diagram as pixels, on white.</summary>
internal static class DiagramPng
{
    public static byte[] Of(Diagram diagram, int width, int height, double scale)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height)) ?? throw new ArgumentException($"A picture of {width} × {height} pixels does not fit into memory.", nameof(width));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale((float)scale);
        Text(canvas, diagram.Title, 16, 22, 15, "#1a1f26", bold: true, SKTextAlign.Left);
        if (diagram.Legend.Length > 0)
        {
            for (var i = 0; i < 6; i++) Rectangle(canvas, new SKRect(16 + 18 * i, 32, 34 + 18 * i, 42), 0, DiagramStyle.Fill(i * i / 25.0), 0.5f);
            Text(canvas, diagram.Legend, 130, 41, 11, "#5a6472", bold: false, SKTextAlign.Left);
        }
        canvas.Translate(0, (float)DiagramStyle.Head);
        foreach (var path in diagram.Paths) Draw(canvas, path);
        foreach (var curve in diagram.Curves) Draw(canvas, curve);
        foreach (var box in diagram.Boxes) Draw(canvas, box);
        foreach (var disc in diagram.Discs) Draw(canvas, disc);
        foreach (var path in diagram.Paths) Text(canvas, path.Label, path.LabelX, path.LabelY, 10, "#5a6472", bold: false, SKTextAlign.Left, halo: true);
        foreach (var curve in diagram.Curves)
        {
            var (x, y) = curve.At(curve.LabelAt);
            Text(canvas, curve.Label, x, y + 3.5, 10, "#5a6472", bold: false, SKTextAlign.Center, halo: true);
        }
        foreach (var (x, y, text) in diagram.Captions) Text(canvas, text, x, y, 11, "#5a6472", bold: false, SKTextAlign.Center);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static void Draw(SKCanvas canvas, DiagramPath path)
    {
        using var curve = SKPath.ParseSvgPathData(DiagramSvg.Curve(path));
        using var line = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 1.3f, Color = SKColor.Parse("#8a94a3") };
        canvas.DrawPath(curve, line);
        var (start, end) = (path.Points[0], path.Points[^1]);
        if (path.EndMark.Length > 0) Mark(canvas, end, path.EndMark);
        else
        {
            using var fill = new SKPaint { IsAntialias = true, Color = SKColor.Parse("#8a94a3") };
            using var arrow = new SKPath();
            arrow.AddPoly([new((float)end.X, (float)end.Y), new((float)end.X - 3.5f, (float)end.Y - 7), new((float)end.X + 3.5f, (float)end.Y - 7)]);
            canvas.DrawPath(arrow, fill);
        }
        if (path.StartMark.Length > 0) Mark(canvas, start, path.StartMark);
    }

    private static void Draw(SKCanvas canvas, DiagramCurve curve)
    {
        using var way = SKPath.ParseSvgPathData(DiagramSvg.Curve(curve));
        using var dashes = curve.IsDashed ? SKPathEffect.CreateDash([4, 3], 0) : null;
        using var line = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 1.3f, Color = SKColor.Parse("#8a94a3"), PathEffect = dashes };
        canvas.DrawPath(way, line);
        using var fill = new SKPaint { IsAntialias = true, Color = SKColor.Parse("#8a94a3") };
        using var arrow = new SKPath();
        arrow.AddPoly([.. curve.Arrow().Select(corner => new SKPoint((float)corner.X, (float)corner.Y))]);
        canvas.DrawPath(arrow, fill);
    }

    private static void Draw(SKCanvas canvas, DiagramDisc disc)
    {
        Circle(canvas, disc, disc.Radius, DiagramStyle.Fill(disc.Weight));
        if (disc.IsDouble) Circle(canvas, disc, disc.Radius - 3.5, DiagramStyle.Fill(disc.Weight));
        for (var i = 0; i < disc.Lines.Count; i++)
            Text(canvas, disc.Lines[i], disc.X, DiagramSvg.Baseline(disc, i), i == 0 ? 12 : 11, DiagramStyle.Ink(disc.Weight), bold: i == 0, SKTextAlign.Center, 2 * disc.Radius - 6);
    }

    private static void Circle(SKCanvas canvas, DiagramDisc disc, double radius, string colour) =>
        Rectangle(canvas, new SKRect((float)(disc.X - radius), (float)(disc.Y - radius), (float)(disc.X + radius), (float)(disc.Y + radius)), (float)radius, colour, 1);

    private static void Mark(SKCanvas canvas, (double X, double Y) at, string text)
    {
        var radius = (float)DiagramStyle.MarkRadius;
        Rectangle(canvas, new SKRect((float)at.X - radius, (float)at.Y - radius, (float)at.X + radius, (float)at.Y + radius), radius, "#ffffff", 1);
        Text(canvas, text, at.X, at.Y + 3.5, 10, "#1a1f26", bold: false, SKTextAlign.Center);
    }

    private static void Draw(SKCanvas canvas, DiagramBox box)
    {
        Rectangle(canvas, new SKRect((float)box.X, (float)box.Y, (float)(box.X + box.Width), (float)(box.Y + box.Height)), 4, DiagramStyle.Fill(box.Weight), 1);
        for (var i = 0; i < box.Lines.Count; i++)
            Text(canvas, box.Lines[i], box.X + box.Width / 2, DiagramSvg.Baseline(box, i), i == 0 ? 12 : 11, DiagramStyle.Ink(box.Weight), bold: i == 0, SKTextAlign.Center, box.Width - 6);
    }

    private static void Rectangle(SKCanvas canvas, SKRect place, float radius, string colour, float stroke)
    {
        using var fill = new SKPaint { IsAntialias = true, Color = SKColor.Parse(colour) };
        using var line = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = stroke, Color = SKColor.Parse("#8a94a3") };
        canvas.DrawRoundRect(place, radius, radius, fill);
        canvas.DrawRoundRect(place, radius, radius, line);
    }

    private static void Text(SKCanvas canvas, string text, double x, double y, float size, string colour, bool bold, SKTextAlign align, double? room = null, bool halo = false)
    {
        if (text.Length == 0) return;
        using var font = new SKFont(PlotFont.For(text, bold), size) { Subpixel = true };
        using var paint = new SKPaint { IsAntialias = true, Color = SKColor.Parse(colour) };
        // A font that is wider than the layout counted on is narrowed to its box.
        var natural = font.MeasureText(text);
        if (room is { } limit && natural > limit) font.ScaleX = (float)(limit / natural);
        if (halo)
        {
            using var edge = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 3, StrokeJoin = SKStrokeJoin.Round, Color = SKColors.White };
            canvas.DrawText(text, (float)x, (float)y, align, font, edge);
        }
        canvas.DrawText(text, (float)x, (float)y, align, font, paint);
    }
}
