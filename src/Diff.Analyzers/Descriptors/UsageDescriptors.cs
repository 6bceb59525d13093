using System.Collections.Immutable;
using System.Linq;
using Diff.Compiler.Lowering;
using Microsoft.CodeAnalysis;

namespace Diff.Analyzers.Descriptors;

/// <summary>
/// What cannot be differentiated: one descriptor per id of <see cref="Refusals"/>. Errors that cannot be configured, because
/// no derivative exists where one is reported; the message comes from the refusal.
/// </summary>
internal static class UsageDescriptors
{
    public static readonly DiagnosticDescriptor NotPartial = new(
        Refusals.NotPartial,
        "The containing type must be partial",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The generator adds the derivative to the type that declares the method, as another part of it. Every type around the method must therefore be declared partial and must not be a file type.",
        HelpLinks.Base + Refusals.NotPartial + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnsupportedMethod = new(
        Refusals.UnsupportedMethod,
        "The method is of a kind that cannot be differentiated",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Static, non-generic, ordinary methods with a body are differentiated. Async methods, iterators, instance methods, generic methods and methods without a body are not.",
        HelpLinks.Base + Refusals.UnsupportedMethod + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnsupportedResult = new(
        Refusals.UnsupportedResult,
        "The result has no derivative",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A differentiated method returns float or double, or writes to a span of these.",
        HelpLinks.Base + Refusals.UnsupportedResult + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnsupportedParameter = new(
        Refusals.UnsupportedParameter,
        "A parameter cannot be differentiated",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Parameters are numbers, spans and arrays of numbers, by value. Anything else with floating-point content must be marked [Constant].",
        HelpLinks.Base + Refusals.UnsupportedParameter + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnknownParameterName = new(
        Refusals.UnknownParameterName,
        "The attribute names no parameter",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The names given to [Differentiable] must be those of parameters with floating-point content.",
        HelpLinks.Base + Refusals.UnknownParameterName + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NothingToDifferentiate = new(
        Refusals.NothingToDifferentiate,
        "There is nothing to differentiate by",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "At least one parameter must have floating-point content and not be marked [Constant].",
        HelpLinks.Base + Refusals.NothingToDifferentiate + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NameClash = new(
        Refusals.NameClash,
        "A generated name is taken",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Generated members and parameters have fixed names; nothing is renamed silently.",
        HelpLinks.Base + Refusals.NameClash + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnsupportedEmit = new(
        Refusals.UnsupportedEmit,
        "A derivative that was asked for is not supported",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Emit may ask for Gradient, where the method returns a number, and for Backward.",
        HelpLinks.Base + Refusals.UnsupportedEmit + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnsupportedConstruct = new(
        Refusals.UnsupportedConstruct,
        "The code uses a construct that cannot be differentiated",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "What cannot be differentiated is refused where it stands, so that no derivative is ever silently wrong.",
        HelpLinks.Base + Refusals.UnsupportedConstruct + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnknownCall = new(
        Refusals.UnknownCall,
        "A call without a body gets a differentiated value",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A method of another assembly has no body to differentiate. A zero derivative would be silently wrong, so the call is refused.",
        HelpLinks.Base + Refusals.UnknownCall + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor DelegateCall = new(
        Refusals.DelegateCall,
        "A call through a delegate gets a differentiated value",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Which method a delegate calls is not known when the derivative is generated, so its derivative is not either.",
        HelpLinks.Base + Refusals.DelegateCall + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Recursion = new(
        Refusals.Recursion,
        "A recursion cannot be differentiated",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "What a method that calls itself computes is run again by its backward pass: it must not be seen from outside, and memory that it writes must not be another argument as well.",
        HelpLinks.Base + Refusals.Recursion + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor InaccessibleMember = new(
        Refusals.InaccessibleMember,
        "A member cannot be reached from the generated code",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The derivative is generated into the type of the annotated method and reaches only what that type reaches.",
        HelpLinks.Base + Refusals.InaccessibleMember + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor StoreOutside = new(
        Refusals.StoreOutside,
        "A differentiated value is stored outside the method",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Memory outside the method has no place for a cotangent, so what passes through it would lose its derivative.",
        HelpLinks.Base + Refusals.StoreOutside + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor LostDerivative = new(
        Refusals.LostDerivative,
        "The derivative is lost on its only way to the result",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Roundings and conversions to integers have derivative zero. Where every way from a parameter to the result passes one, the whole derivative is zero.",
        HelpLinks.Base + Refusals.LostDerivative + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnsupportedRule = new(
        Refusals.UnsupportedRule,
        "A derivative rule does not fit its method",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A method marked [DerivativeOf] has the parameters of the backward method of the one it is for and returns what its gradient method would. A rule that does not fit must never be ignored silently.",
        HelpLinks.Base + Refusals.UnsupportedRule + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor TooLarge = new(
        Refusals.TooLarge,
        "The method is too large to be differentiated at once",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Everything that is called is inlined; the number of methods, the number of operations and the depth of nesting are bounded.",
        HelpLinks.Base + Refusals.TooLarge + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor EscapingArray = new(
        Refusals.EscapingArray,
        "A local array leaves its method",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A local array becomes memory that is reused; it must not be returned or kept.",
        HelpLinks.Base + Refusals.EscapingArray + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor InternalError = new(
        Refusals.InternalError,
        "Diff failed on the method",
        "{0}",
        Categories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A defect of Diff itself: no derivative is generated, so none is wrong.",
        HelpLinks.Base + Refusals.InternalError + HelpLinks.Extension,
        WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>All of them, in the order of their ids.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        NotPartial, UnsupportedMethod, UnsupportedResult, UnsupportedParameter,
        UnknownParameterName, NothingToDifferentiate, NameClash, UnsupportedEmit,
        UnsupportedConstruct, UnknownCall, DelegateCall, Recursion,
        InaccessibleMember, StoreOutside, LostDerivative, UnsupportedRule,
        TooLarge, EscapingArray, InternalError,
    ];

    /// <summary>The descriptor of an id, or null.</summary>
    public static DiagnosticDescriptor? Find(string id) => All.FirstOrDefault(descriptor => descriptor.Id == id);
}
