using System.Globalization;
using Assay.Architecture;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Cli.Output;
using Assay.Core.Claims;
using Assay.Embeddings;
using Assay.Expression;
using Assay.Threshold;

namespace Assay.Cli.Claims;

/// <summary><c>assay claims</c>: what textbooks say, computed on the spot.</summary>
internal sealed class ClaimsCommand : CommandDescription
{
    private static readonly IReadOnlyList<Claim> _claims = [.. ArchitectureClaims.All, .. ExpressionClaims.All, .. ThresholdClaims.All, .. EmbeddingClaims.All];

    private readonly Positional _names = new("CLAIM", "Names of claims; all of them without any.", 0, Positional.Many) { Choices = [.. _claims.Select(claim => claim.Name)] };
    private readonly FlagSetting _quick = new("--quick", "Fewer seeds and smaller experiments.");

    /// <inheritdoc/>
    public override string Name => "claims";

    /// <inheritdoc/>
    public override string Summary => "Compute what textbooks claim, and say what holds.";

    /// <inheritdoc/>
    public override string Description => $"The claims: {string.Join(", ", _claims.Select(claim => claim.Name))}.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay claims softmax-gradient", "One claim with its evidence."), new("assay claims --quick", "All of them in less time.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_names];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_quick];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var names = _names.Values(context.Parsed);
        Claim[] chosen = [.. names.Count == 0 ? _claims : names.Select(Find)];
        var settings = new ClaimSettings { Quick = _quick.Value(context.Parsed), Seed = context.Seed, Threads = context.Threads };
        var results = chosen.Select(claim => context.Console.Track(progress => claim.Compute(settings, progress, context.Cancellation))).ToArray();
        context.Console.Answer(
            json =>
            {
                json.WriteBoolean("quick", settings.Quick);
                json.WriteStartArray("claims");
                for (var i = 0; i < chosen.Length; i++) Write(json, chosen[i], results[i]);
                json.WriteEndArray();
            },
            () =>
            {
                if (settings.Quick) context.Console.Line("Quick: fewer seeds and smaller experiments.");
                for (var i = 0; i < chosen.Length; i++) Show(context.Console, chosen[i], results[i]);
            });
    }

    private static Claim Find(string name) =>
        _claims.FirstOrDefault(claim => claim.Name == name) ?? throw new UsageException($"there is no claim '{name}': give one of {string.Join(", ", _claims.Select(claim => claim.Name))}.");

    private static string Words(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Holds => "holds",
        ClaimVerdict.HoldsOnlyIf => "holds only if",
        _ => "false",
    };

    private static void Show(CommandConsole console, Claim claim, ClaimResult result)
    {
        console.Line();
        console.Line($"{claim.Name}: \"{claim.Statement}\"");
        console.Line($"{Words(result.Verdict)}. {result.Explanation}");
        var table = new ResultTable("evidence", ">value", ">from", ">to", "unit");
        foreach (var item in result.Evidence)
            table.Add(item.Quantity, Number(item.Value), item.Spread is { } spread ? Number(spread.Low) : "", item.Spread is { } range ? Number(range.High) : "", item.Unit);
        console.Show(table);
        console.Line($"More: {claim.Page}");
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static void Write(System.Text.Json.Utf8JsonWriter json, Claim claim, ClaimResult result)
    {
        json.WriteStartObject();
        json.WriteString("name", claim.Name);
        json.WriteString("system", claim.System);
        json.WriteString("statement", claim.Statement);
        json.WriteString("verdict", Words(result.Verdict));
        json.WriteString("explanation", result.Explanation);
        json.WriteStartArray("evidence");
        foreach (var item in result.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("quantity", item.Quantity);
            json.WriteFinite("value", item.Value);
            json.WriteString("unit", item.Unit);
            if (item.Spread is { } spread)
            {
                json.WriteFinite("low", spread.Low);
                json.WriteFinite("high", spread.High);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("page", claim.Page);
        json.WriteEndObject();
    }
}
