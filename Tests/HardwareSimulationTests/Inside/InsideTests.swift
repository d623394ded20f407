import BigInt
import Foundation
import Hardware
import HardwareSimulation
import Testing

/// A store of words, written and read a cycle later, with registers and wires beside it.
private struct Store: Module {
  let address, data: Unsigned
  let write: Bit
  let word, now: Unsigned
  let total: Signed
  let words: Memory<Unsigned>

  init() {
    (address, data, write) = (.input(3), .input(70), .input())
    (word, now, total) = (.output(70), .output(70), .outputRegister(12, reset: 0))
    words = Memory(depth: 6, of: .bits(70))
  }

  var body: [Statement] {
    let count = Unsigned.register("count", 9, reset: 0)
    let next = (count &+ 1).named("next")
    count <== next
    total <== total &- 3
    when(write) { words.write(data, at: address) }
    word <== words.read("read_word", at: address)
    now <== words.read("now_word", at: address, latency: .combinational) ^ count.extended(to: 70)
  }
}

private struct Pair: Module {
  let address, data: Unsigned
  let write: Bit
  let total: Signed
  let now: Unsigned
  let first, second: Store

  init() {
    (address, data, write) = (.input(3), .input(70), .input())
    (total, now) = (.output(13), .output(70))
    (first, second) = (Store(), Store())
  }

  var body: [Statement] {
    for store in [first, second] {
      store.address <== address
      store.data <== data
      store.write <== write
    }
    total <== first.total + second.total
    now <== first.now ^ second.now ^ first.word ^ second.word
  }
}

private struct Sample: Interface {
  let tag: Unsigned
  let value: Signed
}

/// Arrays of instances and of structures, which are printed as loops and vectors.
private struct Lanes: Module {
  let enable: Bit
  let lanes: [Store]
  let samples: [Sample]
  let total: Signed

  init() {
    enable = .input()
    lanes = (0..<4).map { _ in Store() }
    samples = (0..<3).map { _ in
      Sample(tag: .outputRegister(5, reset: 0), value: .outputRegister(11, reset: 0))
    }
    total = .output(14)
  }

  var body: [Statement] {
    for lane in lanes {
      lane.address <== 0
      lane.data <== 0
      lane.write <== enable
    }
    for (index, sample) in samples.enumerated() {
      when(enable) {
        sample.tag <== sample.tag &+ Unsigned(index + 1, width: 5)
        sample.value <== sample.value &- Signed(index + 2, width: 11)
      }
    }
    total <== lanes.map { $0.total.extended(to: 14) }.reduce(Signed(0, width: 14)) { $0 &+ $1 }
  }
}

/// Internals of both simulators, by the same calls.
@Suite struct InsideTests {
  static let backends: [Backend] = [.interpreter, .verilator]

  enum Backend {
    case interpreter, verilator

    func simulator(
      _ module: any Module, internals: VerilatedLibrary.Internals = .writable
    ) throws -> (any Simulator)? {
      let design = try module.elaborated()
      if self == .interpreter { return try Interpreter(design) }
      guard Requirement.verilator.isMet else { return nil }
      return try VerilatedSimulator(design, options: .init(internals: internals))
    }
  }

  @Test(arguments: backends) func netsAreReadByPath(_ backend: Backend) throws {
    guard let simulator = try backend.simulator(Pair()) else { return }
    try simulator.reset()
    try simulator.poke("address", 5)
    try simulator.step(7)
    #expect(try simulator.peek(net: "first.count") == 7)
    #expect(try simulator.peek(net: "second.count") == 7)
    #expect(try simulator.peek(net: "first.total") == -21)
    #expect(try simulator.peek(net: "total") == -42)
    #expect(try simulator.peek(net: "second.address") == 5)
    let net = try simulator.net("first.total")
    #expect(net.width == 12 && net.isSigned && net.kind == .register)
    #expect(try simulator.net("total").kind == .wire)
    #expect(try simulator.net("address").kind == .input)
  }

  @Test(arguments: backends) func registersAndMemoriesAreSet(_ backend: Backend) throws {
    guard let simulator = try backend.simulator(Pair()) else { return }
    try simulator.reset()
    try simulator.poke(net: "first.count", 500)
    try simulator.poke(net: "first.total", -1900)
    #expect(try simulator.peek(net: "first.count") == 500)
    #expect(try simulator.peek("total") == -1900)
    try simulator.step(20)
    #expect(try simulator.peek(net: "first.count") == 8)
    #expect(try simulator.peek("total") == -1960 - 60)
    // What is read combinationally changes at once.
    let big = BigUInt(0x2A) << 64 | 0x1234_5678_9ABC_DEF0
    for row in 0..<6 { try simulator.write(memory: "second.words", at: row, BigUInt(row)) }
    try simulator.write(memory: "second.words", at: 4, big)
    #expect(try (0..<6).map { try simulator.read(memory: "second.words", at: $0) } == [0, 1, 2, 3, big, 5])
    try simulator.poke("address", 4)
    #expect(try simulator.peek(net: "second.now") == BigInt(big) ^ simulator.peek(net: "second.count"))
    try simulator.step()
    #expect(try simulator.peek(net: "second.word") == BigInt(big))
    try simulator.poke("data", 99)
    try simulator.poke("write", true)
    try simulator.step()
    #expect(try simulator.read(memory: "second.words", at: 4) == 99)
    #expect(try simulator.read(memory: "first.words", at: 4) == 99)
  }

  @Test(arguments: backends) func memoriesAreLoaded(_ backend: Backend) throws {
    guard let simulator = try backend.simulator(Store()) else { return }
    try simulator.load(memory: "words", [1, 2, 3], from: 3)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).hex")
    defer { try? FileManager.default.removeItem(at: file) }
    try """
    // Words.
    @1 dead_BEEF /* and
    more */ 10
    @0
    3f_ffff_ffff_ffff_ffff
    """.write(to: file, atomically: false, encoding: .utf8)
    #expect(try simulator.load(memory: "words", fromHexadecimal: file) == 3)
    let words = try (0..<6).map { try simulator.read(memory: "words", at: $0) }
    #expect(words == [BigUInt(1) << 70 - 1, 0xDEAD_BEEF, 0x10, 1, 2, 3])
  }

  @Test(arguments: backends) func whatIsNotThereIsNamed(_ backend: Backend) throws {
    guard let simulator = try backend.simulator(Pair()) else { return }
    expectError("no net 'frst.count': 'pair' has no instance 'frst'; did you mean 'first'?") {
      try simulator.peek(net: "frst.count", line: #line - 1)
    }
    expectError("no net 'first.counts': 'store' has no net 'counts'; did you mean 'count'?") {
      try simulator.peek(net: "first.counts", line: #line - 1)
    }
    expectError("no net 'first.words': 'words' is a memory; did you mean 'word'?") {
      try simulator.peek(net: "first.words", line: #line - 1)
    }
    expectError("no memory 'first.word': 'word' is a net; did you mean 'words'?") {
      try simulator.read(memory: "first.word", at: 0, line: #line - 1)
    }
    expectError("memory 'first.words' has no word 6; it has 6, from 0", below: 1) {
      try simulator.read(memory: "first.words", at: 6)
    }
    expectError("1024 does not fit in the unsigned net 'first.count' of width 9, which holds 0 to 511") {
      try simulator.poke(net: "first.count", 1024, line: #line - 1)
    }
    expectError(
      "net 'total' is a wire: its value follows from others; only registers, memories and inputs of the top can be set"
    ) { try simulator.poke(net: "total", 0, line: #line - 2) }
    let word = BigUInt(1) << 70
    expectError("\(word) does not fit in word 2 of memory 'first.words', which has 70 bits") {
      try simulator.write(memory: "first.words", at: 2, word, line: #line - 1)
    }
    #expect(simulator.memoryPaths == ["first.words", "second.words"])
    #expect(simulator.netPaths.contains("second.count"))
  }

  @Test(arguments: backends) func arraysAreReachedByElement(_ backend: Backend) throws {
    guard let simulator = try backend.simulator(Lanes()) else { return }
    try simulator.reset()
    for lane in 0..<4 { try simulator.poke(net: "lanes_\(lane).count", 100 * lane) }
    try simulator.poke(net: "samples_1_tag", 20)
    try simulator.poke("enable", true)
    try simulator.step(3)
    #expect(try (0..<4).map { try simulator.peek(net: "lanes_\($0).count") } == [3, 103, 203, 303])
    #expect(try (0..<3).map { try simulator.peek(net: "samples_\($0)_tag") } == [3, 26, 9])
    #expect(try (0..<3).map { try simulator.peek(net: "samples_\($0)_value") } == [-6, -9, -12])
    #expect(try (0..<4).map { try simulator.read(memory: "lanes_\($0).words", at: 0) } == [0, 0, 0, 0])
  }

  @Test func filesAreRefusedAtTheirLine() throws {
    let simulator = try Interpreter(Store().elaborated())
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).hex")
    defer { try? FileManager.default.removeItem(at: file) }
    let cases = [
      ("1\n2 xy", ":2: 'xy' is no hexadecimal word (x and z mean nothing in two-state simulation)"),
      ("@5 1\n2", ":2: memory 'words' has no word 6; it has 6, from 0"),
      ("@g", ":1: '@g' is no row; '@' and hexadecimal digits are"),
      ("7f_ffff_ffff_ffff_ffff", ":1: '7f_ffff_ffff_ffff_ffff' does not fit in memory 'words' of 70 bits"),
    ]
    for (text, message) in cases {
      try text.write(to: file, atomically: false, encoding: .utf8)
      expectError("\(file.path)\(message)") { try simulator.load(memory: "words", fromHexadecimal: file) }
    }
  }

  @Test(.enabled(if: Requirement.verilator.isMet)) func aModelSaysHowItWouldHaveToBeBuilt() throws {
    let hidden = try #require(try Backend.verilator.simulator(Pair(), internals: .hidden))
    let hint =
      "the model was built for its ports only; VerilatedLibrary.Options(internals: .readable) keeps what is inside"
    expectError("net 'first.count' cannot be reached: \(hint)") { try hidden.peek(net: "first.count") }
    expectError("memory 'first.words' cannot be reached: \(hint)") { try hidden.read(memory: "first.words", at: 0) }
    // What is at a port can always be read.
    try hidden.reset()
    try hidden.step(2)
    #expect(try hidden.peek(net: "total") == -12)
    let readable = try #require(try Backend.verilator.simulator(Pair(), internals: .readable))
    try readable.reset()
    try readable.step(2)
    #expect(try readable.peek(net: "first.count") == 2)
    expectError(
      "'first.count' cannot be set: the model was built for reading only; "
        + "VerilatedLibrary.Options(internals: .writable) lets registers and memories be written", below: 3
    ) { try readable.poke(net: "first.count", 0) }
  }

  @Test func theInterpreterWritesNoFST() throws {
    let simulator: any Simulator = try Interpreter(Store().elaborated())
    #expect(
      throws: SimulationError(
        "cannot write the trace /nowhere/x.fst: the interpreter writes VCD files only; VerilatedSimulator writes FST")
    ) { try simulator.startTrace(URL(fileURLWithPath: "/nowhere/x.fst")) }
  }
}
