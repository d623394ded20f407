import BigInt
import Foundation
import Hardware
import HardwareSimulation
import Testing

/// What registers and memories hold before anything has reached them.
@Suite struct InitialStateTests {
  /// A register without reset, one with, and a memory, none of which is written before `write` or a reset.
  private struct Unset: Module {
    let write: Bit
    let address: Unsigned
    let data: Unsigned
    let plain, known, word: Unsigned
    private let memory: Memory<Unsigned>

    init() {
      (write, address, data) = (.input(), .input(4), .input(100))
      (plain, known, word) = (.outputRegister(100), .outputRegister(40, reset: 5), .output(100))
      memory = Memory(depth: 16, of: .bits(100))
    }

    var body: [Statement] {
      when(write) {
        plain <== data
        known <== data[0..<40]
        memory.write(data, at: address)
      }
      word <== memory.read("found", at: address, latency: .combinational)
    }
  }

  enum Kind: CaseIterable { case interpreter, verilator }

  private static func simulator(_ kind: Kind, seed: UInt64) throws -> any Simulator {
    let (design, state) = (try Unset().elaborated(), InitialState(seed: seed))
    switch kind {
    case .interpreter: return try Interpreter(design, initialState: state)
    case .verilator: return try VerilatedSimulator(design, initialState: state)
    }
  }

  /// The registers, and all words of the memory.
  private static func state(_ simulator: any Simulator) throws -> [BigInt] {
    let registers = [try simulator.peek("plain"), try simulator.peek("known")]
    return try registers
      + (0..<16).map { row in
        try simulator.poke("address", row)
        return try simulator.peek("word")
      }
  }

  @Test(arguments: Kind.allCases) func everythingBeginsWithTheValuesOfASeed(_ kind: Kind) throws {
    guard kind == .interpreter || Requirement.verilator.isMet else { return }
    let first = try Self.state(Self.simulator(kind, seed: 1))
    #expect(Set(first).count == first.count, "every register and every word has a value of its own")
    #expect(first[0] >> 64 != 0 && first[0] >> 100 == 0 && first[1] >> 40 == 0, "all bits, and no others")
    #expect(try Self.state(Self.simulator(kind, seed: 1)) == first)
    for (value, other) in zip(first, try Self.state(Self.simulator(kind, seed: 2))) { #expect(value != other) }
  }

  /// Inputs are the bench's, and begin with 0; so do clocks, or a first edge would be missing.
  @Test(arguments: Kind.allCases) func inputsBeginWithZeroAndResetsReset(_ kind: Kind) throws {
    guard kind == .interpreter || Requirement.verilator.isMet else { return }
    for seed in 1...4 {
      let simulator = try Self.simulator(kind, seed: UInt64(seed))
      let before = try Self.state(simulator)
      #expect(try ["write", "data", "reset"].map { try simulator.peek($0) } == [0, 0, 0])
      try simulator.reset()
      #expect(try simulator.peek("known") == 5 && simulator.peek("plain") == before[0])
      try simulator.poke("address", 3)
      try simulator.poke("data", 77)
      try simulator.poke("write", true)
      try simulator.step()
      var after = before
      (after[0], after[1], after[2 + 3]) = (77, 77, 77)
      try simulator.poke("write", false)
      #expect(try Self.state(simulator) == after)
    }
  }

  /// Models are made on several threads at once; none takes another one's values.
  @Test(.enabled(if: Requirement.verilator.isMet)) func threadsDoNotDisturbEachOther() async throws {
    let expected = try (0..<8).map { try Self.state(Self.simulator(.verilator, seed: UInt64($0))) }
    try await withThrowingTaskGroup(of: (Int, [BigInt]).self) { group in
      for seed in 0..<8 {
        group.addTask { (seed, try Self.state(Self.simulator(.verilator, seed: UInt64(seed)))) }
      }
      for try await (seed, state) in group { #expect(state == expected[seed]) }
    }
  }
}
