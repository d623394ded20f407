import Hardware
import HardwareLibrary
import Testing

@Suite struct BuffetTests {
  static let plain = [1, 2, 5, 8].map { Buffet(Unsigned.bits(8), depth: $0) }
  static let updated = [(1, 1), (4, 1), (5, 2), (6, 3)].map {
    Buffet(Unsigned.bits(8), depth: $0.0, outstandingUpdates: $0.1)
  }
  static let credited = [
    Buffet(Unsigned.bits(8), depth: 3, credited: true),
    Buffet(Unsigned.bits(8), depth: 7, outstandingUpdates: 2, credited: true),
  ]

  typealias Command = GoldenBuffet.Command

  @Test(arguments: Backend.allCases) func aReadWaitsUntilItsWordHasBeenFilled(_ backend: Backend) throws {
    let bench = try backend.bench(Self.plain[2])
    let fill = try bench.source("fill", words: [[10], [11]])
    let command = try bench.source("command", words: [Command(read: true, offset: 2).payload(updates: false)])
    let data = try bench.sink("data")
    try bench.run(5) { try bench.check(command.moved, is: nil, "a read of the third of two words") }
    fill.words.append([12])
    try bench.cycle { try bench.check(command.moved, is: nil, "a read in the cycle of the fill") }
    try bench.cycle { try bench.check(command.moved != nil, "a read in the cycle after the fill") }
    try bench.cycle { try bench.check(data.moved, is: [12], "the word read") }
  }

  /// Read and let go together: a word a cycle, like a FIFO, round and round a ring of five.
  @Test(arguments: Backend.allCases) func readingAndLettingGoMovesAWordEveryCycle(_ backend: Backend) throws {
    let bench = try backend.bench(Self.plain[2])
    _ = try bench.source("fill", words: (0..<30).map { [$0] })
    let pop = Command(read: true, offset: 0, shrink: 1).payload(updates: false)
    _ = try bench.source("command", words: Array(repeating: pop, count: 30))
    let data = try bench.sink("data")
    try bench.run(2)
    for word in UInt64(0)..<30 { try bench.cycle { try bench.check(data.moved, is: [word], "the word") } }
  }

  @Test(arguments: Backend.allCases) func aWindowSlides(_ backend: Backend) throws {
    let bench = try backend.bench(Self.plain[2])
    _ = try bench.source("fill", words: (0..<20).map { [$0] })
    let commands = (0..<6).flatMap { _ in
      [Command(read: true, offset: 0), Command(read: true, offset: 2), Command(read: true, offset: 4, shrink: 3)]
    }
    _ = try bench.source("command", words: commands.map { $0.payload(updates: false) })
    let data = try bench.sink("data")
    var seen: [UInt64] = []
    try bench.run(until: { seen.count == 18 }) { seen += data.moved ?? [] }
    try bench.check(seen, is: (0..<18).map { $0 / 3 * 3 + $0 % 3 * 2 }, "the words of the windows")
  }

  @Test(arguments: Backend.allCases) func aReadWaitsForTheUpdateOfItsWord(_ backend: Backend) throws {
    let bench = try backend.bench(Self.updated[2])
    _ = try bench.source("fill", words: (10..<15).map { [$0] })
    let commands = [
      Command(read: true, offset: 1, willUpdate: true), Command(read: true, offset: 0),
      Command(read: true, offset: 1, shrink: 5),
    ]
    let command = try bench.source("command", words: commands.map { $0.payload(updates: true) })
    let update = try bench.source("update")
    let data = try bench.sink("data")
    var seen: [UInt64] = []
    try bench.run(12) { seen += data.moved ?? [] }
    try bench.check(seen, is: [11, 10], "the reads before the update")
    try bench.check(command.waiting != nil, "the read of the locked word waits")
    update.words = [[1, 99]]
    try bench.cycle { try bench.check(command.moved, is: nil, "a read in the cycle of the update") }
    try bench.cycle { try bench.check(command.moved != nil, "a read in the cycle after the update") }
    try bench.cycle { try bench.check(data.moved, is: [99], "the updated word") }
  }

  /// The whole depth is handed out first; what is let go while that waits comes afterwards, in one.
  @Test(arguments: Backend.allCases) func creditsAreHandedOutOnce(_ backend: Backend) throws {
    let bench = try backend.bench(Self.credited[0])
    let credits = try bench.sink("credits", stalls: 1)
    try bench.run(3) { try bench.check(try bench["credits_payload"], is: 3, "the credits on offer") }
    credits.stalls = 0
    var seen: [[UInt64]] = []
    try bench.run(3) { credits.moved.map { seen.append($0) } }
    credits.stalls = 1
    _ = try bench.source("fill", words: (0..<3).map { [$0] })
    let drop = [1, 1, 1].map { Command(read: false, offset: 0, shrink: $0).payload(updates: false) }
    _ = try bench.source("command", words: drop)
    try bench.run(8)
    credits.stalls = 0
    try bench.run(4) { credits.moved.map { seen.append($0) } }
    try bench.check(seen, is: [[3], [1], [2]], "the credits")
  }

  @Test(arguments: Backend.allCases) func agreesWithAListUnderRandomStalls(_ backend: Backend) throws {
    for buffet in Self.plain + Self.updated + Self.credited {
      var unreached: Set<String>?
      for seed in UInt64(0)..<5 {
        let run = try BuffetRun(buffet, backend.bench(buffet, seed: seed))
        try run.exercise()
        unreached = unreached?.intersection(run.bench.unreached) ?? run.bench.unreached
      }
      #expect(unreached == [], "\(buffet.moduleName)")
    }
  }
}
