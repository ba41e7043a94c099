using System.Globalization;
using Assay.Cli.Output;
using Assay.Expression.Fitting;

namespace Assay.Cli.Expression;

/// <summary>Tables of a fit.</summary>
internal static class FitTables
{
    /// <summary>Errors on test samples.</summary>
    public static ResultTable Errors(FitResult fit)
    {
        var table = new ResultTable("on test samples", ">mean squared error", ">of the mean's") { Title = "Reconstruction, in the data's units" };
        Add("each gene's training mean", fit.MeanPredictorMse);
        Add($"{fit.Model.Options.Code} principal components", fit.ComponentsMse);
        Add($"autoencoder, code of {fit.Model.Options.Code}", fit.TestMse);
        return table;

        void Add(string name, double value) => table.Add(name, value.ToString("G5", CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{100 * value / fit.MeanPredictorMse:0.0} %"));
    }
}
