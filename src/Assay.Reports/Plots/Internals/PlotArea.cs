namespace Assay.Reports.Plots.Internals;

/// <summary>Where the data stands in a drawing, and which values its edges have.</summary>
internal readonly record struct PlotArea(double Left, double Top, double Right, double Bottom, double XLow, double XHigh, double YLow, double YHigh)
{
    internal double Width => Right - Left;

    internal double Height => Bottom - Top;

    internal double X(double value) => Left + (value - XLow) / (XHigh - XLow) * Width;

    internal double Y(double value) => Bottom - (value - YLow) / (YHigh - YLow) * Height;
}
