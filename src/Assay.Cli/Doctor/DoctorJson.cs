using System.Text.Json;
using Assay.Cli.Output;
using Assay.Expression.CheckUps;
using Assay.Expression.Splits;
using Assay.Torch.Doctor;

namespace Assay.Cli.Doctor;

/// <summary>What the doctor says to machines.</summary>
internal static class DoctorJson
{
    /// <summary>Writes a check-up into an open object.</summary>
    public static void Write(Utf8JsonWriter json, string target, Fold? split, CheckUp checkUp, IReadOnlyList<Finding> findings)
    {
        json.WriteString("target", target);
        json.WriteBoolean("split_known", split is not null);
        json.WriteStartArray("layers");
        foreach (var layer in checkUp.Reading.Layers)
        {
            json.WriteStartObject();
            json.WriteString("name", layer.Name);
            json.WriteString("kind", layer.Kind.ToString());
            json.WriteNumber("units", layer.Units);
            json.WriteFinite("variation", layer.Variation);
            json.WriteFinite("saturated_share", layer.SaturatedShare);
            json.WriteFinite("dead_share", layer.DeadShare);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("gradients");
        foreach (var parameter in checkUp.Reading.Parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteFinite("weight_norm", parameter.WeightNorm);
            json.WriteFinite("gradient_norm", parameter.GradientNorm);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteFinite("test_mse", checkUp.TestMse);
        json.WriteFinite("train_mse", checkUp.TrainMse);
        json.WriteFinite("mean_predictor_mse", checkUp.MeanPredictorMse);
        json.WriteFinite("pca_mse", checkUp.ComponentsMse);
        json.WriteFinite("code_movement", checkUp.CodeMovement);
        if (checkUp.RangeTest is { } rates)
        {
            json.WriteStartObject("range_test");
            json.WriteFinite("used", rates.Used);
            if (rates.Steepest is { } steepest) json.WriteFinite("steepest", steepest);
            if (rates.Divergence is { } divergence) json.WriteFinite("divergence", divergence);
            json.WriteEndObject();
        }
        json.WritePropertyName("findings");
        FindingsFile.Write(json, findings);
    }
}
