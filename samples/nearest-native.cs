// Nearest neighbours as a native binary: no runtime to start, the model is mapped and not read.
//   dotnet publish samples/nearest-native.cs -o artifacts/native/nearest-native
//   artifacts/native/nearest-native/nearest-native MODEL.safetensors WORD
#:project ../src/Assay.Embeddings/Assay.Embeddings.csproj
#:property InvariantGlobalization=true

using Assay.Core.Errors;
using Assay.Embeddings.Vectors;

if (args.Length != 2)
{
    Console.Error.WriteLine("nearest-native MODEL WORD");
    return 2;
}

try
{
    using var vectors = WordVectors.Open(args[0]);
    foreach (var neighbour in vectors.Nearest(args[1], top: 10))
        Console.WriteLine($"{neighbour.Word}\t{neighbour.Similarity:F4}");
    return 0;
}
catch (InputException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 2;
}
