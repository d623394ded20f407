/// Groups of words for an input network, in the order of delivery, packed for the test bench.
///
/// Each group is one header and as many words as the bus carries; the header holds the row tag in bits 0 to 7, the
/// column tag in bits 8 to 15 and the index of the last word that counts from bit 16 up.
public struct GroupStream: Hashable, Sendable {
  /// Words that the network's bus carries at a time, at least 1.
  public let busWords: Int
  /// Header and words of one group after the other; words that do not count are 0.
  public private(set) var storage: [Int32] = []

  /// A stream without groups for a bus of so many words.
  public init(busWords: Int) {
    self.busWords = busWords
  }

  /// Numbers of a group in `storage`: its header and its words.
  public var stride: Int { busWords + 1 }
  /// How many groups there are.
  public var count: Int { storage.count / stride }

  static func header(row: Int, column: Int, lastIndex: Int) -> Int32 {
    Int32(row | column << 8 | lastIndex << 16)
  }

  /// Delivers runs of equal length to several targets, group by group in turn.
  ///
  /// The turns are what keeps the array from deadlock: no PE gets far ahead of one whose psums it must wait for.
  mutating func appendInTurn(_ runs: [(row: Int, column: Int, values: [Int32])]) {
    guard let length = runs.first?.values.count else { return }
    storage.reserveCapacity(storage.count + runs.count * ((length + busWords - 1) / busWords) * stride)
    var start = 0
    while start < length {
      let end = min(start + busWords, length)
      for run in runs {
        storage.append(Self.header(row: run.row, column: run.column, lastIndex: end - start - 1))
        run.values.withUnsafeBufferPointer { storage.append(contentsOf: $0[start..<end]) }
        if end - start < busWords { storage.append(contentsOf: repeatElement(0, count: busWords - (end - start))) }
      }
      start = end
    }
  }
}
