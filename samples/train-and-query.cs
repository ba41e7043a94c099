// Trains word vectors on a few invented sentences and asks for neighbours.
//   dotnet run samples/train-and-query.cs [-- MODEL.safetensors]
#:project ../src/Assay.Embeddings/Assay.Embeddings.csproj
#:property PublishAot=false

using Assay.Core.Randomness;
using Assay.Embeddings.Corpora;
using Assay.Embeddings.Training;
using Assay.Embeddings.Vectors;

var path = args.Length > 0 ? args[0] : Path.Combine(Path.GetTempPath(), "train-and-query.safetensors");

// Two topics: words that occur together are to become neighbours.
string[][] topics =
[
    ["string", "character", "text", "encoding", "substring", "culture"],
    ["file", "directory", "path", "stream", "disk", "folder"],
];
var random = new RandomStream(seed: 1);
var sentences = Enumerable.Range(0, 4000).Select(line =>
    string.Join(' ', Enumerable.Range(0, 8).Select(_ => topics[line % 2][random.NextInt32(6)])));

var options = new SkipGramOptions { Dimensions = 16, Epochs = 5, Subsample = 0, Threads = 1 };
using var model = SkipGram.Train(Corpus.FromText(sentences), options);
model.Save(path);

using var vectors = WordVectors.Open(path);
Console.WriteLine($"{vectors.Count} words, {vectors.Dimensions} dimensions");
foreach (var neighbour in vectors.Nearest("string", top: 5))
    Console.WriteLine($"{neighbour.Word}\t{neighbour.Similarity:F3}");
