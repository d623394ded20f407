/// A feature map that the program works with.
///
/// Tensors that differ in shape alone share one.
struct Storage {
  enum Origin: Hashable {
    /// The host puts it into DRAM.
    case input
    /// Part of the image.
    case constant([Int8])
    case step
  }

  let name: String
  let map: FeatureMap
  let zeroPoint: Int
  let origin: Origin
}

/// Where a storage stands in `LoweredNetwork.storages`.
typealias StorageID = Int

/// A distance within a map.
struct Place: Hashable {
  var row = 0
  var column = 0
  var vector = 0

  static let nextRow = Place(row: 1)
  static let nextColumn = Place(column: 1)
  static let nextVector = Place(vector: 1)

  static func + (a: Place, b: Place) -> Place {
    Place(row: a.row + b.row, column: a.column + b.column, vector: a.vector + b.vector)
  }

  static func - (a: Place, b: Place) -> Place { a + b * -1 }

  static func * (a: Place, factor: Int) -> Place {
    Place(row: a.row * factor, column: a.column * factor, vector: a.vector * factor)
  }
}

/// A map seen as one of other rows and columns: how far apart they lie in it.
struct MapView: Hashable {
  let storage: StorageID
  let row, column: Place
}

extension FeatureMap {
  /// The steps by which the map can be walked as one of so many rows and columns, of as many places and the same
  /// channels; nil where there are none.
  func steps(asRows rows: Int, columns: Int) -> (row: Place, column: Place)? {
    precondition(rows * columns == self.rows * self.columns, "a view has as many places as its map")
    if columns == self.columns { return (.nextRow, .nextColumn) }
    if self.rows == 1 || pitch == self.columns { return (.nextColumn * columns, .nextColumn) }
    if self.columns == 1 { return (.nextRow * columns, .nextRow) }
    return nil
  }
}
