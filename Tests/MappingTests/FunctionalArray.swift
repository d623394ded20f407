import Accelerator
import Mapping

/// What an array does with the streams of a pass, told without clocks: each PE filters the values that carry its tags,
/// computes its one-dimensional convolutions, and the columns add up.
struct FunctionalArray {
  let architecture: Architecture
  let program: ArrayProgram
  private let words: [Int: PEWord]
  private let rowTags: [Int: UInt32]

  init(_ program: ArrayProgram, _ architecture: Architecture) {
    self.architecture = architecture
    self.program = program
    var words: [Int: PEWord] = [:]
    var rows: [Int: UInt32] = [:]
    let bits = architecture.columnTagBits
    let mask = UInt32(1 << bits - 1)
    for write in program.configuration where write.row < architecture.rows {
      guard write.column < architecture.columns else {
        rows[write.row] = write.data
        continue
      }
      words[write.row * architecture.columns + write.column] = PEWord(
        ifmapTag: Int(write.data & mask), filterTag: Int(write.data >> bits & mask),
        psumTag: Int(write.data >> (2 * bits) & mask),
        psumSource: PsumSource(rawValue: Int(write.data >> (3 * bits) & 3))!,
        toNetwork: write.data >> (3 * bits + 2) & 1 == 1)
    }
    (self.words, rowTags) = (words, rows)
  }

  /// The psums that leave each PE of row by row, column by column; empty where none leave.
  func psums(ifmap: GroupStream, filter: GroupStream, zeroPoint: Int32) -> [[Int64]] {
    var results = [[Int64]](repeating: [], count: architecture.rows * architecture.columns)
    for column in 0..<architecture.columns {
      var climbing: [Int64] = []
      for row in (0..<architecture.rows).reversed() {
        let word = words[row * architecture.columns + column]!
        guard word.ifmapTag != architecture.unusedColumnTag else { continue }
        let own = element(row, word, ifmap, filter, zeroPoint)
        climbing = word.psumSource == .neighbour ? zip(own, climbing).map { $0 + $1 } : own
        if word.toNetwork { results[row * architecture.columns + column] = climbing }
      }
    }
    return results
  }

  private func element(
    _ row: Int, _ word: PEWord, _ ifmap: GroupStream, _ filter: GroupStream, _ zeroPoint: Int32
  ) -> [Int64] {
    let mapping = program.mapping
    let bits = architecture.rowTagBits
    let mask = UInt32(1 << bits - 1)
    let values = taken(ifmap, row: Int(rowTags[row]! & mask), column: word.ifmapTag)
    let weights = taken(filter, row: Int(rowTags[row]! >> bits & mask), column: word.filterTag)
    let (p, window, slide, span) = (mapping.filters, mapping.window, mapping.slide, mapping.groups)
    let columns = mapping.layer.outputWidth
    let rowLength = (columns - 1) * slide + window
    precondition(weights.count == p * window && values.count == rowLength * mapping.rowsPerPass)
    var psums: [Int64] = []
    for start in stride(from: 0, to: values.count, by: rowLength) {
      for f in 0..<columns {
        var sums = [Int64](repeating: 0, count: p * span)
        for k in 0..<window {
          for m in 0..<p {
            sums[k % span * p + m] += Int64(values[start + f * slide + k] - zeroPoint) * Int64(weights[k * p + m])
          }
        }
        psums += sums
      }
    }
    return psums
  }

  /// What the PEs do in a pass: told MAC by MAC.
  func activity(ifmap: GroupStream, filter: GroupStream, zeroPoint: Int32) -> AccessCounts {
    var counts = AccessCounts()
    for row in 0..<architecture.rows {
      for column in 0..<architecture.columns {
        let word = words[row * architecture.columns + column]!
        guard word.ifmapTag != architecture.unusedColumnTag else { continue }
        let bits = architecture.rowTagBits
        let mask = UInt32(1 << bits - 1)
        let values = taken(ifmap, row: Int(rowTags[row]! & mask), column: word.ifmapTag)
        let weights = taken(filter, row: Int(rowTags[row]! >> bits & mask), column: word.filterTag)
        counts[.ifmapScratchpadWrites] += values.count
        counts[.filterScratchpadWrites] += weights.count
        multiply(values.map { $0 != zeroPoint }, &counts)
        let psums = program.mapping.rowsPerPass * program.mapping.layer.outputWidth * program.mapping.psumsPerColumn
        counts[word.toNetwork ? .psumOutputWords : .psumsClimbed] += psums
        if word.psumSource == .network { counts[.psumInputWords] += psums }
      }
    }
    return counts
  }

  private func multiply(_ isNonzero: [Bool], _ counts: inout AccessCounts) {
    let mapping = program.mapping
    let (p, window, span, columns) = (mapping.filters, mapping.window, mapping.groups, mapping.layer.outputWidth)
    let rowLength = (columns - 1) * mapping.slide + window
    for start in stride(from: 0, to: isNonzero.count, by: rowLength) {
      for f in 0..<columns {
        var isStored = [Bool](repeating: false, count: span * p)
        for k in 0..<window {
          let isMultiplied = isNonzero[start + f * mapping.slide + k]
          if isMultiplied { counts[.ifmapScratchpadReads] += 1 }
          for m in 0..<p {
            counts[isMultiplied ? .macsDone : .macsGated] += 1
            // A sum stays where it is while only zeros come, and leaves with its last product.
            let psum = k % span * p + m
            let begins = !isStored[psum]
            isStored[psum] = true
            if k + span < window, begins || isMultiplied { counts[.psumScratchpadWrites] += 1 }
          }
        }
      }
    }
  }

  private func taken(_ stream: GroupStream, row: Int, column: Int) -> [Int32] {
    stride(from: 0, to: stream.storage.count, by: stream.stride).flatMap { start -> ArraySlice<Int32> in
      let header = stream.storage[start]
      guard header & 0xFF == row, header >> 8 & 0xFF == column else { return [] }
      return stream.storage[start + 1...start + 1 + Int(header >> 16)]
    }
  }
}
