using System.Collections.Generic;
using System.Linq;
using System.Text;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>C# that has no derivative is carried as text with the IR's values in it.</summary>
internal sealed partial class FunctionLowering
{
    private Value OpaqueExpression(IOperation operation)
    {
        if (operation is IInvalidOperation)
        {
            throw Invalid(operation.Syntax);
        }

        List<Value> arguments = [];
        string template = Text(operation, arguments);
        bool isPure = operation is not (IPropertyReferenceOperation or IFieldReferenceOperation { Field.IsReadOnly: false });
        string name = operation switch
        {
            IPropertyReferenceOperation property => $"'{property.Property.Name}'",
            IFieldReferenceOperation field => $"'{field.Field.Name}'",
            IObjectCreationOperation creation => $"the constructor of '{creation.Type?.Name}'",
            _ => "this expression",
        };
        return OpaqueValue(operation, template, arguments, name, isPure);
    }

    private static string Placeholder(Value value, List<Value> arguments)
    {
        arguments.Add(value);
        return Invariant($"{{{arguments.Count - 1}}}");
    }

    /// <summary>A value in a text, under the type that it has in C#: the IR knows an enum as the integer that it is.</summary>
    private string Operand(IOperation operation, List<Value> arguments)
    {
        string text = Placeholder(Expression(operation), arguments);
        return operation.Type is { } type && _types.Apply(type) is { TypeKind: TypeKind.Enum } @enum ? $"(({Qualified(@enum)}){text})" : text;
    }

    private static string Escape(string text) => text.Replace("{", "{{").Replace("}", "}}");

    /// <summary>An operation as C# text; numbers and buffers inside are lowered and become arguments.</summary>
    private string Text(IOperation operation, List<Value> arguments)
    {
        if (operation.ConstantValue.HasValue)
        {
            object? constant = operation.ConstantValue.Value;
            if (operation.Type is { TypeKind: TypeKind.Enum } enumType)
            {
                return $"(({Qualified(enumType)})({Escape(SymbolDisplay.FormatPrimitive(constant!, quoteStrings: true, useHexadecimalNumbers: false))}))";
            }

            return constant is null
                ? "null"
                : Escape(SymbolDisplay.FormatPrimitive(constant, quoteStrings: true, useHexadecimalNumbers: false)
                    + (constant is float ? "f" : constant is double ? "d" : ""));
        }

        if (Map(operation.Type) is { Array: not ArrayForm.None } || IsMemory(operation.Type))
        {
            throw Unsupported(operation, "this array or memory cannot be passed to a method without a body; pass a span of it or an element");
        }

        if (Map(operation.Type) is { Layout: not null })
        {
            throw Unsupported(operation, "a struct of numbers cannot be passed to a method without a body; pass its numbers");
        }

        if (IndexText(operation, arguments) is { } index)
        {
            return index;
        }

        switch (operation)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation:
                return Operand(operation, arguments);
            case IParenthesizedOperation parenthesized:
                return Text(parenthesized.Operand, arguments);
            case IConversionOperation conversion:
                return ConversionText(conversion, arguments);
            case IObjectCreationOperation { Initializer: null, Constructor: not null } creation when !Map(creation.Type).IsBuffer:
                return $"new {Qualified(creation.Type!)}({ArgumentsText(creation.Arguments, arguments)})";
            case IInvocationOperation invocation when MathCatalogue.Find(invocation.TargetMethod) is null:
                return InvocationText(invocation, arguments);
            case IPropertyReferenceOperation { Property.IsIndexer: false } property when !Map(property.Instance?.Type).IsBuffer:
                return MemberText(property, property.Instance, property.Property, arguments);
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } indexed } element when Map(indexed.Type).Kind == ScalarKind.Object:
                return $"{ReceiverText(element, indexed, arguments)}[{ArgumentsText(element.Arguments, arguments)}]";
            case IFieldReferenceOperation field:
                return MemberText(field, field.Instance, field.Field, arguments);
            case IInterpolatedStringOperation text:
                return InterpolationText(text, arguments);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String, OperatorMethod: null } concatenation:
                return $"({Text(concatenation.LeftOperand, arguments)} + ({Text(concatenation.RightOperand, arguments)}))";
            case ITypeOfOperation typeOf:
                return $"typeof({Qualified(typeOf.TypeOperand)})";
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
                when Map(comparison.LeftOperand.Type).Kind == ScalarKind.Object
                    && Map(comparison.RightOperand.Type).Kind == ScalarKind.Object:
                string symbol = comparison.OperatorKind == BinaryOperatorKind.Equals ? "==" : "!=";
                return $"({Text(comparison.LeftOperand, arguments)} {symbol} {Text(comparison.RightOperand, arguments)})";
            case IInvalidOperation:
                throw Invalid(operation.Syntax);
        }

        if (Map(operation.Type).Kind != ScalarKind.Object && IsLowered(operation))
        {
            return Operand(operation, arguments);
        }

        throw operation.Type?.TypeKind == TypeKind.Delegate
            ? Unsupported(operation, UnknownDelegate)
            : Unsupported(operation, $"this expression ({operation.Kind}) is not supported; compute it before the call and pass it as a parameter");
    }

    /// <summary>Whether <see cref="Expression"/> lowers an operation itself, instead of asking for its text again.</summary>
    private bool IsLowered(IOperation operation) => operation
        is IBinaryOperation { IsLifted: false, LeftOperand: { } left, RightOperand: { } right } && IsNumber(left) && IsNumber(right)
        || operation is IUnaryOperation { IsLifted: false } or IConditionalOperation
        or IArrayElementReferenceOperation or IInvocationOperation or IPropertyReferenceOperation or IIncrementOrDecrementOperation
        or ISimpleAssignmentOperation or ICompoundAssignmentOperation or IArrayCreationOperation or IObjectCreationOperation;

    private bool IsNumber(IOperation operation) => Map(operation.Type) is { Kind: not ScalarKind.Object, IsBuffer: false };

    private string ConversionText(IConversionOperation conversion, List<Value> arguments)
    {
        if (Map(conversion.Type).Kind != ScalarKind.Object && Map(conversion.Operand.Type).Kind != ScalarKind.Object)
        {
            return Operand(conversion, arguments);
        }

        if (Map(conversion.Operand.Type).HoldsMemory)
        {
            throw Unsupported(conversion, "an array cannot be used as an object here; pass a ReadOnlySpan or an element");
        }

        string operand = Text(conversion.Operand, arguments);
        return conversion.IsImplicit || conversion.Type is null ? operand : $"(({Qualified(conversion.Type)}){operand})";
    }

    private string InvocationText(IInvocationOperation invocation, List<Value> arguments)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (!_module.IsAccessible(method))
        {
            throw Refused(
                invocation.Syntax, Refusals.InaccessibleMember,
                $"'{method.ContainingType.Name}.{method.Name}' cannot be reached from the generated code; make it internal");
        }

        string receiver = invocation.Instance is null
            ? Qualified(method.ContainingType)
            : ReceiverText(invocation, invocation.Instance, arguments);
        string types = method.IsGenericMethod ? "<" + string.Join(", ", method.TypeArguments.Select(Qualified)) + ">" : "";
        return $"{receiver}.{MemberNames.Identifier(method.Name)}{types}({ArgumentsText(invocation.Arguments, arguments)})";
    }

    private string ReceiverText(IOperation operation, IOperation instance, List<Value> arguments)
    {
        if (instance is IInstanceReferenceOperation)
        {
            // In a method that is inlined the receiver is another object.
            return _methodIndex == 0 && !_method.IsStatic
                ? "this"
                : throw Unsupported(operation, "a method without a body cannot be called on the receiver here; call it in the annotated method");
        }

        return Text(instance, arguments);
    }

    private string MemberText(IOperation operation, IOperation? instance, ISymbol member, List<Value> arguments)
    {
        if (!_module.IsAccessible(member))
        {
            throw Refused(
                operation.Syntax, Refusals.InaccessibleMember,
                $"'{member.ContainingType.Name}.{member.Name}' cannot be reached from the generated code; make it internal or pass it as a parameter");
        }

        string receiver = instance is null ? Qualified(member.ContainingType) : ReceiverText(operation, instance, arguments);
        return $"{receiver}.{MemberNames.Identifier(member.Name)}";
    }

    private string ArgumentsText(IEnumerable<IArgumentOperation> operations, List<Value> arguments)
    {
        List<string> texts = [];
        foreach (IArgumentOperation argument in operations)
        {
            if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out)
            {
                throw Unsupported(argument, "passing by reference to a method without a body is not supported; assign its result instead");
            }

            if (argument.ArgumentKind == ArgumentKind.DefaultValue)
            {
                continue;
            }

            if (argument.Value.Type is IArrayTypeSymbol && argument.ArgumentKind == ArgumentKind.Explicit && StripConversions(argument.Value) is not IArrayCreationOperation)
            {
                throw Unsupported(
                    argument, "passing an array to a method without a body is not supported; the method could write to it, pass a ReadOnlySpan");
            }

            string name = argument.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.ArgumentSyntax { NameColon: not null }
                ? MemberNames.Identifier(argument.Parameter!.Name) + ": "
                : "";
            texts.Add(name + (argument.ArgumentKind == ArgumentKind.ParamArray && argument.Value is IArrayCreationOperation { Initializer: { } items }
                ? string.Join(", ", items.ElementValues.Select(item => Text(item, arguments)))
                : Text(argument.Value, arguments)));
        }

        return string.Join(", ", texts.Where(text => text.Length > 0));
    }

    private string InterpolationText(IInterpolatedStringOperation interpolation, List<Value> arguments)
    {
        StringBuilder text = new("$\"");
        foreach (IInterpolatedStringContentOperation part in interpolation.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string literal } }:
                    // Braces are doubled once for the string and once for the template.
                    string quoted = SymbolDisplay.FormatLiteral(literal, quote: true);
                    text.Append(Escape(Escape(quoted.Substring(1, quoted.Length - 2))));
                    break;
                case IInterpolationOperation { Alignment: null } hole when !Map(hole.Expression.Type).IsBuffer:
                    text.Append("{{(").Append(Text(hole.Expression, arguments)).Append(')');
                    if (hole.FormatString?.ConstantValue.Value is string format)
                    {
                        text.Append(':').Append(Escape(format));
                    }

                    text.Append("}}");
                    break;
                default:
                    throw Unsupported(interpolation, "this interpolated string is not supported; use a plain message");
            }
        }

        return text.Append('"').ToString();
    }
}
