using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Diff.Compiler;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;

namespace Diff.Generator.Emission;

/// <summary>A file to add to the compilation.</summary>
/// <param name="HintName">Its name.</param>
/// <param name="Text">Its text; empty for none.</param>
/// <param name="KernelHintName">The name of the file with the kernels.</param>
/// <param name="KernelText">Its text; empty for none.</param>
internal sealed record GeneratedFile(string HintName, string Text, string KernelHintName = "", string KernelText = "");

/// <summary>From a module to the text of its file.</summary>
internal static class FileEmitter
{
    /// <summary>Runs the passes behind the cache boundary and prints.</summary>
    public static GeneratedFile Emit(Module module, CancellationToken cancellation)
    {
        string text;
        string kernels = "";
        try
        {
            (text, kernels) = module.Variants.Count > 0 ? EmitGeneric(module, cancellation) : EmitPlain(module, cancellation);
        }
        catch (Exception exception) when (InternalErrors.IsFault(exception))
        {
            text = RefusalPrinter.Print(module, [InternalErrors.Refuse(exception)]);
        }

        return new GeneratedFile(module.HintName + ".g.cs", text, module.HintName + ".Vector.g.cs", kernels);
    }

    private static (string Text, string Kernels) EmitPlain(Module module, CancellationToken cancellation)
    {
        Prepared prepared = Frontend.Run(module, cancellation);
        if (prepared.Refusals.Count > 0 || prepared.Function is null)
        {
            return (RefusalPrinter.Print(module, prepared.Refusals), "");
        }

        CodeWriter writer = new();
        MemberPrinter printer = Differentiate(module, prepared, writer, cancellation);
        using (FileFrame.Open(module, writer, printer.Header()))
        {
            printer.Print();
        }

        return (writer.ToString(), Kernels(module, [(module, printer)]));
    }

    /// <summary>The second file: what is called where vectors are to be had. Empty where there are no kernels.</summary>
    private static string Kernels(Module module, IReadOnlyList<(Module Module, MemberPrinter Printer)> printers)
    {
        if (printers.All(p => p.Printer.Kernels.Count == 0))
        {
            return "";
        }

        CodeWriter writer = new();
        using (FileFrame.Open(module, writer, true, $"Loops of {module.Name} with their iterations in the lanes of vectors, for each width."))
        {
            foreach ((Module own, MemberPrinter printer) in printers)
            {
                KernelPrinter.Print(own, printer.Kernels, writer);
            }
        }

        return writer.ToString();
    }

    /// <summary>The generic members, then the method differentiated for each number that its type parameters can be.</summary>
    private static (string Text, string Kernels) EmitGeneric(Module module, CancellationToken cancellation)
    {
        List<Prepared> prepared = [.. module.Variants.Select(v => Frontend.Run(v.Module, cancellation))];
        if (prepared.FirstOrDefault(p => p.Refusals.Count > 0 || p.Function is null) is { } refused)
        {
            return (RefusalPrinter.Print(module, refused.Refusals), "");
        }

        CodeWriter writer = new();
        List<MemberPrinter> printers = [.. module.Variants.Zip(prepared, (v, p) => Differentiate(v.Module, p, writer, cancellation))];
        using (FileFrame.Open(module, writer, printers[0].Header()))
        {
            GenericMembers.Print(module, writer);
            foreach (MemberPrinter printer in printers)
            {
                printer.Print();
            }
        }

        return (writer.ToString(), Kernels(module, [.. module.Variants.Zip(printers, (v, p) => (v.Module, p))]));
    }

    private static MemberPrinter Differentiate(Module module, Prepared prepared, CodeWriter writer, CancellationToken cancellation)
    {
        (Differentiated differentiated, Stored stored, Block body) =
            Reversed(module, prepared.Function!, module.Leaves, prepared.Activity!, module.ReturnPaths, cancellation);
        List<DifferentiatedHelper> helpers = [];
        Vectorized vectorized = (module.Disable & OptimizationFlags.Vectorize) == 0
            ? Vectorize.Run(body, differentiated.Ids, differentiated.FirstDerivative, MemberNames.Kernel(module.Tag + module.Suffix), module.Reassociates)
            : new Vectorized(body, [], []);
        foreach (Helper helper in prepared.Helpers)
        {
            EquatableArray<string> numbers = helper.Function.ReturnTypes.Count < 2 ? default
                : Enumerable.Range(1, helper.Function.ReturnTypes.Count).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToEquatable();
            (Differentiated own, Stored _, Block ownBody) =
                Reversed(module, helper.Function, helper.Parameters, helper.Activity, numbers, cancellation);
            helpers.Add(new DifferentiatedHelper(helper, own.Parameters, ownBody));
        }

        HashSet<Value> written = [.. prepared.Function!.Body.Descendants().OfType<Store>().Select(s => prepared.Activity!.Classes.ClassOf(s.Buffer))];
        List<bool> isWritten = [.. prepared.Function.Parameters.Select(p => p.Value.Type.IsBuffer && written.Contains(prepared.Activity!.Classes.ClassOf(p.Value)))];
        return new MemberPrinter(module, differentiated.Parameters, vectorized, stored, isWritten, helpers, writer);
    }

    /// <summary>A function with its reverse sweep, made concrete.</summary>
    private static (Differentiated Source, Stored Stored, Block Body) Reversed(
        Module module, Function function, EquatableArray<ParameterInfo> parameters, Activity activity, EquatableArray<string> resultPaths,
        CancellationToken cancellation)
    {
        Differentiated differentiated = Backward.Run(function, parameters, activity, resultPaths);
        cancellation.ThrowIfCancellationRequested();
        bool isSimplified = (module.Disable & OptimizationFlags.Simplify) == 0;
        differentiated = Reduced(differentiated, isSimplified);
        if ((module.Disable & OptimizationFlags.Fusion) == 0)
        {
            differentiated = Fusion.Run(differentiated);
        }

        Stored stored = Storage.Run(differentiated, activity.Classes, module.Disable);
        cancellation.ThrowIfCancellationRequested();
        Block body = Simplify.Run(stored.Body, differentiated.Ids, differentiated.FirstDerivative, isSimplified);
        if (isSimplified)
        {
            // Sums with what was cleared are simplified in between; then more stores turn out to change nothing.
            for (int round = 0; round < 2; round++)
            {
                body = ElementReuse.Run(body, differentiated.FirstDerivative);
                body = Simplify.Run(body, differentiated.Ids, differentiated.FirstDerivative);
            }

            body = InvariantMotion.Run(body, differentiated.Ids, differentiated.FirstDerivative);
            body = Simplify.Run(body, differentiated.Ids, differentiated.FirstDerivative);
        }

        body = DeadCode.Run(body, mayDropRemarks: true);
#if DEBUG
        Verifier.Check(body, differentiated.Parameters);
#endif
        return (differentiated, stored, body);
    }

    /// <summary>Simplifies the reverse sweep before storage looks at what it needs; the forward sweep stays in front.</summary>
    private static Differentiated Reduced(Differentiated source, bool isEnabled)
    {
        Block body = Simplify.Run(source.Body, source.Ids, source.FirstDerivative, isEnabled);
        if (isEnabled)
        {
            body = DeadCode.Run(LogisticReuse.Run(body, source.Ids));
        }

        int split = body.Ops.ToList().FindIndex(op => op is Remark);
        return source with { Body = body, ForwardCount = split };
    }
}
