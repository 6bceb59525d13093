using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Diff.Compiler.IR;
using Diff.Compiler.Transforms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Tensors;

/// <summary>
/// Lowers a method whose code is typed with tensors of a library to the IR that hazard rules read: a tensor is one number, an
/// operation on tensors the primitive of numbers, what trains is a differentiated parameter, what is used as a loss the result.
/// Nothing is refused: what is not known keeps dependence (<see cref="TensorPrimitives.Unknown"/>), and control flow counts as may-flow,
/// whatever the condition. Helper methods of the compilation are lowered where they are called.
/// </summary>
internal sealed partial class TensorLowering
{
    private const int Deepest = 6;
    private const int LargestBody = 4000;
    private const int LongestQuote = 60;

    private readonly TensorTypes _types;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly List<SyntaxNode> _declarations;
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];
    private readonly IdSource _ids = new(0);
    private readonly Builder _prelude;
    private readonly Dictionary<ISymbol, TensorTerm> _locals = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, Value> _places = [];
    private readonly List<(Value Value, bool IsTrained)> _parameters = [];
    private readonly List<IOperation> _discarded = [];
    private readonly Dictionary<Value, WeightSource> _weights = [];
    private readonly List<IMethodSymbol> _stack = [];
    private readonly HashSet<Value> _singleUnits = [];
    private readonly Value _loss;
    private readonly Value _returned;
    private Builder _builder;
    private Frame _frame;
    private int _silenced;
    private bool _hasLoss;
    private bool _runsModel;
    private int _operations;

    private TensorLowering(TensorTypes types, SemanticModel model, List<SyntaxNode> declarations, CancellationToken cancellation)
    {
        _types = types;
        _compilation = model.Compilation;
        _models.Add(model.SyntaxTree, model);
        _declarations = declarations;
        _cancellation = cancellation;
        _prelude = new Builder(_ids);
        _builder = new Builder(_ids);
        _loss = Variable(IrType.Double, "loss");
        _returned = Variable(IrType.Double, "returned");
        _frame = new Frame(0, "this", null);
    }

    /// <summary>A method that is being lowered, the entry or one that it calls.</summary>
    private sealed record Frame(int Method, string Receiver, ITypeSymbol? ReceiverType)
    {
        /// <summary>What it returns; the terms of all its returns.</summary>
        public TensorTerm? Result { get; set; }

        /// <summary>Loops around the statement.</summary>
        public int Loops { get; set; }

        /// <summary>Whether it may have been left in a loop.</summary>
        public bool MayHaveReturned { get; set; }
    }

    /// <summary>Lowers a method, or null where it is too large to be judged.</summary>
    /// <param name="types">The tensor types of the compilation.</param>
    /// <param name="model">The model of the declaring tree.</param>
    /// <param name="method">The method.</param>
    /// <param name="declaration">Its declaration.</param>
    /// <param name="body">Its body.</param>
    /// <param name="declarations">Receives the declarations that origins speak of, the method's own first.</param>
    /// <param name="cancellation">Checked between operations.</param>
    public static TensorMethod? Lower(
        TensorTypes types, SemanticModel model, IMethodSymbol method, SyntaxNode declaration, IOperation body, List<SyntaxNode> declarations,
        CancellationToken cancellation)
    {
        TensorLowering lowering = new(types, model, declarations, cancellation);
        return lowering.Run(method, declaration, body);
    }

    private TensorMethod? Run(IMethodSymbol method, SyntaxNode declaration, IOperation body)
    {
        _declarations.Add(declaration);
        _stack.Add(method);
        _frame = new Frame(0, "this", method.ContainingType);
        HashSet<ISymbol> trained = TrainsItself(body) ? [] : TrainedOf(method);
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            bool isTrained = trained.Contains(parameter);
            _locals[parameter] = TypeOf(parameter.Type) is { } type
                ? new ValueTerm(Parameter(type, parameter.Name, isTrained && type == IrType.Double))
                : ModuleOf(parameter.Type, parameter.Name, null) ?? (TensorTerm)new ValueTerm(Parameter(IrType.Double, parameter.Name, false));
        }

        Builder outer = _builder;
        Builder inner = _builder.Nested();
        _builder = inner;
        LowerStatement(body);
        _builder = outer;
        _builder.Add(new Breakable(inner.ToBlock()));
        if (_operations > LargestBody)
        {
            return null;
        }

        if (_frame.Result is { } result)
        {
            _builder.Add(new Let(_returned, Primitives.Copy, EquatableArray<Value>.Of(ValueOf(result))));
        }

        _builder.Add(new Return(EquatableArray<Value>.Of(_loss, _returned)));
        EquatableArray<Parameter> parameters = _parameters.Select(p => new Parameter(p.Value, PassingMode.Value)).ToEquatable();
        Function function = new(
            "tensor", method.Name, parameters, EquatableArray<IrType>.Of(IrType.Double, IrType.Double),
            new Block(_prelude.Ops.Concat(_builder.Ops).ToEquatable(), default), _ids.Next);
        Function ssa = SsaConstruction.Run(ControlFlow.Run(function));
        IdSource ids = new(ssa.NextId);
        Block simplified = Simplify.Run(ssa.Body, ids);
        Function whole = Idioms.Run(ssa with { Body = simplified, NextId = ids.Next });
        return new TensorMethod(Yielding(whole, 0))
        {
            Returned = Yielding(whole, 1),
            IsTrained = _parameters.Select(p => p.IsTrained).ToEquatable(),
            HasLoss = _hasLoss,
            RunsModel = _runsModel,
            SingleUnits = _singleUnits,
            Discarded = _discarded,
            Weights = _weights,
        };
    }

    /// <summary>The same body with one of its results.</summary>
    private static Function Yielding(Function function, int result) => function with
    {
        ReturnTypes = EquatableArray<IrType>.Of(IrType.Double),
        Body = function.Body with { Yields = EquatableArray<Value>.Of(function.Body.Yields[result]) },
    };

    /// <summary>
    /// Whether a method makes what it trains: it runs a layer, or goes backward. What it is handed is data then. A method that does
    /// neither is a part of a loss or of a model, and what it is handed may come from a model.
    /// </summary>
    private bool TrainsItself(IOperation body)
    {
        foreach (IOperation operation in body.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation call
                && (IsModuleCall(call) || call.TargetMethod.Name is "backward" or "minimize" || IsTapeGradient(call)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The parameters that may come from a model. Where all are named like data, that is the operand of a function of one's own: the
    /// one with a name that says nothing.
    /// </summary>
    private HashSet<ISymbol> TrainedOf(IMethodSymbol method)
    {
        List<IParameterSymbol> tensors = [.. method.Parameters.Where(p => _types.IsTensor(p.Type))];
        List<IParameterSymbol> trained = [.. tensors.Where(p => !IsNamedLikeData(p.Name))];
        if (trained.Count == 0 && tensors.FirstOrDefault(p => IsNeutral(p.Name)) is { } operand)
        {
            trained.Add(operand);
        }

        return new HashSet<ISymbol>(trained, SymbolEqualityComparer.Default);
    }

    /// <summary>Names that data has wherever a loss gets it handed over.</summary>
    private static bool IsNamedLikeData(string name) => s_dataNames.Any(name.ToLowerInvariant().Contains) || name is "y" or "t" or "r" || IsNeutral(name);

    private static bool IsNeutral(string name) => name is "x" or "X" or "a" or "input" or "inputs";

    private static readonly string[] s_dataNames =
    [
        "target", "label", "reward", "action", "return", "advantage", "mask", "weight", "index", "indices", "done", "old", "true", "truth",
        "gamma", "input", "state", "observation", "next", "noise", "data", "batch", "image", "expected", "actual",
    ];

    /// <summary>A number or truth value in the IR; null for all else.</summary>
    private IrType? TypeOf(ITypeSymbol? type) => type switch
    {
        null => null,
        { SpecialType: SpecialType.System_Boolean } => IrType.Bool,
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double } => IrType.Double,
        IArrayTypeSymbol { ElementType.SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double } => IrType.Double,
        _ when _types.HoldsTensors(type) && !IsTuple(type) => IrType.Double,
        _ when type.Name is "Scalar" or "Axis" && TensorTypes.VocabularyOf(type) is not null => IrType.Double,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => TypeOf(nullable.TypeArguments[0]),
        _ => null,
    };

    private static bool IsTuple(ITypeSymbol type) => type.IsTupleType;

    /// <summary>A parameter of the lowered method.</summary>
    private Value Parameter(IrType type, string name, bool isTrained)
    {
        Value value = _ids.NewValue(type, name);
        _parameters.Add((value, isTrained));
        return value;
    }

    /// <summary>A variable, defined from the start so that every way to a use defines it.</summary>
    private Value Variable(IrType type, string name)
    {
        Value variable = _ids.NewValue(type, name);
        Value initial = _prelude.Constant(Constant.Default(type));
        _prelude.Add(new Let(variable, Primitives.Copy, EquatableArray<Value>.Of(initial)));
        return variable;
    }

    /// <summary>The weights at a path, or a tensor that is kept there.</summary>
    private Value Place(string path, IrType type, bool isTrained)
    {
        if (!_places.TryGetValue(path, out Value place))
        {
            place = Parameter(type, path.Substring(path.LastIndexOf('.') + 1), isTrained);
            _places.Add(path, place);
        }

        return place;
    }

    /// <summary>Weights, and where they come from.</summary>
    private Value Weights(string path, ISymbol? holder, IOperation? creation)
    {
        Value place = Place(path, IrType.Double, isTrained: true);
        _weights[place] = new WeightSource(holder, creation);
        return place;
    }

    /// <summary>A value of which nothing is known but that it is data.</summary>
    private Value Data(IrType type)
    {
        Value value = _ids.NewValue(type);
        _builder.Add(new Opaque(value, "data", default, "data", IsPure: false, IsSink: true));
        return value;
    }

    private Value Apply(Primitive primitive, params Value[] arguments)
    {
        IrType type = primitive == Primitives.Less || primitive == Primitives.LessOrEqual || primitive == Primitives.Greater
            || primitive == Primitives.GreaterOrEqual || primitive == Primitives.Equal || primitive == Primitives.NotEqual
            || primitive == Primitives.And || primitive == Primitives.Or || primitive == Primitives.Not || primitive == Primitives.IsNaN
            || primitive == Primitives.IsFinite || primitive == Primitives.IsInfinity
            ? IrType.Bool : IrType.Double;
        bool takesTruth = primitive == Primitives.And || primitive == Primitives.Or || primitive == Primitives.Not;
        for (int i = 0; i < arguments.Length; i++)
        {
            bool isTruth = takesTruth || (primitive == Primitives.Select && i == 0);
            arguments[i] = isTruth ? Truth(arguments[i]) : Number(arguments[i]);
        }

        _operations++;
        Value result = _builder.Let(primitive, type, arguments);
        return _silenced > 0 && type == IrType.Double ? _builder.Let(Primitives.Stop, result) : result;
    }

    private Value Number(Value value) => value.Type == IrType.Bool ? _builder.Let(Primitives.Convert, IrType.Double, value) : value;

    private Value Truth(Value value) => value.Type == IrType.Bool ? value : _builder.Compare(Primitives.NotEqual, value, _builder.Real(IrType.Double, 0));

    private Value Real(double value) => _builder.Real(IrType.Double, value);

    /// <summary>One value for a term: what depends on any part depends on it.</summary>
    private Value ValueOf(TensorTerm? term)
    {
        switch (term)
        {
            case ValueTerm value:
                return Number(value.Value);
            case TupleTerm tuple:
                Value? joined = null;
                foreach (TensorTerm? item in tuple.Items)
                {
                    if (item is ValueTerm or TupleTerm)
                    {
                        Value next = ValueOf(item);
                        joined = joined is null ? next : Apply(TensorPrimitives.Join, joined, next);
                    }
                }

                return joined ?? Data(IrType.Double);
            case ModuleTerm module:
                return Place(module.Path, IrType.Double, isTrained: true);
            default:
                return Data(IrType.Double);
        }
    }

    private SemanticModel ModelOf(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out SemanticModel model))
        {
#pragma warning disable RS1030 // Helpers and layers in other files are part of the training code.
            model = _compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
            _models.Add(tree, model);
        }

        return model;
    }

    /// <summary>Gives what follows the origin of an expression.</summary>
    private void At(IOperation operation)
    {
        _cancellation.ThrowIfCancellationRequested();
        SyntaxNode syntax = operation.Syntax;
        SyntaxNode declaration = _declarations[_frame.Method];
        if (syntax.SyntaxTree == declaration.SyntaxTree)
        {
            string text = syntax.ToString();
            _builder.Origin = new Origin(
                _frame.Method, syntax.SpanStart - declaration.SpanStart, syntax.Span.Length,
                text.Length > LongestQuote ? text.Substring(0, LongestQuote) : text);
        }
    }

    /// <summary>The body of a method of this compilation.</summary>
    internal static SyntaxNode? BodyOf(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
        LocalFunctionStatementSyntax function => (SyntaxNode?)function.Body ?? function.ExpressionBody,
        AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
        PropertyDeclarationSyntax { ExpressionBody: { } body } => body,
        ArrowExpressionClauseSyntax getter => getter,
        _ => null,
    };
}
