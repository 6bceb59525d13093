using System.Collections.Generic;
using System.Globalization;
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
    private readonly Dictionary<ISymbol, Place> _elements = new(SymbolEqualityComparer.Default);
    private Builder _builder;

    public FunctionLowering(
        ModuleLowering module, IMethodSymbol method, SemanticModel model, SyntaxNode declaration, int methodIndex,
        CancellationToken cancellation)
    {
        _module = module;
        _method = method;
        _model = model;
        _methodIndex = methodIndex;
        _methodSpan = declaration.Span;
        _cancellation = cancellation;
        _builder = new Builder(_ids);
    }

    /// <summary>Lowers the body; refusals go to the module.</summary>
    public Function Lower(string key, string elements, SyntaxNode body)
    {
        List<Parameter> parameters = [];
        foreach (IParameterSymbol parameter in _method.Parameters)
        {
            if (elements.Contains("#" + parameter.Ordinal.ToString(CultureInfo.InvariantCulture) + ";"))
            {
                Value buffer = _ids.NewValue(TypeMapping.Map(parameter.Type).As(Shape.Span), parameter.Name);
                Value index = _ids.NewValue(IrType.Int, parameter.Name + "Index");
                _elements.Add(parameter, new Place(null, buffer, index));
                parameters.Add(new Parameter(buffer, PassingMode.Value));
                parameters.Add(new Parameter(index, PassingMode.Value));
                continue;
            }

            Value value = _ids.NewValue(TypeMapping.Map(parameter.Type), parameter.Name);
            _variables.Add(parameter, value);
            PassingMode mode = parameter.RefKind switch
            {
                RefKind.Ref => PassingMode.Ref,
                RefKind.Out => PassingMode.Out,
                _ => PassingMode.Value,
            };
            parameters.Add(new Parameter(value, mode));
        }

        IrType? returnType = _method.ReturnsVoid ? null : TypeMapping.Map(_method.ReturnType);
        if (_method.RefKind != RefKind.None)
        {
            Refuse(body, Refusals.UnsupportedResult, "returns by reference are not supported; return the value");
        }

        LowerBody(body, returnType);
        return new Function(key, _method.Name, parameters.ToEquatable(), returnType, _builder.ToBlock(), _ids.Next);
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
            case ArrowExpressionClauseSyntax arrow:
                Guarded(arrow.Expression, () =>
                {
                    IOperation? value = _model.GetOperation(arrow.Expression, _cancellation);
                    value = UnwrapImplicit(value, arrow);
                    if (value is null)
                    {
                        throw Invalid(arrow);
                    }

                    if (returnType is null)
                    {
                        Effect(value);
                    }
                    else
                    {
                        _builder.Add(new Return(Expression(value)));
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
            variable = _ids.NewValue(TypeMapping.Map(type), symbol.Name);
            _variables.Add(symbol, variable);
        }

        return variable;
    }

    private Value Temporary(IrType type, string name = "") => _ids.NewValue(type, name);

    private void Assign(Value variable, Value value) =>
        _builder.Add(new Let(variable, Primitives.Copy, EquatableArray<Value>.Of(value)));

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
