using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using CurveFit;
using Xunit;

namespace Diff.Samples.Tests.CurveFit;

/// <summary>Files of points: what is read, and what each error says.</summary>
public sealed class DataFileTests
{
    private const string Layout = "x, y and perhaps the standard deviation of y, separated by comma, semicolon or tab";

    [Theory]
    [InlineData("1,2\n2,4.5\n3,-6e-1\n")]
    [InlineData("time,height\n1,2\n2,4.5\n3,-0.6")]
    [InlineData("1;2\r\n2;4.5\r\n\r\n3;-0.6\r\n")]
    [InlineData("# measured\n\n  \t \nt\tvolts\n 1 \t2\n  # a remark, with commas\n2\t4.5\n3\t-0.6\n\n")]
    [InlineData("\"time, in \"\"s\"\"\",y\n\"1\",2\n2,4.5\n3,-.6\n")]
    public void Separators_names_remarks_and_empty_lines_are_understood(string text)
    {
        CurveData data = Read(text);
        Assert.Equal([1, 2, 3], data.X);
        Assert.Equal([2, 4.5, -0.6], data.Y);
        Assert.Equal([1, 1, 1], data.Weights);
        Assert.False(data.HasDeviations);
    }

    [Fact]
    public void Names_and_deviations_are_taken_over()
    {
        CurveData data = Read("t in s;U in V;error\n1;2;0.5\n2;4;0.25\n3;5;2\n");
        Assert.Equal("t in s", data.XName);
        Assert.Equal("U in V", data.YName);
        Assert.Equal([2, 4, 0.5], data.Weights);
        Assert.True(data.HasDeviations);
    }

    [Theory]
    [InlineData("1,2\n2,abc\n3,4\n", "p.csv, line 2, column 2: expected a number (y), found 'abc'.")]
    [InlineData("x,y\n\n1,2\n# remark\n2,\n3,4\n", "p.csv, line 5, column 2: expected a number (y), found nothing.")]
    [InlineData("1,2\n2,3,4\n", "p.csv, line 2: expected 2 columns as in the lines before, found 3.")]
    [InlineData("x,y,s\n2,3\n", "p.csv, line 2: expected 3 columns as in the lines before, found 2.")]
    [InlineData("1\n2\n", "p.csv, line 1: expected 2 or 3 columns (" + Layout + "), found 1.")]
    [InlineData("\n1,2,3,4\n", "p.csv, line 2: expected 2 or 3 columns (" + Layout + "), found 4.")]
    [InlineData("1;2\n2;3,5\n3;4\n", "p.csv, line 2, column 2: expected a number (y), found '3,5'. Decimals are written with a point.")]
    [InlineData("1,2\nNaN,3\n", "p.csv, line 2, column 1: expected a finite number (x), found 'NaN'.")]
    [InlineData("1,2\n2,Infinity\n", "p.csv, line 2, column 2: expected a finite number (y), found 'Infinity'.")]
    [InlineData("1,2\n2,1e999\n", "p.csv, line 2, column 2: expected a finite number (y), found '1e999'.")]
    [InlineData("1,2,0.1\n2,3,0\n", "p.csv, line 2, column 3: expected a positive standard deviation, found '0'.")]
    [InlineData("1,2,0.1\n2,3,-1\n", "p.csv, line 2, column 3: expected a positive standard deviation, found '-1'.")]
    [InlineData("1,2,0.1\n2,3,1e-320\n", "p.csv, line 2, column 3: expected a positive standard deviation, found '1e-320'.")]
    [InlineData("1,2\n2,1 000\n", "p.csv, line 2, column 2: expected a number (y), found '1 000'.")]
    [InlineData("1,x\n2,3\n", "p.csv, line 1, column 2: expected a number (y), found 'x'.")]
    [InlineData("x,y\nu,v\n", "p.csv, line 2, column 1: expected a number (x), found 'u'.")]
    [InlineData("1,\"2\n2,3\n", "p.csv, line 1: a quote is opened and not closed in this line.")]
    [InlineData("", "p.csv: there are no points in it: expected lines with " + Layout + ".")]
    [InlineData("# nothing\nx,y\n", "p.csv: there are no points in it: expected lines with " + Layout + ".")]
    [InlineData(
        "1,2\n2,3\n",
        "p.csv: too few points: the model line has 2 parameters, and their standard errors need at least 3 points, not 2.")]
    [InlineData("t,y\n4,2\n4,3\n4,5\n", "p.csv: all points have the same t: the model line needs at least 2 different ones.")]
    public void What_cannot_be_used_is_named_with_its_place(string text, string message)
    {
        Assert.Equal(message, Assert.Throws<DataFileException>(() => Read(text)).Message);
    }

    [Fact]
    public void A_model_may_ask_more_of_the_points()
    {
        DataFileException sign = Assert.Throws<DataFileException>(() => Read("x,y\n1,2\n0,3\n2,4\n", "power"));
        Assert.Equal("p.csv, line 3, column 1: the model power needs a positive x, found '0'.", sign.Message);
        DataFileException places = Assert.Throws<DataFileException>(() => Read("1,2\n1,3\n2,4\n2,5\n", "decay"));
        Assert.Equal(
            "p.csv: the points have 2 different values of x: the model decay needs at least 3, as many as it has parameters.",
            places.Message);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("fr-FR")]
    [InlineData("ar-SA")]
    public void The_culture_does_not_matter(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            Separators_names_remarks_and_empty_lines_are_understood("1,2\n2,4.5\n3,-6e-1\n");
            What_cannot_be_used_is_named_with_its_place(
                "1,2\n2,abc\n3,4\n", "p.csv, line 2, column 2: expected a number (y), found 'abc'.");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_first_number()
    {
        Encoding[] encodings = [new UTF8Encoding(true), new UTF8Encoding(false), Encoding.Unicode, Encoding.BigEndianUnicode];
        foreach (Encoding encoding in encodings)
        {
            using TemporaryFile file = new("1,2\n2,4.5\n3,-0.6\n", encoding);
            CurveData data = DataFile.Read(file.Path, ModelCatalogue.ByName("line"));
            Assert.Equal([1, 2, 3], data.X);
            Assert.Equal("x", data.XName);
        }
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_named()
    {
        Model model = ModelCatalogue.ByName("line");
        string missing = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "no.csv");
        Assert.Equal($"{missing}: there is no such file.", Assert.Throws<DataFileException>(() => DataFile.Read(missing, model)).Message);
        string folder = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        Assert.Equal(
            $"{folder}: the file cannot be read: it is a folder, and a file was expected.",
            Assert.Throws<DataFileException>(() => DataFile.Read(folder, model)).Message);
        DataFileException nameless = Assert.Throws<DataFileException>(() => DataFile.Read(string.Empty, model));
        Assert.StartsWith(": the file cannot be read: ", nameless.Message, StringComparison.Ordinal);
    }

    private static CurveData Read(string text, string model = "line")
    {
        using StringReader reader = new(text);

        return DataFile.Read(reader, "p.csv", ModelCatalogue.ByName(model));
    }
}
