using System;
using System.Diagnostics.Tracing;

namespace Diff.Benchmarks.Growth;

/// <summary>
/// Counts the bytes that are held of the shared pools, which is where generated members have all their memory from. Listening costs time
/// and allocates: what is to be timed runs without a meter.
/// </summary>
internal sealed class PoolMeter : EventListener
{
    private const int BufferRented = 1;
    private const int BufferReturned = 3;

    private long _held;
    private long _most;

    /// <summary>Measures a call.</summary>
    /// <param name="call">The call.</param>
    /// <returns>The most that it held at once, in bytes.</returns>
    public static long MostHeld(Action call)
    {
        using PoolMeter meter = new();
        (meter._held, meter._most) = (0, 0);
        call();
        return meter._most;
    }

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Buffers.ArrayPoolEventSource")
            EnableEvents(eventSource, EventLevel.Verbose);
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // The payload is the buffer, its length, its pool. Workspaces rent bytes, so that a length is a size.
        if (eventData.Payload is not { Count: > 1 } payload || payload[1] is not int length)
            return;
        if (eventData.EventId == BufferRented)
            _most = Math.Max(_most, _held += length);
        else if (eventData.EventId == BufferReturned)
            _held -= length;
    }
}
