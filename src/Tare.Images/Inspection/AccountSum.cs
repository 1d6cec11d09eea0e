namespace Tare.Images.Inspection;

/// <summary>How much is in a cell of the account.</summary>
/// <param name="Bytes">Bytes of file data.</param>
/// <param name="Files">Inodes.</param>
/// <param name="Compressed">Bytes of the layers' blobs that went by while these files were read.</param>
public readonly record struct AccountSum(long Bytes, long Files, long Compressed)
{
    /// <summary>The sum of both.</summary>
    public static AccountSum operator +(AccountSum left, AccountSum right) =>
        new(left.Bytes + right.Bytes, left.Files + right.Files, left.Compressed + right.Compressed);

    /// <summary>The sum of both.</summary>
    public static AccountSum Add(AccountSum left, AccountSum right) => left + right;
}
