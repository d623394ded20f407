import Accelerator

extension VectorWork {
  /// Tilings with more and more tiles, from all rows at once down to single rows.
  func tilings(_ network: LoweredNetwork) -> [[Tile]] {
    let total = bands.reduce(0) { $0 + $1.rows.count }
    guard bands.allSatisfy(\.isDivisible) else { return [[tile(bands[...], network)]] }
    var sizes: [Int] = []
    for count in 1...total {
      let rows = total.divided(roundingUpBy: count)
      if sizes.last != rows { sizes.append(rows) }
    }
    return sizes.map { tiles(rows: $0, network) }
  }

  /// Tiles of that many rows of the output.
  private func tiles(rows: Int, _ network: LoweredNetwork) -> [Tile] {
    var tiles: [Tile] = []
    var parts: [Band] = []
    var count = 0
    for band in bands {
      var first = 0
      while first < band.rows.count {
        let last = min(band.rows.count, first + rows - count)
        parts.append(band.part(first..<last))
        count += last - first
        first = last
        if count == rows {
          tiles.append(tile(parts[...], network))
          (parts, count) = ([], 0)
        }
      }
    }
    if !parts.isEmpty { tiles.append(tile(parts[...], network)) }
    return tiles
  }

  private func tile(_ bands: ArraySlice<Band>, _ network: LoweredNetwork) -> Tile {
    let commands = bands.flatMap(\.commands)
    let first = hull(commands.map { $0.visitedRows($0.first) })
    let inputs = second == nil ? [first] : [first, hull(commands.map { $0.visitedRows($0.second!) })]
    let rows = bands.first!.rows.lowerBound..<bands.last!.rows.upperBound
    return Tile(
      work: .vector(Array(bands)),
      inputs: zip([self.first] + (second.map { [$0] } ?? []), inputs).map {
        MapRegion(network.storages[$0].map, rows: $1)
      },
      output: MapRegion(network.storages[output].map, rows: rows))
  }

  private func hull(_ ranges: [Range<Int>]) -> Range<Int> {
    ranges.map(\.lowerBound).min()!..<ranges.map(\.upperBound).max()!
  }
}

extension VectorWork.Band {
  func part(_ range: Range<Int>) -> VectorWork.Band {
    guard range.count < rows.count else { return self }
    return VectorWork.Band(
      rows: rows.lowerBound + range.lowerBound..<rows.lowerBound + range.upperBound, isDivisible: true,
      commands: commands.map { $0.rows(range) })
  }
}
