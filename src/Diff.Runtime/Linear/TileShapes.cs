namespace Diff.Linear;

/// <summary>Tiles one vector wide.</summary>
internal readonly struct OneVector;

/// <summary>Tiles one vector wide, of which only the first lanes are there.</summary>
internal readonly struct PartOfVector;

/// <summary>Tiles two vectors wide.</summary>
internal readonly struct TwoVectors;

/// <summary>Tiles two vectors wide, of whose second only the first lanes are there.</summary>
internal readonly struct VectorAndPart;

/// <summary>Where the elements of a tile's operands are, as distances in elements, and what is done with the sums.</summary>
internal struct TilePlaces
{
    /// <summary>From a row of the left matrix to the next.</summary>
    public nint LeftRow { get; set; }

    /// <summary>From a column of the left matrix to the next.</summary>
    public nint LeftStep { get; set; }

    /// <summary>From a row of the right matrix to the next; its columns are neighbours.</summary>
    public nint RightStep { get; set; }

    /// <summary>From a row of the destination to the next; its columns are neighbours.</summary>
    public nint DestinationRow { get; set; }

    /// <summary>The number of products in every sum.</summary>
    public nint Inner { get; set; }

    /// <summary>The lanes of the last vector, where only some are there.</summary>
    public int LastLanes { get; set; }

    /// <summary>Whether the sums start from what the destination holds rather than from 0.</summary>
    public bool Adds { get; set; }
}
