using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Programs;

namespace Diff.Benchmarks.GradBench;

/// <summary>The eval of bundle adjustment. All observations are the same: the answer holds the first, and the last number.</summary>
internal sealed class BundleAdjustmentModule : GradBenchModule
{
    /// <inheritdoc/>
    public override string Name => "ba";

    /// <inheritdoc/>
    public override Computation? Prepare(string function, JsonElement input)
    {
        BundleAdjustmentData data = BundleAdjustmentData.Repeat(
            "gradbench", input.Integer("n"), input.Integer("m"), input.Integer("p"),
            input.Vector("cam"), input.Vector("x"), input.GetProperty("w").GetDouble(), input.Vector("feat"));
        double[] residuals = new double[3 * data.Observations];
        double[] jacobian = new double[data.JacobianLength];
        return function switch
        {
            "objective" => new Computation(
                () => BundleAdjustment.Residuals(data, residuals), writer => WriteResiduals(writer, residuals, data.Observations)),
            "jacobian" => new Computation(
                () => BundleAdjustment.Jacobian(data, jacobian), writer => WriteJacobian(writer, jacobian, data)),
            _ => null,
        };
    }

    private static void WriteResiduals(Utf8JsonWriter writer, double[] residuals, int observations)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("reproj_error");
        writer.WritePropertyName("elements");
        writer.WriteVector([residuals[0], residuals[1]]);
        writer.WriteNumber("repeated", observations);
        writer.WriteEndObject();
        writer.WriteStartObject("w_err");
        writer.WriteNumber("element", residuals[2 * observations]);
        writer.WriteNumber("repeated", observations);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>A sparse matrix by rows: where each begins, its columns, its numbers.</summary>
    private static void WriteJacobian(Utf8JsonWriter writer, double[] jacobian, BundleAdjustmentData data)
    {
        const int Block = BundleAdjustmentData.BlockLength, Row = BundleAdjustmentData.RowLength;
        int reprojections = 2 * data.Observations;
        IEnumerable<int> starts = Enumerable.Range(0, Block)
            .Select(row => row <= reprojections ? row * Row : (reprojections * (Row - 1)) + row);
        int[] columns =
        [
            .. Enumerable.Range(0, BundleAdjustmentData.CameraLength),
            .. Enumerable.Range(data.PointStart, BundleAdjustmentData.PointLength),
            data.WeightStart,
        ];
        writer.WriteStartObject();
        writer.WritePropertyName("rows");
        writer.WriteIntegers([.. starts, jacobian.Length]);
        writer.WritePropertyName("cols");
        writer.WriteIntegers([.. columns, .. columns, data.Parameters.Length - 1]);
        writer.WritePropertyName("vals");
        writer.WriteVector([.. jacobian[..Block], jacobian[^1]]);
        writer.WriteEndObject();
    }
}
