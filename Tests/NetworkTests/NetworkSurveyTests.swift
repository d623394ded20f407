import Foundation
import Network
import TestSupport
import Testing

/// Surveys of networks that people have, against what a list of them says.
@Suite(.enabled(if: Workloads.isAvailable("networks"))) struct NetworkSurveyTests {
  private struct Entry: Decodable {
    let name: String
    let macs: Int
    let operators: [String: Int]
  }

  private static let readable: Set = [
    "vww96", "ad01", "resnet8_large", "str_ww", "person_detect", "micro_speech", "hello_world", "mnv2_160_035",
    "mlon_cnn_s", "mlon_mkws_m", "mlon_qnn",
  ]

  @Test func operatorsAndMACsAreThoseOfTheManifest() throws {
    let json = try Data(contentsOf: URL(fileURLWithPath: Workloads.path("networks", "manifest.json")))
    let entries = try JSONDecoder().decode([Entry].self, from: json)
    #expect(entries.count == 29)
    for entry in entries {
      let survey = try NetworkSurvey(tfliteFileAt: Workloads.path("networks", "\(entry.name).tflite"))
      #expect(Dictionary(grouping: survey.operators, by: \.name).mapValues(\.count) == entry.operators, "\(entry.name)")
      let linear = survey.operators.filter { ["CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED"].contains($0.name) }
      // The sizes of this one's maps are computed when it runs.
      let macs = entry.name == "support_dilated" ? 0 : entry.macs
      #expect(linear.reduce(0) { $0 + $1.macs } == macs, "\(entry.name)")
      #expect(survey.isComplete == Self.readable.contains(entry.name), "\(entry.name)")
    }
  }
}
