import BigInt
import Hardware
import HardwareSimulation

/// Runs one design in the interpreter and in others, and finds the first difference.
struct Comparison {
  enum Other: String, CaseIterable { case verilator = "Verilator", icarus = "Icarus" }

  let design: Netlist.Design
  let seed: UInt64
  let cycles: Int
  var printing = Verilog.Options()

  struct Difference: CustomStringConvertible {
    let other: Other
    let port: String
    let cycle: Int
    let expected: String
    let found: String

    var description: String {
      "cycle \(cycle): '\(port)' is \(found) in \(other.rawValue) and \(expected) in the interpreter"
    }
  }

  /// The first differing output of each simulator, by cycle, then by port.
  func differences(_ others: [Other] = Other.allCases) throws -> [Difference] {
    let interpreter = try Interpreter(design, resetStyle: printing.clocking.resetStyle)
    let stimulus = Stimulus(interpreter, cycles: cycles, isClocked: !design.top.domains.isEmpty, seed: seed)
    let expected = hexadecimal(try stimulus.run(interpreter), interpreter)
    return try others.compactMap { other in
      let found = try run(other, stimulus)
      return difference(other, expected, found, stimulus)
    }
  }

  private func run(_ other: Other, _ stimulus: Stimulus) throws -> [[String]] {
    switch other {
    case .icarus:
      let run = IcarusRun(
        verilog: try Verilog.models(of: design) + Verilog.emit(design, printing),
        top: printing.modulePrefix + design.top.name, stimulus: stimulus,
        clocking: printing.clocking)
      return try run.run().map { $0.map(String.init) }
    case .verilator:
      // It runs for a few milliseconds: compiling is what counts.
      var options = VerilatedLibrary.Options()
      options.optimization = "-O0"
      let simulator = try VerilatedSimulator(design, options: options, printing: printing)
      return hexadecimal(try stimulus.run(simulator), simulator)
    }
  }

  private func difference(
    _ other: Other, _ expected: [[String]], _ found: [[String]], _ stimulus: Stimulus
  ) -> Difference? {
    guard expected.count == found.count else {
      return Difference(
        other: other, port: "the number of cycles", cycle: found.count, expected: "\(expected.count)",
        found: "\(found.count)")
    }
    let outputs = stimulus.ports.filter { $0.direction == .output }
    for cycle in expected.indices where expected[cycle] != found[cycle] {
      for (index, port) in outputs.enumerated() where expected[cycle][index] != found[cycle][index] {
        return Difference(
          other: other, port: port.name, cycle: stimulus.settledFrom + cycle, expected: expected[cycle][index],
          found: found[cycle][index])
      }
    }
    return nil
  }

  /// As Verilog's `%h` prints values: all digits.
  private func hexadecimal(_ cycles: [[[UInt64]]], _ simulator: any Simulator) -> [[String]] {
    let widths = simulator.ports.filter { $0.direction == .output }.map(\.width)
    return cycles.map { values in
      zip(values, widths).map { words, width in
        var text = ""
        for word in words.reversed() {
          let digits = String(word, radix: 16)
          text += String(repeating: "0", count: 16 - digits.count) + digits
        }
        return String(text.suffix((width + 3) / 4))
      }
    }
  }
}
