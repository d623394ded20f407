@testable import Accelerator

/// Where the sets of a task stand, and the identifiers that make the networks deliver what each PE needs.
extension ArrayTask {
  /// A PE's place in the mapping.
  struct Element {
    let row, column: Int
    let tileDown, tileAcross, channelGroup, filterRow, outputRow: Int
  }

  var places: [Element] {
    (0..<tilesDown).flatMap { down in
      (0..<tilesAcross).flatMap { across in
        (0..<channelGroups).flatMap { group in
          (0..<filterHeight).flatMap { filterRow in
            (0..<setWidth).map { outputRow in
              Element(
                row: down * setHeight + group * filterHeight + filterRow, column: across * setWidth + outputRow,
                tileDown: down, tileAcross: across, channelGroup: group, filterRow: filterRow, outputRow: outputRow)
            }
          }
        }
      }
    }
  }

  /// The tag of an input row, counted from the strip's first: rows that meet the same filter row share a row tag, and
  /// the diagonal is the column tag (Eyeriss, JSSC 2017, figure 11).
  func ifmapTag(channelGroup: Int, inputRow: Int) -> (row: Int, column: Int) {
    (inputRow % stride + min(stride, filterHeight) * channelGroup, inputRow / stride)
  }

  /// The writes that set up the array: row, column, data.
  var configuration: [(row: Int, column: Int, data: Int)] {
    let architecture = parameters.architecture
    let registers: [(ArrayRegister, Int)] = [
      (.lastFilter, p - 1), (.lastWindow, window - 1), (.slide, slide), (.lastColumn, outputWidth - 1),
      (.lastRow, strips - 1), (.productShift, shift), (.zeroPoint, zeroPoint), (.lastSpan, span - 1),
    ]
    var writes = registers.map { (architecture.rows, $0.rawValue, $1) }
    var unused = Set((0..<architecture.rows).flatMap { row in (0..<architecture.columns).map { [row, $0] } })
    var usedRows: [Int: RowWord] = [:]
    for place in places {
      unused.remove([place.row, place.column])
      let tag = ifmapTag(channelGroup: place.channelGroup, inputRow: place.outputRow * stride + place.filterRow)
      let isBottom = place.channelGroup == channelGroups - 1 && place.filterRow == filterHeight - 1
      let word = PEWord(
        ifmapTag: tag.column, filterTag: place.tileAcross,
        psumTag: isBottom ? place.column : architecture.unusedColumnTag,
        psumSource: isBottom ? (psumsEnter ? .network : .nothing) : .neighbour,
        toNetwork: place.channelGroup == 0 && place.filterRow == 0)
      writes.append((place.row, place.column, Int(word.encoded(architecture))))
      usedRows[place.row] = RowWord(
        ifmapTag: tag.row, filterTag: place.row, psumTag: isBottom ? place.tileDown : architecture.unusedRowTag)
    }
    for place in unused {
      writes.append((place[0], place[1], Int(PEWord.unused(architecture).encoded(architecture))))
    }
    for row in 0..<architecture.rows {
      let word = usedRows[row] ?? .unused(architecture)
      writes.append((row, architecture.columns, Int(word.encoded(architecture))))
    }
    return writes
  }
}
