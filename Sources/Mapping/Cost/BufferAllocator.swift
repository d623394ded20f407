import Accelerator

/// Gives away words of the buffer: the first gap that is large enough.
public struct BufferAllocator {
  /// Words of the buffer, and of one of its banks.
  private let words, bank: Int
  /// The ranges of words that are given away, by their first word; none is empty, and no two overlap.
  public private(set) var taken: [Range<Int>] = []

  /// The whole buffer of an architecture (`bufferWords` words in banks of `bufferDepth`), with nothing given away.
  public init(_ architecture: Architecture) { (words, bank) = (architecture.bufferWords, architecture.bufferDepth) }

  /// Room for some parts of equal size.
  public struct Request: Hashable, Sendable {
    /// Words of a part, and how many parts of this size there are.
    public let words, copies: Int
    /// Whether all copies are in use all the time, rather than in turn.
    let isInterleaved: Bool

    /// Room for `copies` parts of `words` buffer words each.
    ///
    /// With 0 copies nothing is given away.
    public init(words: Int, copies: Int, isInterleaved: Bool = false) {
      (self.words, self.copies, self.isInterleaved) = (words, copies, isInterleaved)
    }

    /// Room for both halves of psums that wait from pass to pass, if there are any.
    public static func psums(_ wordsOfHalf: Int) -> Request {
      Request(words: wordsOfHalf, copies: wordsOfHalf > 0 ? 2 : 0, isInterleaved: true)
    }
  }

  /// How what is in the buffer keeps to banks of its own, so that engines that use it do not wait for one another.
  private enum Separation: CaseIterable {
    case copies, requests, interleaved, none
  }

  /// The first words of all copies of each request; nil where there is not enough room.
  ///
  /// Each copy has banks of its own where there are enough; else copies that are used in turn share a bank where they meet;
  /// else all but those that are used at once lie as close as they fit; else these, too.
  public mutating func allocate(_ requests: [Request]) -> [[Int]]? {
    for separation in Separation.allCases {
      var trial = self
      if let starts = trial.allocate(requests, separation) {
        self = trial
        return starts
      }
    }
    return nil
  }

  /// Whether they find room, at any places.
  func hasRoom(for requests: [Request]) -> Bool {
    if taken.isEmpty { return requests.reduce(0) { $0 + $1.words * $1.copies } <= words }
    return Separation.allCases.reversed().contains { separation in
      var trial = self
      return trial.allocate(requests, separation) != nil
    }
  }

  private mutating func allocate(_ requests: [Request], _ separation: Separation) -> [[Int]]? {
    var result: [[Int]] = []
    for request in requests {
      var starts: [Int] = []
      if separation == .requests && !request.isInterleaved {
        guard let start = allocate(request.words * request.copies, alignment: bank) else { return nil }
        starts = (0..<request.copies).map { start + $0 * request.words }
      } else {
        let isSeparate = separation == .copies || request.isInterleaved && separation != .none
        for _ in 0..<request.copies {
          guard let start = allocate(request.words, alignment: isSeparate ? bank : 1) else { return nil }
          starts.append(start)
        }
      }
      result.append(starts)
    }
    return result
  }

  /// The first word of a new range, with banks of its own where there are enough; nil where there is no room.
  public mutating func allocate(_ words: Int) -> Int? { allocate([Request(words: words, copies: 1)])?[0][0] }

  /// The first word of a new range that begins at a multiple of `alignment` and ends at one.
  private mutating func allocate(_ count: Int, alignment: Int) -> Int? {
    let count = divided(count, by: alignment) * alignment
    var start = 0
    for (index, range) in taken.enumerated() {
      if start + count <= range.lowerBound {
        taken.insert(start..<start + count, at: index)
        return start
      }
      start = divided(range.upperBound, by: alignment) * alignment
    }
    guard start + count <= words else { return nil }
    taken.append(start..<start + count)
    return start
  }

  /// Takes the words that begin at `start` in another allocation; they are free here.
  public mutating func take(_ start: Int, of other: BufferAllocator) {
    taken.append(other.taken.first { $0.lowerBound == start }!)
    taken.sort { $0.lowerBound < $1.lowerBound }
  }

  /// Gives back the range that begins with the word `start`; if none does, nothing changes.
  public mutating func release(_ start: Int) { taken.removeAll { $0.lowerBound == start } }
}
