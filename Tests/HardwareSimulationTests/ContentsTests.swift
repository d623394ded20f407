import BigInt
import Foundation
import Hardware
import HardwareSimulation
import Testing

/// What codes, matches on numbers and contents of memories do in both simulators.
@Suite struct ContentsTests {
  private enum Opcode: Int, CaseIterable, CodeWidthProviding {
    case load = 1, wait = 10, stop = 200
    static let codeWidth = 8
  }

  private struct Unit: Module {
    let address: Unsigned
    let opcode, last: Enumerated<Opcode>
    let low: Signed
    let high: Unsigned
    let kind: Unsigned

    init() {
      (address, opcode, last) = (.input(7), .input(), .outputRegister(reset: .wait))
      (low, high, kind) = (.output(6), .output(70), .output(3))
    }

    var body: [Statement] {
      let few = Memory("few", depth: 5, of: Signed.bits(6), contents: [0, 3, -7, 31])
      let many = Memory(
        "many", depth: 100, of: Unsigned.bits(70), contents: .words((0..<90).map { BigInt($0) << 63 }))
      low <== few.read("few_word", at: address[0..<3], latency: .combinational)
      high <== many.read("many_word", at: address, latency: .combinational)
      last <== opcode
      address.match {
        on(0, 5) { kind <== 1 }
        on(16...47) { kind <== 2 }
        on(100..<128) { kind <== 3 }
        otherwise { kind <== 0 }
      }
    }
  }

  private static func simulators() throws -> [any Simulator] {
    let design = try Unit().elaborated()
    let interpreter: any Simulator = try Interpreter(design, initialState: InitialState(seed: 7))
    return Requirement.verilator.isMet
      ? [interpreter, try VerilatedSimulator(design, initialState: InitialState(seed: 7))] : [interpreter]
  }

  @Test func simulatorsBeginWithTheContents() throws {
    for simulator in try Self.simulators() {
      for (address, word) in [0, 3, -7, 31, 0].enumerated() {
        try simulator.poke("address", address)
        #expect(try simulator.peek("low") == BigInt(word))
      }
      for address in 0..<100 {
        try simulator.poke("address", address)
        #expect(try simulator.peek("high") == (address < 90 ? BigInt(address) << 63 : 0))
      }
    }
  }

  @Test func theArmOfAValueRuns() throws {
    for simulator in try Self.simulators() {
      for address in 0..<128 {
        try simulator.poke("address", address)
        let kind = [0, 5].contains(address) ? 1 : (16...47).contains(address) ? 2 : address >= 100 ? 3 : 0
        #expect(try simulator.peek("kind") == BigInt(kind), "\(address)")
      }
    }
  }

  @Test func casesAreReadByTheirCodes() throws {
    let bench = try Testbench(Unit())
    try bench.reset()
    #expect(bench[bench.module.last] == .wait)
    bench[bench.module.opcode] = .stop
    try bench.step()
    #expect(bench[bench.module.last] == .stop)
    #expect(try bench.value(of: bench.module.last) == 200)
    let recording = try WaveformRecording(of: bench.simulator, ["last"])
    try bench.step()
    bench[bench.module.opcode] = .load
    try bench.step(2)
    #expect(recording.text().contains("│stop"))
    #expect(recording.text().contains("│load"))
  }

  @Test func tracesNameTheCases() throws {
    for (index, simulator) in try [Interpreter(Unit().elaborated())].enumerated() {
      let file = FileManager.default.temporaryDirectory.appendingPathComponent(
        "codes-\(UUID().uuidString)-\(index).vcd")
      defer { try? FileManager.default.removeItem(at: file) }
      try simulator.startTrace(file)
      try simulator.poke("opcode", 200)
      try simulator.step(2)
      try simulator.poke("opcode", 3)
      try simulator.step(2)
      simulator.stopTrace()
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains("\nsstop ") && text.contains("\ns3 "))
    }
  }

  @Test(.enabled(if: Requirement.verilator.isMet)) func verilatedTracesNameTheCases() throws {
    #expect(TraceFormat.names(of: try Unit().elaborated()).contains("unit opcode\t1:load 10:wait 200:stop\n"))
    let options = VerilatedLibrary.Options(trace: .vcd)
    let simulator = try VerilatedSimulator(Unit().elaborated(), options: options)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("codes-\(UUID().uuidString).vcd")
    defer { try? FileManager.default.removeItem(at: file) }
    try simulator.startTrace(file)
    try simulator.poke("opcode", 200)
    try simulator.step(2)
    try simulator.poke("opcode", 3)
    try simulator.step(2)
    simulator.stopTrace()
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("\nsstop ") && text.contains("\ns3 "))
  }
}
