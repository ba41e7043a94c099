using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Output;
using Assay.Torch.Trials;

namespace Assay.Cli.Doctor;

/// <summary>How often the doctor is right.</summary>
internal static class DoctorTrialsTable
{
    /// <summary>Runs trials and shows them.</summary>
    public static void Run(CommandContext context, int count)
    {
        var clock = Stopwatch.StartNew();
        var results = context.Console.Track(progress => DoctorTrials.Run(count, count, context.Seed, progress, context.Cancellation));
        var (right, alarms) = (results.Count(result => result.Planted != PlantedFault.None && result.IsRight), results.Count(result => result.Planted == PlantedFault.None && !result.IsRight));
        context.Console.Answer(
            json =>
            {
                json.WriteNumber("faults", count);
                json.WriteNumber("named_first", right);
                json.WriteNumber("sound", count);
                json.WriteNumber("false_alarms", alarms);
                json.WriteNumber("seconds", Math.Round(clock.Elapsed.TotalSeconds, 3));
                json.WriteStartArray("wrong");
                foreach (var wrong in results.Where(result => !result.IsRight))
                {
                    json.WriteStartObject();
                    json.WriteString("planted", wrong.Planted.ToString());
                    json.WriteString("named", wrong.First ?? "nothing");
                    json.WriteString("training", wrong.Network);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            },
            () =>
            {
                context.Console.Show(Table(results));
                context.Console.Line();
                context.Console.Line(string.Create(CultureInfo.InvariantCulture,
                    $"{right} of {count} planted faults are what the doctor names first, after one epoch ({100.0 * right / count:0.#} %); {alarms} of {count} sound trainings are accused ({100.0 * alarms / count:0.#} %). {clock.Elapsed.TotalSeconds:0.0} s."));
            });
    }

    private static ResultTable Table(ImmutableArray<TrialResult> results)
    {
        var table = new ResultTable("planted", ">trainings", ">named first", ">named at all", "otherwise named first") { Title = "Small trainings of one epoch" };
        foreach (var kind in results.GroupBy(result => result.Planted).OrderBy(group => group.Key == PlantedFault.None).ThenBy(group => group.Key))
        {
            var wrong = kind.Where(result => !result.IsRight).Select(result => result.First ?? "nothing").Distinct().Order(StringComparer.Ordinal);
            table.Add(
                kind.Key == PlantedFault.None ? "nothing" : kind.First().Expected!, Number(kind.Count()), Number(kind.Count(result => result.IsRight)),
                kind.Key == PlantedFault.None ? "" : Number(kind.Count(result => result.Findings.Any(finding => finding.Name == result.Expected))), string.Join(", ", wrong));
        }
        return table;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
