using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Diff.Generator.Tests.Harness;
using Xunit;

namespace Diff.Generator.Tests;

/// <summary>The table of constructs in docs/language.md names what is there.</summary>
public sealed partial class LanguageDocumentationTests
{
    private static readonly string s_docs = Path.Combine(
        Repository.Root ?? throw new DirectoryNotFoundException("No Diff.sln above the tests."), "docs");

    /// <summary>The rows of the table that are about a construct.</summary>
    public static TheoryData<string> Rows =>
    [
        .. from line in File.ReadAllLines(Path.Combine(s_docs, "language.md"))
           where line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| **", StringComparison.Ordinal)
           where !line.StartsWith("| construct |", StringComparison.Ordinal)
           select line,
    ];

    [Fact]
    public void There_is_a_table() => Assert.InRange(Rows.Count, 100, int.MaxValue);

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_names_tests_that_exist_or_the_limit(string row)
    {
        Match match = Row().Match(row);
        Assert.True(match.Success, row);
        MatchCollection links = Link().Matches(match.Groups["where"].Value);
        Assert.NotEmpty(links);
        string id = match.Groups["id"].Value;
        foreach (Match link in links)
        {
            string[] target = link.Groups["target"].Value.Split('#', 2);
            string path = Path.Combine(s_docs, target[0]);
            Assert.True(File.Exists(path), $"{target[0]} is not there: {row}");
            string text = File.ReadAllText(path);
            if (id.Length == 0)
                Assert.True(Regex.IsMatch(text, $@"\b{link.Groups["text"].Value.Trim('`')}\b"), $"{target[0]} has no {link.Groups["text"].Value}.");
            else if (id == "DIFF010")
                Assert.Contains(target[1], (string[])["statements", "expressions", "memory", "calls-and-members"]);
            else
                Assert.StartsWith(id + "-", target[1], StringComparison.OrdinalIgnoreCase);
            Assert.Equal(id.Length > 0, target[0] == "limits.md");
        }
    }

    [GeneratedRegex(@"^\| [^|]+ \| `[^`|]+` \| (?:supported|refused \((?<id>DIFF[0-9]{3})\))[^|]* \| (?<where>[^|]+) \|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\((?<target>[^)]+)\)")]
    private static partial Regex Link();
}
