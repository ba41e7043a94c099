using System.Globalization;
using System.Text.Json;
using Assay.Cli.Output;
using Assay.Embeddings.Queries;

namespace Assay.Cli.Embeddings;

/// <summary>Found words as a table and as JSON.</summary>
internal static class NeighbourTable
{
    public static ResultTable Of(string title, string score, IReadOnlyList<Neighbour> neighbours)
    {
        var table = new ResultTable("word", ">" + score) { Title = title };
        foreach (var (word, similarity) in neighbours) table.Add(word, similarity.ToString("0.0000", CultureInfo.InvariantCulture));
        return table;
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<Neighbour> neighbours)
    {
        json.WriteStartArray("neighbours");
        foreach (var (word, similarity) in neighbours)
        {
            json.WriteStartObject();
            json.WriteString("word", word);
            json.WriteFinite("similarity", Math.Round(similarity, 6));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
