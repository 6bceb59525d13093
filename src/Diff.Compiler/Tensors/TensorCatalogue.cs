using System.Collections.Generic;
using Diff.Compiler.IR;

namespace Diff.Compiler.Tensors;

/// <summary>How a function of a tensor library is lowered.</summary>
internal enum TensorForm
{
    /// <summary>A primitive of its operands.</summary>
    Plain,

    /// <summary>The same tensor: a conversion of type or device.</summary>
    Same,

    /// <summary>A tensor of data.</summary>
    Data,

    /// <summary>A tensor of zeros or ones.</summary>
    Zeros, Ones,

    /// <summary>A tensor made of numbers that are handed over.</summary>
    Wrap,

    /// <summary>A clamp: bounds by the names min and max, or by position.</summary>
    Clamp, ClampMin, ClampMax, Clamp01,

    /// <summary>Formulas.</summary>
    Square, ReciprocalSquareRoot, Reciprocal, Pow, LinearLayer,

    /// <summary>A reduction, of all elements or along an axis.</summary>
    Sum, Mean, Variance, Deviation, Norm, Extreme,

    /// <summary>Whether-then-else, element by element: both sides are evaluated.</summary>
    Where, MaskedFill,

    /// <summary>Zero in place of what is not a number.</summary>
    FiniteOnly,

    /// <summary>The elements of several tensors in one.</summary>
    Join,

    /// <summary>Losses.</summary>
    SquaredError, AbsoluteError, HuberError, LogitsNamed,

    /// <summary>A tensor that is trained.</summary>
    Trained,
}

/// <summary>One entry of the catalogue.</summary>
/// <param name="Form">How it is lowered.</param>
/// <param name="Primitive">The primitive of a plain entry.</param>
internal sealed record TensorEntry(TensorForm Form, Primitive? Primitive = null)
{
    /// <summary>Whether a statement that drops the result does nothing: a pure function.</summary>
    public bool IsPure => Form is not (TensorForm.Data or TensorForm.Zeros or TensorForm.Ones or TensorForm.Wrap or TensorForm.Trained or TensorForm.Join);
}

/// <summary>
/// The functions of TorchSharp (<c>torch.*</c>, methods of <c>torch.Tensor</c>, <c>torch.nn.functional.*</c>) and of TensorFlow.NET
/// (<c>tf.*</c>, <c>tf.math.*</c>, <c>tf.nn.*</c>), by the library that declares them and their names. One table serves both: where both
/// have a function of a name, it is the same.
/// </summary>
internal static class TensorCatalogue
{
    private static readonly Dictionary<string, TensorEntry> s_entries = Common();
    private static readonly Dictionary<string, TensorEntry> s_modules = Modules();

    /// <summary>What a function does, or null.</summary>
    public static TensorEntry? Function(string name)
    {
        if (s_entries.TryGetValue(name, out TensorEntry entry))
        {
            return entry;
        }

        // The form in place: clamp_ for clamp.
        return name.EndsWith("_", System.StringComparison.Ordinal) && s_entries.TryGetValue(name.Substring(0, name.Length - 1), out entry) ? entry : null;
    }

    /// <summary>What a layer without trained weights, or a loss, does; or null.</summary>
    public static TensorEntry? Module(string type) => s_modules.TryGetValue(type, out TensorEntry entry) ? entry : null;

    /// <summary>Whether a layer is recurrent.</summary>
    public static bool IsRecurrent(string type) => type is "LSTM" or "GRU" or "RNN" or "LSTMCell" or "GRUCell" or "RNNCell";

    /// <summary>Whether a layer normalises or drops out.</summary>
    public static bool IsNormalization(string type) => type.StartsWith("Dropout", System.StringComparison.Ordinal)
        || type.EndsWith("Norm", System.StringComparison.Ordinal) || type.StartsWith("BatchNorm", System.StringComparison.Ordinal)
        || type.StartsWith("InstanceNorm", System.StringComparison.Ordinal) || type == "AlphaDropout";

    private static Dictionary<string, TensorEntry> Common()
    {
        Dictionary<string, TensorEntry> table = [];
        void Plain(Primitive primitive, params string[] names) => Add(new TensorEntry(TensorForm.Plain, primitive), names);
        void Form(TensorForm form, params string[] names) => Add(new TensorEntry(form), names);
        void Add(TensorEntry entry, string[] names)
        {
            foreach (string name in names)
            {
                table[name] = entry;
            }
        }

        Plain(Primitives.Log, "log");
        Plain(Primitives.Log2, "log2");
        Plain(Primitives.Log10, "log10");
        Plain(Primitives.LogP1, "log1p");
        Plain(Primitives.Exp, "exp");
        Plain(Primitives.ExpM1, "expm1");
        Plain(Primitives.Sqrt, "sqrt");
        Plain(Primitives.Abs, "abs", "absolute");
        Plain(Primitives.Negate, "neg", "negative");
        Plain(Primitives.Sin, "sin");
        Plain(Primitives.Cos, "cos");
        Plain(Primitives.Tan, "tan");
        Plain(Primitives.Acos, "acos", "arccos");
        Plain(Primitives.Asin, "asin", "arcsin");
        Plain(Primitives.Atan, "atan", "arctan");
        Plain(Primitives.Atan2, "atan2");
        Plain(Primitives.Atanh, "atanh");
        Plain(Primitives.Sinh, "sinh");
        Plain(Primitives.Cosh, "cosh");
        Plain(Primitives.Tanh, "tanh");
        Plain(Primitives.Erf, "erf");
        Plain(Primitives.Round, "round");
        Plain(Primitives.Floor, "floor");
        Plain(Primitives.Ceiling, "ceil");
        Plain(Primitives.Truncate, "trunc");
        Plain(Primitives.Sign, "sign", "sgn");
        Plain(Primitives.Sigmoid, "sigmoid", "expit");
        Plain(Primitives.Relu, "relu");
        Plain(Primitives.Softplus, "softplus");
        Plain(Primitives.Gelu, "gelu");
        Plain(Primitives.Silu, "silu");
        Plain(Primitives.Add, "add");
        Plain(Primitives.Subtract, "sub", "subtract");
        Plain(Primitives.Multiply, "mul", "multiply");
        Plain(Primitives.Divide, "div", "divide", "true_divide", "truediv");
        Plain(Primitives.Greater, "gt", "greater");
        Plain(Primitives.GreaterOrEqual, "ge", "greater_equal");
        Plain(Primitives.Less, "lt", "less");
        Plain(Primitives.LessOrEqual, "le", "less_equal");
        Plain(Primitives.Equal, "eq", "equal");
        Plain(Primitives.NotEqual, "ne", "not_equal");
        Plain(Primitives.And, "logical_and");
        Plain(Primitives.Or, "logical_or");
        Plain(Primitives.Not, "logical_not");
        Plain(Primitives.IsNaN, "isnan", "is_nan");
        Plain(Primitives.IsFinite, "isfinite", "is_finite");
        Plain(Primitives.IsInfinity, "isinf", "is_inf");
        Plain(Primitives.Stop, "detach", "stop_gradient");
        Plain(TensorPrimitives.Read, "item", "ToSingle", "ToDouble", "ToInt32", "ToInt64", "data", "numpy", "ToArray", "argmax", "argmin", "multinomial");
        Plain(TensorPrimitives.Softmax, "softmax");
        Plain(TensorPrimitives.LogSoftmax, "log_softmax");
        Plain(TensorPrimitives.LogSigmoid, "logsigmoid", "log_sigmoid");
        Plain(TensorPrimitives.LogSumExp, "logsumexp", "reduce_logsumexp");
        Plain(TensorPrimitives.MatMul, "matmul", "mm", "bmm", "dot");
        Plain(TensorPrimitives.Transpose, "transpose", "t", "permute");
        Plain(
            TensorPrimitives.View, "view", "reshape", "squeeze", "unsqueeze", "gather", "index_select", "select", "narrow", "flatten", "expand",
            "expand_dims", "repeat", "slice", "split", "chunk", "unbind", "clone", "contiguous", "masked_select", "take", "flip", "roll", "tile",
            "batch_gather", "broadcast_to", "identity", "alias", "index", "dropout");
        Plain(TensorPrimitives.CrossEntropy, "cross_entropy");
        Plain(TensorPrimitives.NegativeLikelihood, "nll_loss");
        Plain(TensorPrimitives.BinaryEntropy, "binary_cross_entropy");
        Plain(TensorPrimitives.BinaryEntropyOfLogits, "binary_cross_entropy_with_logits");
        Plain(Primitives.Max, "maximum");
        Plain(Primitives.Min, "minimum");
        Form(TensorForm.Extreme, "max", "min", "amax", "amin", "reduce_max", "reduce_min");
        Form(
            TensorForm.Same, "to", "type", "to_type", "type_as", "cpu", "cuda", "float", "double", "half", "cast", "ToScalar", "alias",
            "MoveToOuterDisposeScope", "DetachFromDisposeScope", "retain_grad");
        Form(TensorForm.Clamp, "clamp", "clip", "clip_by_value", "hardtanh");
        Form(TensorForm.ClampMin, "clamp_min");
        Form(TensorForm.ClampMax, "clamp_max");
        Form(TensorForm.Square, "square");
        Form(TensorForm.ReciprocalSquareRoot, "rsqrt");
        Form(TensorForm.Reciprocal, "reciprocal");
        Form(TensorForm.Pow, "pow", "power");
        Form(TensorForm.Sum, "sum", "reduce_sum");
        Form(TensorForm.Mean, "mean", "reduce_mean");
        Form(TensorForm.Variance, "var", "reduce_variance");
        Form(TensorForm.Deviation, "std", "reduce_std");
        Form(TensorForm.Norm, "norm");
        Form(TensorForm.Where, "where");
        Form(TensorForm.MaskedFill, "masked_fill");
        Form(TensorForm.FiniteOnly, "nan_to_num");
        Form(TensorForm.Join, "stack", "cat", "concat", "hstack", "vstack");
        Form(TensorForm.LinearLayer, "linear", "conv1d", "conv2d", "bias_add");
        Form(TensorForm.SquaredError, "mse_loss", "mean_squared_error", "squared_difference");
        Form(TensorForm.AbsoluteError, "l1_loss");
        Form(TensorForm.HuberError, "smooth_l1_loss", "huber_loss");
        Form(
            TensorForm.LogitsNamed, "softmax_cross_entropy_with_logits", "softmax_cross_entropy_with_logits_v2",
            "sparse_softmax_cross_entropy_with_logits", "sigmoid_cross_entropy_with_logits");
        Form(
            TensorForm.Data, "randn", "rand", "empty", "full", "arange", "linspace", "eye",
            "randn_like", "rand_like", "full_like", "placeholder", "normal", "randint", "one_hot");
        Form(TensorForm.Zeros, "zeros", "zeros_like");
        Form(TensorForm.Ones, "ones", "ones_like");
        Form(TensorForm.Wrap, "tensor", "as_tensor", "from_array", "frombuffer", "constant", "convert_to_tensor");
        Form(TensorForm.Trained, "Variable", "Parameter", "get_variable");
        return table;
    }

    private static Dictionary<string, TensorEntry> Modules() => new()
    {
        ["Softmax"] = new(TensorForm.Plain, TensorPrimitives.Softmax),
        ["LogSoftmax"] = new(TensorForm.Plain, TensorPrimitives.LogSoftmax),
        ["LogSigmoid"] = new(TensorForm.Plain, TensorPrimitives.LogSigmoid),
        ["Sigmoid"] = new(TensorForm.Plain, Primitives.Sigmoid),
        ["Tanh"] = new(TensorForm.Plain, Primitives.Tanh),
        ["ReLU"] = new(TensorForm.Plain, Primitives.Relu),
        ["GELU"] = new(TensorForm.Plain, Primitives.Gelu),
        ["SiLU"] = new(TensorForm.Plain, Primitives.Silu),
        ["Softplus"] = new(TensorForm.Plain, Primitives.Softplus),
        ["Flatten"] = new(TensorForm.Plain, TensorPrimitives.View),
        ["Identity"] = new(TensorForm.Plain, TensorPrimitives.View),
        ["Hardtanh"] = new(TensorForm.Clamp),
        ["CrossEntropyLoss"] = new(TensorForm.Plain, TensorPrimitives.CrossEntropy),
        ["NLLLoss"] = new(TensorForm.Plain, TensorPrimitives.NegativeLikelihood),
        ["BCELoss"] = new(TensorForm.Plain, TensorPrimitives.BinaryEntropy),
        ["BCEWithLogitsLoss"] = new(TensorForm.Plain, TensorPrimitives.BinaryEntropyOfLogits),
        ["MSELoss"] = new(TensorForm.SquaredError),
        ["L1Loss"] = new(TensorForm.AbsoluteError),
        ["SmoothL1Loss"] = new(TensorForm.HuberError),
        ["HuberLoss"] = new(TensorForm.HuberError),
    };
}
