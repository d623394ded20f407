import Hardware
import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

/// What a walk buffer holds, as arrays: the words not yet retired, and how far the walk has come among them.
private struct WalkModel {
  let depth: Int
  var held: [Int] = []
  var position = 0

  var available: Bool { position < held.count }
  var isFull: Bool { held.count == depth }

  mutating func step(retire: Bool, rewind: Bool) {
    position += 1
    if retire {
      held.removeFirst()
      position -= 1
    }
    if rewind { position = 0 }
  }
}

@Suite struct WalkBufferTests {
  @Test(arguments: [1, 2, 3, 4, 5, 8, 12])
  func followsAModelMadeOfArrays(depth: Int) throws {
    try compare(depth: depth, bits: 6, marksZeros: true, seed: UInt64(depth), cycles: 3000)
  }

  @Test func holdsOneBitWords() throws {
    try compare(depth: 7, bits: 1, marksZeros: false, seed: 11, cycles: 2000)
  }

  @Test func takesAWordForEachThatIsReleasedWhileItIsFull() throws {
    let simulator = try simulator(WalkBuffer(depth: 3, bits: 8, marksZeros: false))
    for word in 1...3 { try push(word, into: simulator) }
    #expect(try simulator.peek("fill_ready") == 0)
    try simulator.poke("step", true)
    try simulator.poke("retire", true)
    try simulator.step()
    try simulator.poke("step", false)
    #expect(try simulator.peek("fill_ready") == 1)
    try push(4, into: simulator)
    #expect(try simulator.peek("fill_ready") == 0)
  }

  @Test func aStepPastTheLastWordIsCaught() throws {
    let simulator = try simulator(WalkBuffer(depth: 3, bits: 8, marksZeros: false))
    try simulator.poke("step", true)
    let failure = #expect(throws: AssertionFailure.self) { try simulator.step() }
    #expect(failure?.message == "a step past the last word")
  }

  @Test func aReleaseBeforeAnOlderWordIsCaught() throws {
    let simulator = try simulator(WalkBuffer(depth: 3, bits: 8, marksZeros: false))
    for word in 1...2 { try push(word, into: simulator) }
    try simulator.poke("step", true)
    try simulator.step()
    try simulator.poke("retire", true)
    let failure = #expect(throws: AssertionFailure.self) { try simulator.step() }
    #expect(failure?.message == "a word is retired before an older one")
  }

  private func simulator(_ module: some Module) throws -> Interpreter {
    let simulator = try Interpreter(module.elaborated())
    try simulator.reset()
    return simulator
  }

  private func push(_ word: Int, into simulator: Interpreter) throws {
    try simulator.poke("fill_valid", true)
    try simulator.poke("fill_payload", word)
    try simulator.step()
    try simulator.poke("fill_valid", false)
  }

  /// Random fills and legal walks; everything that shows is compared in every cycle.
  private func compare(depth: Int, bits: Int, marksZeros: Bool, seed: UInt64, cycles: Int) throws {
    let simulator = try simulator(WalkBuffer(depth: depth, bits: bits, marksZeros: marksZeros))
    var generator = SeededGenerator(seed: seed)
    var model = WalkModel(depth: depth)
    var data: Int?

    for cycle in 0..<cycles {
      let comment: Comment = "depth \(depth), seed \(seed), cycle \(cycle)"
      try #require(try simulator.peek("available") == (model.available ? 1 : 0), comment)
      try #require(try simulator.peek("fill_ready") == (model.isFull ? 0 : 1), comment)
      if let data { try #require(try simulator.peekInt("data") == data, comment) }
      if marksZeros, model.available {
        try #require(try simulator.peek("is_zero") == (model.held[model.position] == 0 ? 1 : 0), comment)
      }

      let fills = Int.random(in: 0..<3, using: &generator) != 0
      let word = Bool.random(using: &generator) ? Int.random(bits: bits, using: &generator) : 0
      let steps = model.available && Int.random(in: 0..<3, using: &generator) != 0
      let reads = model.available && Bool.random(using: &generator)
      // Words go in order: those at the front of a walk, until one is kept.
      let retires = steps && model.position == 0 && Int.random(in: 0..<4, using: &generator) != 0
      let rewinds = Int.random(in: 0..<4, using: &generator) == 0 || (steps && model.position + 1 == depth)

      try simulator.poke("fill_valid", fills)
      try simulator.poke("fill_payload", word)
      try simulator.poke("read", reads)
      try simulator.poke("step", steps)
      try simulator.poke("retire", retires || (!steps && Bool.random(using: &generator)))
      try simulator.poke("rewind", rewinds)
      try simulator.step()

      if reads { data = model.held[model.position] }
      let pushes = fills && !model.isFull
      if pushes { model.held.append(word) }
      if steps { model.step(retire: retires, rewind: rewinds) }
    }
  }
}
