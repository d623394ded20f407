import Accelerator
import Network

/// Which part of a pass each PE works on.
public struct Placement: Sendable {
  /// The place of a PE within the mapping.
  public struct Element: Hashable, Sendable {
    /// Which of the layer groups, 0 to `layerGroups` - 1.
    public let layerGroup: Int
    /// Which of the filter tiles, 0 to `filterTiles` - 1.
    public let filterTile: Int
    /// Which of the channel groups, 0 to `channelGroups` - 1.
    public let channelGroup: Int
    /// Which of the set's filter rows.
    public let filterRow: Int
    /// Which of the set's output rows: the column of the set.
    public let outputRow: Int
  }

  /// A column of a set: psums enter its bottom PE and leave its top one.
  public struct Column: Hashable, Sendable {
    /// Rows of the array, from 0; psums climb, so the top one has the lower number.
    public let top, bottom: Int
    /// The column of the array, from 0.
    public let column: Int
    /// The place of the top PE within the mapping; that of the others differs in rows only.
    public let element: Element
  }

  /// What is placed.
  public let mapping: Mapping
  /// By row and column; nil where a PE has nothing to do.
  public let elements: [[Element?]]
  /// In the order in which psums are delivered and collected.
  public let columns: [Column]

  /// Puts sets side by side as far as the columns reach, and then below; those of one layer group follow one another.
  ///
  /// - Precondition: the array has room for all sets.
  public init(_ mapping: Mapping, _ architecture: Architecture) {
    self.mapping = mapping
    var elements = [[Element?]](
      repeating: Array(repeating: nil, count: architecture.columns), count: architecture.rows)
    var columns: [Column] = []
    let setsAcross = architecture.columns / mapping.setWidth
    for set in 0..<mapping.sets {
      let (top, left) = (set / setsAcross * mapping.setHeight, set % setsAcross * mapping.setWidth)
      for outputRow in 0..<mapping.setWidth {
        for height in 0..<mapping.setHeight {
          elements[top + height][left + outputRow] = Element(
            layerGroup: set / mapping.filterTiles, filterTile: set % mapping.filterTiles,
            channelGroup: height / mapping.filterRows, filterRow: height % mapping.filterRows, outputRow: outputRow)
        }
        columns.append(
          Column(
            top: top, bottom: top + mapping.setHeight - 1, column: left + outputRow,
            element: elements[top][left + outputRow]!))
      }
    }
    self.elements = elements
    self.columns = columns
  }
}
