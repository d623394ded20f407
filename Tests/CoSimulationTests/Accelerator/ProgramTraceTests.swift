import Accelerator
import CoSimulation
import Compiler
import Foundation
import HardwareSimulation
import Network
import TestSupport
import Testing

/// Waveforms of a whole accelerator, of some cycles of its program.
@Suite struct ProgramTraceTests {
  private static func run(_ trace: (URL) -> ProgramTrace) throws -> (text: [Substring], start: Int, cycles: Int) {
    let graph = try Graph(tfliteFileAt: Workloads.path("digits", "model.tflite"))
    let input = try Tensor<Int8>(npyFileAt: Workloads.path("digits", "inputs/real_inputs.npy")).rows(0..<1)
    let network = try Compiler(.tiny).compile(graph)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("orris-\(UUID().uuidString).vcd")
    defer { try? FileManager.default.removeItem(at: file) }
    let run = try AcceleratorRun(network, AcceleratorModel(.tiny, trace: .vcd), trace: trace(file))
    let found = try run.infer(input)
    run.session.stopTrace()
    let text = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    return (text, run.session.programStart, found.counters[.cycles]!)
  }

  private static func times(_ text: [Substring]) -> [Int] {
    text.filter { $0.hasPrefix("#") }.compactMap { Int($0.dropFirst()) }
  }

  @Test func onlyTheCyclesThatWereAskedForAreWritten() throws {
    let (text, start, cycles) = try Self.run { ProgramTrace($0, first: 100, last: 150) }
    let times = Self.times(text)
    // A cycle takes 10 ns; what holds in it is there from the edge before it on.
    #expect(times.first == 10 * (start + 100) && times.last! <= 10 * (start + 152) && cycles > 1000)
    #expect(times.count >= 100)
    // The whole hierarchy, and the sequencer's phase by its name.
    #expect(text.contains { $0.contains("$scope module sequencer $end") })
    let name = try #require(
      text.first { $0.contains("$var string") && $0.contains(" phase_name ") }?.split(separator: " ")[3])
    #expect(text.contains { $0 == "srunning \(name)" })
  }

  @Test func theEndOfAProgramIsThereToo() throws {
    let (text, start, cycles) = try Self.run { ProgramTrace($0, first: 3000) }
    #expect(cycles > 3000)
    let times = Self.times(text)
    #expect(times.first == 10 * (start + 3000) && times.last! > 10 * (start + cycles))
  }
}
