namespace Tare.Images.Slimming.Merging;

/// <summary>A whiteout that a merged layer needs.</summary>
/// <param name="Path">What is hidden; of an opaque folder, the folder.</param>
/// <param name="IsOpaque">Hides what the layers below have in the folder, not the folder.</param>
/// <param name="IsFirst">Must stand before the layer's other entries; else behind them, where hard links into the layers below have been made.</param>
/// <param name="Source">The entry that hid it, which gives the time.</param>
internal readonly record struct LayerMark(int Path, bool IsOpaque, bool IsFirst, int Source);
