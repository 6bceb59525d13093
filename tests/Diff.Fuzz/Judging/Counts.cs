using System.Threading;

namespace Diff.Fuzz.Judging;

/// <summary>How often each oracle had something to say; filled by several threads.</summary>
internal sealed class Counts
{
    private int _points;
    private int _differences;
    private int _kinks;
    private int _unsteady;
    private int _modified;

    /// <summary>Points at which a program was judged, each through every member and with optimisations on and off.</summary>
    public int Points => _points;

    /// <summary>Partial derivatives compared with central differences.</summary>
    public int Differences => _differences;

    /// <summary>Partial derivatives at or beside a kink, where differences mean nothing.</summary>
    public int Kinks => _kinks;

    /// <summary>Partial derivatives for which the differences did not settle.</summary>
    public int Unsteady => _unsteady;

    /// <summary>Points of programs that change their own gradient, such as by <c>Gradient.Stop</c>.</summary>
    public int Modified => _modified;

    public void AddPoint() => Interlocked.Increment(ref _points);

    public void AddDifference() => Interlocked.Increment(ref _differences);

    public void AddKink() => Interlocked.Increment(ref _kinks);

    public void AddUnsteady() => Interlocked.Increment(ref _unsteady);

    public void AddModified() => Interlocked.Increment(ref _modified);
}
