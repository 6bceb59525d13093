using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
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
        List<(Module Module, MemberPrinter Printer)> printers = [];
        foreach (Module own in Forms(module))
        {
            Derived derived = Backend.Run(own, prepared, cancellation);
            printers.Add((own, PrinterOf(own, prepared, derived, derived.Workspace.IsKnown, writer)));
        }

        using (FileFrame.Open(module, writer, printers[0].Printer.Header()))
        {
            printers.ForEach(p => p.Printer.Print());
        }

        return (writer.ToString(), Kernels(module, printers));
    }

    /// <summary>The method as it is differentiated for members without a report and, where they are asked for, for those with one.</summary>
    public static IEnumerable<Module> Forms(Module module) => module.Monitored is { } monitored ? [module, monitored] : [module];

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
        List<(Module Module, MemberPrinter Printer)> all = [];
        List<(Module Module, bool HasWorkspace, List<MemberPrinter> Printers)> forms = [];
        foreach (Module form in Forms(module))
        {
            List<Derived> derived = [.. form.Variants.Zip(prepared, (v, p) => Backend.Run(v.Module, p, cancellation))];
            bool hasWorkspace = derived.All(d => d.Workspace.IsKnown);
            if (!hasWorkspace && derived[0].Workspace.IsKnown)
            {
                derived[0] = derived[0] with { Workspace = derived[0].Workspace with { Obstacle = "its size is not known for every type argument" } };
            }

            List<MemberPrinter> printers = [.. form.Variants.Select((v, i) => PrinterOf(v.Module, prepared[i], derived[i], hasWorkspace, writer))];
            forms.Add((form, hasWorkspace, printers));
            all.AddRange(form.Variants.Zip(printers, (v, p) => (v.Module, p)));
        }

        using (FileFrame.Open(module, writer, forms[0].Printers[0].Header()))
        {
            foreach ((Module form, bool hasWorkspace, List<MemberPrinter> printers) in forms)
            {
                GenericMembers.Print(form, hasWorkspace, writer);
                printers.ForEach(p => p.Print());
            }
        }

        return (writer.ToString(), Kernels(module, all));
    }

    private static MemberPrinter PrinterOf(Module module, Prepared prepared, Derived derived, bool hasWorkspace, CodeWriter writer)
    {
        HashSet<Value> written = [.. prepared.Function!.Body.Descendants().OfType<Store>().Select(s => prepared.Activity!.Classes.ClassOf(s.Buffer))];
        List<bool> isWritten = [.. prepared.Function.Parameters.Select(p => p.Value.Type.IsBuffer && written.Contains(prepared.Activity!.Classes.ClassOf(p.Value)))];
        return new MemberPrinter(module, derived, isWritten, hasWorkspace, writer);
    }
}
