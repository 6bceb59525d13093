using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Tensors;

/// <content>Functions that are kept in variables and fields.</content>
internal sealed partial class TensorLowering
{
    /// <summary>The lambda that a delegate holds: what its variable is made with, where nothing else is assigned to it.</summary>
    private IAnonymousFunctionOperation? LambdaOf(IOperation held)
    {
        ISymbol? symbol = held switch
        {
            ILocalReferenceOperation local => local.Local,
            IFieldReferenceOperation { Field: { IsReadOnly: true } field } => field,
            _ => null,
        };
        if (symbol?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator
            || !_compilation.ContainsSyntaxTree(declarator.SyntaxTree)
            || (symbol is ILocalSymbol && IsAssigned(symbol, held)))
        {
            return null;
        }

        IOperation? operation = ModelOf(declarator.SyntaxTree).GetOperation(value, _cancellation);
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation as IAnonymousFunctionOperation ?? (operation as IDelegateCreationOperation)?.Target as IAnonymousFunctionOperation;
    }

    /// <summary>Whether a variable is assigned to behind its declaration.</summary>
    private static bool IsAssigned(ISymbol variable, IOperation use)
    {
        IOperation root = use;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root.Descendants().OfType<IAssignmentOperation>().Any(a =>
            a.Target is ILocalReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Local, variable));
    }
}
