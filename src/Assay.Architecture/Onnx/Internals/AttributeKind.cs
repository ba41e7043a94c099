namespace Assay.Architecture.Onnx.Internals;

/// <summary>Kinds of attributes, with the numbers that the format gives them.</summary>
internal enum AttributeKind
{
    Undefined = 0,
    Float = 1,
    Int = 2,
    String = 3,
    Tensor = 4,
    Graph = 5,
    Floats = 6,
    Ints = 7,
    Strings = 8,
    Tensors = 9,
}
