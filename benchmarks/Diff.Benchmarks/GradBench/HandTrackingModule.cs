using System;
using System.Linq;
using System.Text.Json;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.Programs;

namespace Diff.Benchmarks.GradBench;

/// <summary>The eval of hand tracking: points belong to vertices or, where it sends coordinates on them, to triangles.</summary>
internal sealed class HandTrackingModule : GradBenchModule
{
    /// <inheritdoc/>
    public override string Name => "ht";

    /// <inheritdoc/>
    public override Computation? Prepare(string function, JsonElement input)
    {
        JsonElement data = input.GetProperty("data");
        HandData hand = new(
            "gradbench",
            Model(data.GetProperty("model")),
            Array.ConvertAll(data.Vector("correspondences"), index => (int)index),
            data.Rows("points"),
            input.Vector("theta"));
        double[] coordinates = input.Rows("us");
        int rows = hand.Points.Length;
        double[] residuals = new double[rows];
        double[] jacobian = new double[rows * (hand.Pose.Length + (coordinates.Length > 0 ? 2 : 0))];
        return function switch
        {
            "objective" => new Computation(
                () => HandTracking.Residuals(hand, coordinates, residuals), writer => writer.WriteVector(residuals)),
            "jacobian" => new Computation(
                () => HandTracking.Jacobian(hand, coordinates, jacobian), writer => writer.WriteRows(jacobian, rows)),
            _ => null,
        };
    }

    private static HandModel Model(JsonElement model)
    {
        if (model.GetProperty("is_mirrored").GetBoolean())
            throw new ArgumentException("a mirrored hand is not supported");
        double[][] positions = [.. model.GetProperty("base_positions").EnumerateArray().Select(AdbenchFile.Numbers)];
        return new HandModel(
            Array.ConvertAll(model.Vector("parents"), parent => (int)parent),
            model.Matrices("base_relatives"),
            model.Matrices("inverse_base_absolutes"),
            [.. positions.SelectMany(position => position.Take(3))],
            model.Rows("weights"),
            Array.ConvertAll(model.Rows("triangles"), vertex => (int)vertex));
    }
}
