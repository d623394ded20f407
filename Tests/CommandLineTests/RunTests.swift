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

    #expect(report.accesses.count == 16)
    #expect(report.accesses.allSatisfy { $0.counted == $0.predicted })
    let weights = try #require(report.accesses.first { $0.level == "memory" && $0.data == "filter" })
    #expect(weights.counted == report.counters["filterBeats"]!)
    #expect(weights.bytes == weights.counted * tiny.beatBytes)
  }
}
