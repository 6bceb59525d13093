using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Diff.Analyzers.Tests.Harness;

/// <summary>Applies fixes to one document, one at a time or all at once.</summary>
internal static class FixHarness
{
    /// <summary>The titles that are offered at the first diagnostic.</summary>
    public static async Task<IReadOnlyList<string>> Titles(CodeFixProvider provider, string source)
    {
        (Document document, ImmutableArray<Diagnostic> diagnostics) = await Open(source, provider);
        return [.. (await Offered(provider, document, diagnostics[0])).Select(action => action.Title)];
    }

    /// <summary>The last diagnostic mended by the fix of an equivalence key.</summary>
    public static async Task<string> Fix(CodeFixProvider provider, string source, string key)
    {
        (Document document, ImmutableArray<Diagnostic> diagnostics) = await Open(source, provider);
        CodeAction action = Assert.Single(await Offered(provider, document, diagnostics[^1]), a => a.EquivalenceKey == key);
        return await Apply(document, action);
    }

    /// <summary>All diagnostics of the document mended at once.</summary>
    public static async Task<string> FixAll(CodeFixProvider provider, string source, string key)
    {
        (Document document, ImmutableArray<Diagnostic> diagnostics) = await Open(source, provider);
        FixAllContext context = new(
            document, provider, FixAllScope.Document, key, diagnostics.Select(d => d.Id).Distinct(), new Provider(diagnostics), CancellationToken.None);
        CodeAction? action = await provider.GetFixAllProvider()!.GetFixAsync(context);
        Assert.NotNull(action);
        return await Apply(document, action);
    }

    /// <summary>The fix gives exactly this text, which compiles and has nothing more to mend.</summary>
    public static async Task Verify(CodeFixProvider provider, string source, string key, string expected)
    {
        string actual = await Fix(provider, source, key);
        Assert.Equal(expected, actual);
        await RequireClean(actual);
    }

    /// <summary>The code compiles together with what is generated from it, and no diagnostic is left.</summary>
    public static async Task RequireClean(string source)
    {
        Compilation compilation = AnalyzerHarness.Generate(AnalyzerHarness.Compilation(source));
        Assert.Empty(AnalyzerHarness.Errors(compilation));
        Assert.Empty(AnalyzerHarness.Shown(await AnalyzerHarness.Analyze(compilation), ""));
    }

    private static async Task<(Document Document, ImmutableArray<Diagnostic> Diagnostics)> Open(string source, CodeFixProvider provider)
    {
        AdhocWorkspace workspace = new();
        Project project = workspace.AddProject("Sample", LanguageNames.CSharp)
            .WithParseOptions(AnalyzerHarness.Syntax)
            .WithCompilationOptions(AnalyzerHarness.Options)
            .AddMetadataReferences(AnalyzerHarness.References);
        Document document = project.AddDocument("Source0.cs", source);
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        ImmutableArray<Diagnostic> diagnostics = await AnalyzerHarness.Analyze(AnalyzerHarness.Generate((CSharpCompilation)compilation));
        return (document, [.. diagnostics.Where(d => provider.FixableDiagnosticIds.Contains(d.Id))]);
    }

    private static async Task<List<CodeAction>> Offered(CodeFixProvider provider, Document document, Diagnostic diagnostic)
    {
        List<CodeAction> actions = [];
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    private static async Task<string> Apply(Document document, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        Solution solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (await solution.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }

    private sealed class Provider(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);
    }
}
