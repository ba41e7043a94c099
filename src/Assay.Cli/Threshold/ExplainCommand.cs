using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Core.Errors;
using Assay.Reports;
using Assay.Threshold.Explanations;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Parameters;

namespace Assay.Cli.Threshold;

/// <summary><c>assay threshold explain</c>: what a network's numbers must satisfy, and why.</summary>
internal sealed class ExplainCommand : CommandDescription
{
    private readonly Positional _network = new("NET", ThresholdInput.NetworkHelp);
    private readonly Positional _specification = new("SPEC", ThresholdInput.SpecificationHelp);
    private readonly TextSetting _region = new("--region", "X,Y", "Two parameters whose feasible region is computed and drawn, such as R[1,1],c[1].");
    private readonly FractionSetting _reach = new("--reach", "How far the region is shown to both sides of the network's values.") { DefaultWords = "2" };
    private readonly TextSetting _out = new("--out", "FILE", "A report (.html) with all of it, or the region alone (.svg, .png).");

    /// <inheritdoc/>
    public override string Name => "explain";

    /// <inheritdoc/>
    public override string Summary => "Say which inequalities the units' duties force on a network's numbers.";

    /// <inheritdoc/>
    public override string Description =>
        "W and U are the weights of hidden units from inputs and from the state, b their biases; V and R those of state bits from hidden units and from the state, c their biases, c0 those of the first step. Counted from one.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay threshold explain textbook equal-so-far --region R[1,1],c[1] --out equal.html", "Inequalities, the region and the hyperplanes in one report.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_network, _specification];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_region, _reach, _out];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var parsed = context.Parsed;
        var output = _out.Value(parsed);
        var ending = output is null ? "" : Path.GetExtension(output).ToUpperInvariant();
        if (ending is not ("" or ".HTML" or ".SVG" or ".PNG") || (output is not null && ending.Length == 0)) throw new UsageException($"--out {output}: a report ends in .html, a picture in .svg or .png.");
        var network = ThresholdInput.Network(_network.Value(parsed));
        var specification = ThresholdInput.Specification(_specification.Value(parsed));
        var machine = specification.Machine;
        var explanation = NetworkExplanation.Of(network, machine, context.Cancellation);
        var region = Pair(network) is { } pair ? ParameterRegion.Of(network, machine, pair.X, pair.Y, _reach.Value(parsed) ?? 2, cancellation: context.Cancellation) : null;
        if (output is not null) Save(output, ending, network, specification.Description, machine, explanation, region);

        (string X, string Y)? Pair(ThresholdNetwork of)
        {
            if (_region.Value(parsed) is { } text) return Split(text);
            return output is null ? null : Usual(of);
        }

        context.Console.Answer(
            json =>
            {
                json.WriteStartArray("units");
                foreach (var unit in explanation.Units)
                {
                    json.WriteStartObject();
                    json.WriteString("name", unit.Name);
                    json.WriteString("duty", unit.Duty);
                    Strings("needs", unit.Needs);
                    Strings("fixed", unit.Fixed);
                    Strings("given", unit.Given);
                    Strings("intervals", unit.Intervals);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteString("first_bias", explanation.FirstBias);
                if (region is not null)
                {
                    json.WriteStartObject("region");
                    json.WriteString("x", region.X.Name);
                    json.WriteString("y", region.Y.Name);
                    json.WriteNumber("share_proved", region.IsRight.Cast<bool>().Count(right => right) / (double)region.IsRight.Length);
                    json.WriteEndObject();
                }
                if (output is not null) json.WriteString("out", output);

                void Strings<T>(string name, IEnumerable<T> items)
                {
                    json.WriteStartArray(name);
                    foreach (var item in items) json.WriteStringValue(item!.ToString());
                    json.WriteEndArray();
                }
            },
            () =>
            {
                foreach (var line in Lines(explanation)) context.Console.Line(line);
                if (output is not null) context.Console.Line($"Written to {output}");
                else if (region is not null) context.Console.Line(FormattableString.Invariant($"{region.X.Name} and {region.Y.Name} within {_reach.Value(parsed) ?? 2} of the network's: {region.IsRight.Cast<bool>().Count(right => right) / (double)region.IsRight.Length:P1} of the square is proved; --out draws it."));
            });
    }

    /// <summary>The explanation as lines of text.</summary>
    public static IEnumerable<string> Lines(NetworkExplanation explanation)
    {
        foreach (var unit in explanation.Units)
        {
            yield return $"{unit.Name}: {unit.Duty}.";
            yield return $"    needs   {string.Join(";  ", unit.Needs)}";
            if (unit.Fixed.Count > 0 && unit.Given.Count > 0) yield return $"    with {string.Join(", ", unit.Fixed)}:  {string.Join(";  ", unit.Given)}";
            if (unit.Intervals.Count > 0) yield return $"    so      {string.Join(";  ", unit.Intervals)}";
        }
        if (explanation.FirstBias is { } first) yield return first;
    }

    private static void Save(string output, string ending, ThresholdNetwork network, string description, MooreMachine machine, NetworkExplanation explanation, ParameterRegion? region)
    {
        var title = region is null ? "" : $"Where {region.X.Name} and {region.Y.Name} may lie";
        if (ending != ".HTML")
        {
            if (region is null) throw new InputException("The network has no two parameters to draw a region of; name two with --region.");
            var plot = ThresholdPictures.Region(title, region);
            if (ending == ".SVG") plot.SaveSvg(output);
            else plot.SavePng(output, 1200, 860);
            return;
        }
        var report = new Report("A threshold network, explained") { Kind = "assay threshold explain", Summary = $"{description} Proved for sequences of every length." };
        AddTo(report, network, machine, explanation, region);
        report.Save(output);
    }

    /// <summary>The pictures and inequalities as sections of a report.</summary>
    public static void AddTo(Report report, ThresholdNetwork network, MooreMachine machine, NetworkExplanation explanation, ParameterRegion? region)
    {
        try
        {
            report.Section("Machine and network").Figure(ThresholdPictures.MachineAndNetwork("", machine, network), "States with their outputs on the left; on the right inputs, hidden units and state bits with biases and weights. A double ring marks the initial state and the outputs.");
        }
        catch (InputException tooLarge)
        {
            report.Section("Machine and network").Text(tooLarge.Message);
        }
        var table = new ReportTable("What the units' duties force", "unit", "duty", "needs", "with the weights of the layer below as they are", "so");
        foreach (var unit in explanation.Units) table.Row(unit.Name, unit.Duty, string.Join("; ", unit.Needs), string.Join("; ", unit.Given), string.Join("; ", unit.Intervals));
        var section = report.Section("Inequalities").Text("A unit is on where the sum of its bias and the weights of what is on exceeds 1. Each inequality is one that no other forces.").Table(table);
        if (explanation.FirstBias is { } first) section.Text(first);
        if (region is not null)
        {
            report.Section("Feasible region").Text("Each cell is a proof of its own, all other numbers being as they are. On a thin line some unit's sum is on its threshold.")
                .Figure(ThresholdPictures.Region("", region), $"Where {region.X.Name} and {region.Y.Name} may lie.");
        }
        if (network.InputBits >= 2 && network.HiddenUnits > 0) report.Section("Hyperplanes").Figure(ThresholdPictures.Hyperplanes(network, machine, null), "How the hidden units divide the inputs; at each input the state that it leads to in the first step.");
    }

    /// <summary>Two parameters that say most: the memory and the bias of the first state bit, else the first two of it.</summary>
    public static (string X, string Y)? Usual(ThresholdNetwork network)
    {
        var parameters = new NetworkParameters(network);
        if (network.StateToState[0, 0] != 0) return ("R[1,1]", "c[1]");
        var live = parameters.All.Where(parameter => parameter.Unit == network.HiddenUnits && (parameter.IsBias || parameter.Value != 0)).Select(parameter => parameter.Name).ToArray();
        return live.Length >= 2 ? (live[0], live[1]) : null;
    }

    // Names contain commas themselves: the one after a closing bracket parts them.
    private static (string X, string Y) Split(string text)
    {
        var at = text.IndexOf("],", StringComparison.Ordinal);
        return at < 0 ? throw new UsageException($"--region {text}: give two parameters, such as R[1,1],c[1].") : (text[..(at + 1)].Trim(), text[(at + 2)..].Trim());
    }
}
