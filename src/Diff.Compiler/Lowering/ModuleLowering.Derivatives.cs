using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Compiler.Lowering;

/// <summary>Calls of generated derivatives: each is a function of the module too, made from the IR of the method that it is a derivative of.</summary>
internal sealed partial class ModuleLowering
{
    private readonly List<CalledDerivative> _derivatives = [];

    /// <summary>The key of the function that a generated member becomes.</summary>
    /// <param name="member">The member, constructed.</param>
    /// <param name="generated">What it is a derivative of.</param>
    /// <param name="outer">What type parameters stand for where it is called.</param>
    /// <param name="problem">Why it cannot be looked into, if so: a sentence for the user.</param>
    public string ReachDerivative(IMethodSymbol member, GeneratedMember generated, TypeSubstitution outer, out string problem)
    {
        IMethodSymbol definition = generated.Method;
        string name = $"'{member.Name}'";
        AttributeData attribute = generated.Attribute;
        IMethodSymbol method = member.ContainingType.GetMembers(definition.Name).OfType<IMethodSymbol>()
            .First(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, definition));
        method = method.Arity > 0 ? method.Construct([.. member.TypeArguments]) : method;
        problem = "";
        if (!definition.IsStatic || CapturesOf(definition).Count > 0)
        {
            problem = $"{name} is a derivative of a method that reads members of an object; make '{definition.Name}' static and pass what it reads";
            return "";
        }

        if (generated.Kind != MemberKind.Value && RuleFor(method, out _) is not null)
        {
            problem = $"{name} is given by a rule, which has no derivative of its own; "
                + $"write '{definition.Name}' without [DerivativeOf] where it is differentiated twice";
            return "";
        }

        if (SourceOf(definition) is not BaseMethodDeclarationSyntax declaration)
        {
            problem = $"{name} is a derivative of a method of another assembly, whose body is not to be had here; call it outside of the method";
            return "";
        }

        TypeSubstitution types = TypesOf(method, outer);
        List<Refusal> refusals = [];
        Module signature = new SignatureLowering(definition, attribute, declaration, types, refusals.Add).Lower(_compilation) with { Emit = generated.Flag };
        if (refusals.Count > 0)
        {
            problem = $"{name} is a derivative of a method that is refused: {refusals.Select(r => r.Message).FirstOrDefault()}";
            return "";
        }

        string of = Reach(method, outer, "", null, new Bindings());
        string key = member.Name + " of " + of;
        if (_derivatives.All(d => d.Key != key))
        {
            _derivatives.Add(new CalledDerivative(key, member.Name, of, generated.Kind, signature));
        }

        return key;
    }
}

/// <summary>A generated derivative that a method calls.</summary>
/// <param name="Key">Identity of the function that it becomes.</param>
/// <param name="Member">The generated member's name.</param>
/// <param name="Of">Key of the method that it is a derivative of.</param>
/// <param name="Kind">Which derivative.</param>
/// <param name="Signature">That method without functions, asked for this derivative.</param>
internal sealed record CalledDerivative(string Key, string Member, string Of, MemberKind Kind, Module Signature);
