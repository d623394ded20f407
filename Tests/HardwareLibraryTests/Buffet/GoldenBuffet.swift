/// What a buffet does, on a plain list of the words that it holds.
struct GoldenBuffet {
  let depth: Int
  let outstandingUpdates: Int
  private(set) var words: [UInt64] = []
  /// Words that were let go so far; with an offset, the number of a word since the beginning.
  private(set) var released = 0
  /// The numbers of the words that are to be updated.
  private(set) var locked: [Int] = []

  init(depth: Int, outstandingUpdates: Int) { (self.depth, self.outstandingUpdates) = (depth, outstandingUpdates) }

  struct Command {
    var read: Bool
    var offset: Int
    var willUpdate = false
    var shrink = 0

    /// The members of the payload.
    func payload(updates: Bool) -> [UInt64] {
      [read ? 1 : 0, UInt64(offset)] + (updates ? [willUpdate ? 1 : 0] : []) + [UInt64(shrink)]
    }

    init(read: Bool, offset: Int, willUpdate: Bool = false, shrink: Int = 0) {
      (self.read, self.offset, self.willUpdate, self.shrink) = (read, offset, willUpdate, shrink)
    }

    init(payload: [UInt64], updates: Bool) {
      self.init(
        read: payload[0] == 1, offset: Int(payload[1]), willUpdate: updates && payload[2] == 1,
        shrink: Int(payload[payload.count - 1]))
    }
  }

  /// Whether a command may run, apart from the room for what it reads.
  func mayRun(_ command: Command) -> Bool {
    let readable =
      command.offset < words.count && !locked.contains(released + command.offset)
      && !(command.willUpdate && locked.count == outstandingUpdates)
    let shrinkable = command.shrink == 0 || (command.shrink <= words.count && locked.isEmpty)
    return (!command.read || readable) && shrinkable
  }

  /// Runs a command and returns the word that it reads.
  mutating func run(_ command: Command) -> UInt64? {
    let word = command.read ? words[command.offset] : nil
    if command.willUpdate { locked.append(released + command.offset) }
    words.removeFirst(command.shrink)
    released += command.shrink
    return word
  }

  mutating func fill(_ word: UInt64) { words.append(word) }

  mutating func update(offset: Int, _ word: UInt64) {
    words[offset] = word
    locked.removeAll { $0 == released + offset }
  }
}
