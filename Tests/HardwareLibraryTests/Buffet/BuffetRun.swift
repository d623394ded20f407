import Hardware
import HardwareLibrary
import TestSupport

/// One random run of a buffet beside its golden model, cycle by cycle.
final class BuffetRun {
  let bench: Bench
  private let updates: Bool
  private let fill, command, data: StreamDriver
  private let update, credits: StreamDriver?
  private var golden: GoldenBuffet
  /// Words that were read and have not come out yet; the buffet has room for one.
  private var reading: [UInt64] = []
  private var creditsLeft: Int

  init(_ buffet: Buffet<Unsigned>, _ bench: Bench) throws {
    self.bench = bench
    updates = buffet.update != nil
    fill = try bench.source("fill")
    command = try bench.source("command")
    data = try bench.sink("data")
    update = updates ? try bench.source("update") : nil
    credits = buffet.credits == nil ? nil : try bench.sink("credits")
    golden = GoldenBuffet(depth: buffet.depth, outstandingUpdates: buffet.outstandingUpdates)
    creditsLeft = credits == nil ? Int.max : 0
    let depth = buffet.depth
    let updates = self.updates
    command.words = (0..<250).map { _ in Self.command(depth, updates, &bench.random).payload(updates: updates) }
  }

  private static func command(_ depth: Int, _ updates: Bool, _ random: inout SeededGenerator) -> GoldenBuffet.Command {
    let offset = Int.random(in: 0..<depth, using: &random)
    switch random.next() % 8 {
    case 0: return .init(read: false, offset: offset, shrink: Int.random(in: 0...depth, using: &random))
    case 1, 2: return .init(read: true, offset: offset, shrink: Int.random(in: 0...depth, using: &random))
    case 3, 4, 5: return .init(read: true, offset: offset, willUpdate: updates)
    default: return .init(read: true, offset: offset)
    }
  }

  func exercise() throws {
    try bench.exercise(until: { command.isDone && reading.isEmpty && golden.locked.isEmpty }) {
      prepare()
    } _: {
      try look()
    }
  }

  private func prepare() {
    if fill.isDone, creditsLeft > 0 {
      fill.words.append([bench.random.bits(8)])
      if credits != nil { creditsLeft -= 1 }
    }
    if let update, update.isDone, let locked = golden.locked.randomElement(using: &bench.random) {
      update.words.append([UInt64(locked - golden.released), bench.random.bits(8)])
    }
  }

  private func look() throws {
    try checkReady()
    if let word = data.moved { try bench.check(word, is: [reading.removeFirst()], "the word read") }
    if let payload = command.moved, let word = golden.run(.init(payload: payload, updates: updates)) {
      reading.append(word)
    }
    if let word = fill.moved { golden.fill(word[0]) }
    if let word = update?.moved { golden.update(offset: Int(word[0]), word[1]) }
    if let word = credits?.moved { creditsLeft += Int(word[0]) }
  }

  private func checkReady() throws {
    try bench.check(try bench.bit("data_valid"), is: !reading.isEmpty, "a word at the data output")
    let isUpdating = updates ? try bench.bit("update_valid") : false
    let room = golden.words.count < golden.depth
    try bench.check(try bench.bit("fill_ready"), is: room && !isUpdating, "ready to be filled")
    if credits != nil, fill.waiting != nil, !isUpdating { try bench.check(room, "a fill with a credit finds no room") }
    guard let payload = command.waiting ?? command.moved else { return }
    let next = GoldenBuffet.Command(payload: payload, updates: updates)
    let free = !next.read || reading.isEmpty || data.moved != nil
    try bench.check(try bench.bit("command_ready"), is: golden.mayRun(next) && free, "ready for \(next)")
  }
}
