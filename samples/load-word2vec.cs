// Loads vectors that word2vec, gensim or fastText wrote (text, binary or .vec) and asks them.
//   dotnet run samples/load-word2vec.cs [-- VECTORS WORD]
#:project ../src/Assay.Embeddings/Assay.Embeddings.csproj
#:property PublishAot=false

using Assay.Embeddings.Vectors;

var path = args.Length > 0 ? args[0] : Path.Combine(Path.GetTempPath(), "load-word2vec.txt");
var word = args.Length > 1 ? args[1] : "king";

// Without a file of your own: six words in word2vec's text format. The first line says how many words and dimensions.
if (args.Length == 0)
{
    File.WriteAllText(path, """
        6 3
        king 0.9 0.1 0.8
        queen 0.9 0.9 0.8
        man 0.1 0.1 0.7
        woman 0.1 0.9 0.7
        apple 0.0 0.5 -0.9
        pear 0.1 0.5 -0.8

        """.ReplaceLineEndings("\n"));
}

using var vectors = WordVectors.Open(path);
Console.WriteLine($"{vectors.Count} words, {vectors.Dimensions} dimensions");
foreach (var neighbour in vectors.Nearest(word, top: 3))
    Console.WriteLine($"{neighbour.Word}\t{neighbour.Similarity:F3}");

if (args.Length == 0)
{
    var answer = vectors.Analogy("man", "king", "woman", top: 1)[0];
    Console.WriteLine($"man is to king as woman is to {answer.Word}");
}
