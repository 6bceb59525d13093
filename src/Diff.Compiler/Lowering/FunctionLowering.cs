using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Diff.Compiler.Lowering;

/// <summary>
/// One method body to the mutable dialect. Every expression becomes a sequence of operations on fresh values, in C#'s order
/// of evaluation; reading a variable copies it, so that a later change in the same expression cannot reach back.
/// </summary>
internal sealed partial class FunctionLowering
{
    private readonly ModuleLowering _module;
    private readonly IMethodSymbol _method;
    private readonly SemanticModel _model;
    private readonly int _methodIndex;
    private readonly TextSpan _methodSpan;
    private readonly CancellationToken _cancellation;
    private readonly IdSource _ids = new(0);
    private readonly Dictionary<ISymbol, Value> _variables = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Place> _places = new(SymbolEqualityComparer.Default);
    private readonly ITypeSymbol? _receiverType;
    private Place? _receiver;
    private Builder _builder;

    public FunctionLowering(
        ModuleLowering module, IMethodSymbol method, TypeSubstitution types, ITypeSymbol? receiverType, SemanticModel model, SyntaxNode declaration, int methodIndex,
        Bindings? bindings, CancellationToken cancellation)
    {
        _module = module;
        _method = method;
        _types = types;
        _receiverType = receiverType;
        _model = model;
        _methodIndex = methodIndex;
        _bindings = bindings;
        _methodSpan = declaration.Span;
        _cancellation = cancellation;
        _builder = new Builder(_ids);
    }

    /// <summary>Lowers the body; refusals go to the module.</summary>
    /// <param name="key">Identity in the module.</param>
    /// <param name="elements">References that are elements of buffers here.</param>
    /// <param name="declaration">What declares the method.</param>
    /// <param name="body">Its body.</param>
    public Function Lower(string key, string elements, SyntaxNode declaration, SyntaxNode body)
    {
        List<Parameter> parameters = [];
        _parameters = _module.ParametersOf(_method, declaration);
        IParameterSymbol? extended = _module.ExtensionReceiverOf(_method);
        if (extended is not null)
        {
            Introduce(extended, Declare(parameters, ReceiverKey, elements, extended.Name, Map(extended.Type), extended.RefKind));
        }

        // An object that is found by a way from the annotated method is none: its members are parameters themselves.
        foreach (IParameterSymbol parameter in _method.Parameters.Where(p => !IsBound(p) && !elements.Contains(ObjectKey(p))))
        {
            string name = Invariant($"#{parameter.Ordinal};");
            Introduce(
                _parameters[parameter.Ordinal], Declare(parameters, name, elements, parameter.Name, Map(parameter.Type), parameter.RefKind));
        }

        if (extended is null && !_method.IsStatic && !ModuleLowering.IsNested(_method) && !MemberPath.IsObject(_types.Apply(_method.ContainingType)))
        {
            ITypeSymbol own = _method.ContainingType.TypeKind == TypeKind.Interface && _receiverType is not null ? _receiverType : _method.ContainingType;
            _receiver = Declare(parameters, ReceiverKey, elements, "", Map(own), RefKind.Ref);
        }

        IntroduceCaptures(parameters, elements);

        if (_method.RefKind != RefKind.None)
        {
            Refuse(body, Refusals.UnsupportedResult, "returns by reference are not supported; return the value");
        }

        IrType? returnType = _method.ReturnsVoid ? null : Map(_method.ReturnType);
        if (declaration is ConstructorDeclarationSyntax constructor)
        {
            LowerInitializers(constructor);
        }

        if (_methodIndex == 0 && _module.RuleFor(_method, out _) is { } rule)
        {
            LowerByRule(rule);
        }
        else
        {
            LowerBody(body, returnType);
        }

        EquatableArray<IrType> returnTypes = returnType is not { } returned ? default
            : returned.IsStruct ? returned.Layout!.Leaves.Map(leaf => leaf.Flat)
            : EquatableArray<IrType>.Of(returned.Flat);
        return new Function(key, _method.Name, parameters.ToEquatable(), returnTypes, Flattened(_builder.ToBlock()), _ids.Next);
    }

    /// <summary>Adds the parameters that one of the source becomes, and says where to find it.</summary>
    private Place Declare(List<Parameter> parameters, string key, string elements, string name, IrType type, RefKind kind)
    {
        if (key.Length > 0 && elements.Contains(key))
        {
            IrType memory = type.IsStruct ? new IrType(type.Layout!.ElementKind!.Value, Shape.Span) : type.As(Shape.Span);
            Value buffer = _ids.NewValue(memory, name);
            Value index = _ids.NewValue(IrType.Int, name.Length > 0 ? name + "Index" : "index");
            parameters.Add(new Parameter(buffer, PassingMode.Value));
            parameters.Add(new Parameter(index, PassingMode.Value));
            return new Place(null, buffer, index, type);
        }

        PassingMode mode = kind switch
        {
            RefKind.Ref => PassingMode.Ref,
            RefKind.Out => PassingMode.Out,
            _ => PassingMode.Value,
        };
        Value variable = NewVariable(type, name);

        // Memory that the annotated method is given stays that memory.
        parameters.AddRange(LeavesOf(variable).Select(leaf => new Parameter(
            leaf with { Type = leaf.Type.Flat }, _methodIndex == 0 && leaf.Type.IsBuffer ? PassingMode.Value : mode)));
        return new Place(variable, null, null);
    }

    private void Introduce(ISymbol symbol, Place place)
    {
        if (symbol is ITypeSymbol)
        {
            _receiver = place;
        }
        else if (place.Variable is { } variable)
        {
            _variables.Add(symbol, variable);
        }
        else
        {
            _places.Add(symbol, place);
        }
    }

    /// <summary>Initializers of fields, and the other constructor that runs in front of this one.</summary>
    private void LowerInitializers(ConstructorDeclarationSyntax constructor)
    {
        if (constructor.Initializer is { } initializer)
        {
            Guarded(initializer, () =>
            {
                if (_model.GetOperation(initializer, _cancellation) is not IInvocationOperation call)
                {
                    throw Invalid(initializer);
                }

                if (_module.SourceOf(call.TargetMethod) is not null)
                {
                    CallMethod(call.TargetMethod, _receiver, call.Arguments, call);
                }
                else if (call.Arguments.Length > 0)
                {
                    throw Unsupported(call, $"this constructor of '{_method.ContainingType.Name}' is not supported; write it out");
                }
            });
            return;
        }

        if (_receiver is { } receiver)
        {
            Guarded(constructor, () => InitializeMembers(_method.ContainingType, receiver));
        }
    }

    /// <summary>The block as everything behind lowering knows it: structs in buffers are the scalars that they consist of.</summary>
    private static Block Flattened(Block block)
    {
        Value flat(Value value) => value.Type.Layout is null ? value : value with { Type = value.Type.Flat };
        return new Block(
            block.Ops.Map(op => op.Map(flat, flat, Flattened) switch
            {
                ConstantOp constant => constant with { Constant = constant.Constant with { Type = constant.Result.Type } },
                Op other => other,
            }),
            block.Yields.Map(flat));
    }

    private void LowerBody(SyntaxNode body, IrType? returnType)
    {
        switch (body)
        {
            case BlockSyntax block:
                if (_model.GetOperation(block, _cancellation) is IBlockOperation operation)
                {
                    Statement(operation);
                }

                break;
            case ArrowExpressionClauseSyntax or ExpressionSyntax:
                SyntaxNode expression = body is ArrowExpressionClauseSyntax arrow ? arrow.Expression : body;
                Guarded(expression, () =>
                {
                    IOperation? value = _model.GetOperation(expression, _cancellation);
                    value = UnwrapImplicit(value, body);
                    if (value is null)
                    {
                        throw Invalid(body);
                    }

                    if (returnType is null)
                    {
                        Effect(value);
                    }
                    else
                    {
                        _builder.Add(new Return(LeavesOf(ConvertTo(Expression(value), returnType.Value)).ToEquatable()));
                    }
                });
                break;
        }
    }

    /// <summary>The operation of an expression body with the implicit conversion to the result type around it.</summary>
    private static IOperation? UnwrapImplicit(IOperation? operation, SyntaxNode limit)
    {
        while (operation?.Parent is IConversionOperation { IsImplicit: true } parent && limit.Span.Contains(parent.Syntax.Span))
        {
            operation = parent;
        }

        return operation;
    }

    /// <summary>Runs one statement's lowering; a refusal is recorded and lowering goes on behind it.</summary>
    private void Guarded(SyntaxNode syntax, System.Action lower)
    {
        Builder outer = _builder;
        Origin origin = outer.Origin;
        outer.Origin = OriginOf(syntax);
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            lower();
        }
        catch (RefusedException exception)
        {
            _builder = outer;
            _module.Report(exception.Refusal);
        }
        catch (System.InsufficientExecutionStackException)
        {
            _builder = outer;
            _module.Report(new Refusal(
                Refusals.TooLarge, "the code is nested too deeply to be differentiated; split it into methods", OriginOf(syntax)));
        }
        finally
        {
            outer.Origin = origin;
        }
    }

    private Origin OriginOf(SyntaxNode syntax)
    {
        string text = syntax is StatementSyntax or ExpressionSyntax or VariableDeclaratorSyntax ? Quote(syntax) : "";
        return new Origin(_methodIndex, syntax.Span.Start - _methodSpan.Start, syntax.Span.Length, text);
    }

    /// <summary>The first line of the source, white space folded, short enough for a comment.</summary>
    private static string Quote(SyntaxNode syntax)
    {
        string text = syntax switch
        {
            ForStatementSyntax or WhileStatementSyntax or IfStatementSyntax or ForEachStatementSyntax or SwitchStatementSyntax =>
                HeadOf(syntax),
            _ => syntax.ToString(),
        };
        System.Text.StringBuilder folded = new();
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                if (folded.Length > 0 && folded[folded.Length - 1] != ' ')
                {
                    folded.Append(' ');
                }
            }
            else
            {
                folded.Append(c);
            }

            if (folded.Length >= 72)
            {
                return folded.ToString().TrimEnd() + "…";
            }
        }

        return folded.ToString().TrimEnd(' ', ';');
    }

    private static string HeadOf(SyntaxNode statement)
    {
        StatementSyntax? body = statement switch
        {
            ForStatementSyntax s => s.Statement,
            WhileStatementSyntax s => s.Statement,
            IfStatementSyntax s => s.Statement,
            CommonForEachStatementSyntax s => s.Statement,
            _ => null,
        };
        string text = statement.ToString();
        int length = body is null ? text.IndexOf('{') : body.SpanStart - statement.SpanStart;
        return length > 0 ? text.Substring(0, length) : text;
    }

    private void Refuse(SyntaxNode syntax, string id, string message) => _module.Report(new Refusal(id, message, OriginOf(syntax)));

    private RefusedException Refused(SyntaxNode syntax, string id, string message) => new(new Refusal(id, message, OriginOf(syntax)));

    private RefusedException Unsupported(IOperation operation, string what) =>
        Refused(operation.Syntax, Refusals.UnsupportedConstruct, what);

    private RefusedException Invalid(SyntaxNode syntax) => new(new Refusal(Refusals.InvalidSource, "", OriginOf(syntax)));

    private Value Variable(ISymbol symbol, ITypeSymbol type)
    {
        if (!_variables.TryGetValue(symbol, out Value variable))
        {
            variable = NewVariable(Map(type), symbol.Name);
            _variables.Add(symbol, variable);
            _declaredInside?.Add(variable);
        }

        return variable;
    }

    private Value Temporary(IrType type, string name = "") => _ids.NewValue(type, name);

    private void Assign(Value variable, Value value)
    {
        Value[] targets = LeavesOf(variable);
        Value[] sources = LeavesOf(value);
        for (int i = 0; i < targets.Length; i++)
        {
            _builder.Add(new Let(targets[i], Primitives.Copy, EquatableArray<Value>.Of(sources[i])));
        }
    }

    private Value Let(Primitive primitive, IrType type, params Value[] arguments) => _builder.Let(primitive, type, arguments);

    /// <summary>Lowers into a block of its own.</summary>
    private Block Nested(System.Action lower)
    {
        Builder outer = _builder;
        _builder = outer.Nested();
        try
        {
            lower();
            return _builder.ToBlock();
        }
        finally
        {
            _builder = outer;
        }
    }

    private static string Invariant(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
