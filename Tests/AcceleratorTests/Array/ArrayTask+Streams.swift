@testable import Accelerator

/// What goes through the networks, group by group, all passes one after the other.
extension ArrayTask {
  /// A column of a set: where its psums come in and go out, and which output they belong to.
  struct PsumColumn {
    let tileDown, column, top: Int
    let filterTile, outputRow: Int
  }

  var psumColumns: [PsumColumn] {
    places.filter { $0.channelGroup == 0 && $0.filterRow == 0 }.map {
      PsumColumn(
        tileDown: $0.tileDown, column: $0.column, top: $0.row,
        filterTile: $0.tileDown * tilesAcross + $0.tileAcross, outputRow: $0.outputRow)
    }
  }

  /// The runs' groups with their tags, all runs in step so that no PE waits for another's data.
  private func inTurn(_ runs: [(row: Int, column: Int, words: [Int])], size: Int) -> [[Int]] {
    inTurn(runs.map { run in wordGroups(run.words, size: size).map { [run.row, run.column] + $0 } })
  }

  private func inTurn(_ groups: [[[Int]]]) -> [[Int]] {
    (0..<(groups.map(\.count).max() ?? 0)).flatMap { index in
      groups.compactMap { index < $0.count ? $0[index] : nil }
    }
  }

  func ifmapStream(_ data: ConvolutionData) -> [[Int]] {
    let inputRows = Set(places.map { $0.outputRow * stride + $0.filterRow }).sorted()
    var result: [[Int]] = []
    for pass in 0..<filterPasses * channelPasses {
      for strip in 0..<strips {
        var runs: [[[Int]]] = []
        for group in 0..<channelGroups {
          let first = ((pass % channelPasses) * channelGroups + group) * q
          for inputRow in inputRows {
            let tag = ifmapTag(channelGroup: group, inputRow: inputRow)
            let columns = deliveredColumns.map { column in
              (first..<first + q).map { data.ifmap[$0][strip * setWidth * stride + inputRow][column] }
            }
            let words = groupsByColumn ? columns : [columns.flatMap { $0 }]
            let groups = words.flatMap { wordGroups($0, size: parameters.ifmapBus) }
            runs.append(groups.map { [tag.row, tag.column] + $0 })
          }
        }
        result += inTurn(runs)
      }
    }
    return result
  }

  func filterStream(_ data: ConvolutionData) -> [[Int]] {
    var result: [[Int]] = []
    for pass in 0..<filterPasses * channelPasses {
      let (filterPass, channelPass) = (pass / channelPasses, pass % channelPasses)
      let runs = places.filter { $0.outputRow == 0 }.map { place in
        let firstChannel = (channelPass * channelGroups + place.channelGroup) * q
        let firstFilter = ((filterPass * tilesDown + place.tileDown) * tilesAcross + place.tileAcross) * psums
        let values = (0..<filterWidth).flatMap { j in
          (firstChannel..<firstChannel + q).flatMap { channel in
            let first = firstFilter + channel % span * p
            return (first..<first + p).map { data.weights[$0][channel][place.filterRow][j] }
          }
        }
        return (row: place.row, column: place.tileAcross, words: values)
      }
      result += inTurn(runs, size: parameters.filterBus)
    }
    return result
  }

  /// A tensor of psums as a pass over the filters delivers and takes them: each output column begins a new group.
  func psumStream(_ tensor: [[[Int]]], filterPass: Int, place: (PsumColumn) -> (row: Int, column: Int)) -> [[Int]] {
    (0..<strips).flatMap { strip in
      inTurn(
        psumColumns.map { column in
          let firstFilter = (filterPass * tilesDown * tilesAcross + column.filterTile) * psums
          let place = place(column)
          return (0..<outputWidth).flatMap { x in
            let words = (firstFilter..<firstFilter + psums).map { tensor[$0][strip * setWidth + column.outputRow][x] }
            return wordGroups(words, size: parameters.psumBus).map { [place.row, place.column] + $0 }
          }
        })
    }
  }
}
