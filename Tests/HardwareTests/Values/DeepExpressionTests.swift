import Foundation
import Testing

@testable import Hardware

/// Chains that no recursion would survive, on a thread with a small stack.
@Suite struct DeepExpressionTests {
  static let depth = 100_000

  private struct Chain: Module {
    let start: Unsigned
    let condition: Bit
    let result: Unsigned
    init() { (start, condition, result) = (.input(8), .input(), .output(8)) }

    var body: [Statement] {
      result <== (0..<DeepExpressionTests.depth).reduce(start) { step($0, $1) }
    }

    private func step(_ value: Unsigned, _ index: Int) -> Unsigned {
      switch index % 4 {
      case 0: value &+ 3
      case 1: mux(condition, value, Unsigned(index % 256, width: 8))
      case 2: concatenate(value[0...6], value[7])
      default: index % 100 == 3 ? value.named("step_\(index)") : ~value
      }
    }
  }

  @Test func elaborateAndPassTheChecks() throws {
    let nodes = try onSmallStack {
      let design = try Chain().elaborated()
      #expect(Checks.run(design).filter { $0.severity == .error } == [])
      return design.top.nodes.count
    }
    #expect(nodes > Self.depth)
  }

  @Test func areTakenApartWithoutRecursion() throws {
    try onSmallStack {
      var plain = Unsigned.wire("w", 8)
      var wires = Unsigned.wire("w", 8)
      let memory = Memory("m", depth: 256, of: Unsigned.bits(8))
      for index in 0..<Self.depth {
        plain = ~plain
        wires = index.isMultiple(of: 2) ? wires.named("n") : memory.read("r", at: wires)
      }
    }
  }

  @Test func mayBeStoredInPropertiesOfSharedModules() throws {
    let names = try onSmallStack { try Pair().elaborated().definitions.map(\.name) }
    #expect(names == ["stored", "pair"])
  }

  private struct Stored: Module {
    let start: Unsigned
    let result: Unsigned
    private let chain: Unsigned
    init() {
      (start, result) = (.input(8), .output(8))
      chain = (0..<10_000).reduce(start) { value, _ in ~value }
    }
    var body: [Statement] { result <== chain }
  }

  private struct Pair: Module {
    let result: [Unsigned]
    let units: [Stored]
    init() {
      result = [.output(8), .output(8)]
      units = [Stored(), Stored()]
    }
    var body: [Statement] {
      for (result, unit) in zip(result, units) {
        unit.start <== 7
        result <== unit.result
      }
    }
  }

  private func onSmallStack<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) throws -> Result {
    nonisolated(unsafe) var result: Swift.Result<Result, any Error>?
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      result = Swift.Result { try work() }
      done.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    done.wait()
    return try result!.get()
  }
}
