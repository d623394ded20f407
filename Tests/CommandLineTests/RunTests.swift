import Accelerator
import Foundation
import Network
import TestSupport
import Testing

/// Networks on the whole accelerator, from the outside.
@Suite struct RunTests {
  private struct Report: Decodable {
    struct Slots: Decodable { let total, useful, filledUp, idle, gated, usefulGated: Int }
    struct Access: Decodable {
      let level, data: String
      let counted, predicted, bytes: Int
    }
    let inferences, macs: Int
    let utilization: Double
    let isEqual: Bool
    let slots: Slots
    let accesses: [Access]
    let counters, predicted: [String: Int]
    let differences: [String]
  }

  private static let digits = [
    "run", Workloads.path("digits", "model.tflite"), "--input", Workloads.path("digits", "golden/test001/input.npy"),
    "--preset", "tiny",
  ]

  @Test func aRunEndsAtItsLimit() throws {
    let run = try ToolRun(Self.digits + ["--limit", "1000"])
    #expect(run.status == 1 && run.output == "")
    #expect(
      run.message == "Error: the program had not ended after 1000 cycles, the limit of this run; --limit allows more\n")
  }

  @Test func waveformsOfSomeCyclesAreWritten() throws {
    let folder = ScratchFolder()
    let run = try ToolRun(Self.digits + ["--trace", "a.vcd", "--trace-from", "200", "--trace-to", "210"], in: folder)
    #expect(run.status == 0 && folder.contents == ["a.vcd"], "\(run.error)")
    let text = String(decoding: try folder.bytes("a.vcd"), as: UTF8.self)
    #expect(text.contains(" phase_name $end") && text.contains("\nsrunning "))
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("#") }.count < 30)
  }

  /// The counters do not depend on what registers and memories begin with.
  @Test func theSeedChangesNothingOfTheResult() throws {
    let runs = try ["1", "2"].map { try ToolRun(Self.digits + ["--json", "--seed", $0]) }
    #expect(runs.allSatisfy { $0.status == 0 } && runs[0].output == runs[1].output)
    #expect(runs.allSatisfy { !$0.error.contains("seed") })
  }

  @Test(arguments: [
    (["--trace-from", "3"], "--trace-from is for --trace"),
    (
      ["--trace", "a.vcd", "--trace-from", "30", "--trace-to", "3"], "--trace-to is 3, before --trace-from, which is 30"
    ),
    (["--trace", "a.wave"], "--trace is a.wave; the name of a waveform file ends with .fst or .vcd"),
    (["--limit", "0"], "--limit is 0; 1 or more is possible"),
  ])
  func wrongArguments(arguments: [String], message: String) throws {
    let run = try ToolRun(Self.digits + arguments)
    #expect(run.status == 64 && run.message.contains(message), "\(run.error)")
  }

  @Test(.enabled(if: Workloads.isAvailable("digits")))
  func whatIsCountedIsWhatWasPredicted() throws {
    let run = try ToolRun([
      "run", Workloads.path("digits", "model.tflite"), "--input",
      Workloads.path("digits", "golden/test001/input.npy"), "--json", "--preset", "tiny",
    ])
    #expect(run.status == 0, "\(run.error)")
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    #expect(report.isEqual && report.inferences == 1 && report.differences.isEmpty)
    #expect(report.counters.count == PerformanceCounter.allCases.count)
    #expect(report.predicted.count == PerformanceCounter.allCases.filter { !$0.countsCycles }.count)
    for (name, value) in report.predicted { #expect(report.counters[name] == value, "\(name)") }

    let (slots, tiny) = (report.slots, Architecture.tiny)
    #expect(report.macs == 198_976 && slots.useful == report.macs)
    #expect(slots.total == report.counters["cycles"]! * tiny.rows * tiny.columns)
    #expect(slots.useful + slots.filledUp + slots.idle == slots.total)
    #expect(slots.useful + slots.filledUp == report.counters["macsDone"]! + report.counters["macsGated"]!)
    #expect(slots.gated == report.counters["macsGated"]! && slots.usefulGated <= slots.gated)
    #expect(abs(report.utilization - Double(slots.useful) / Double(slots.total)) < 0.0001)

    #expect(report.accesses.count == 20)
    #expect(report.accesses.allSatisfy { $0.counted == $0.predicted })
    let weights = try #require(report.accesses.first { $0.level == "memory" && $0.data == "filter" })
    #expect(weights.counted == report.counters["filterBeats"]!)
    #expect(weights.bytes == weights.counted * tiny.beatBytes)
  }
}
