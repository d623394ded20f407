import Hardware
import Testing

@testable import Accelerator

@Suite struct ElaborationTests {
  @Test(arguments: Architecture.presets.map(\.name))
  func thePresetsElaborate(name: String) throws {
    let architecture = try #require(Architecture.presets.first { $0.name == name }).architecture
    let design = try ProcessingArray(architecture).elaborated()
    let counts = Dictionary(
      zip(design.definitions.map(\.name), design.instanceCounts), uniquingKeysWith: { first, _ in first })
    #expect(counts["processing_element"] == architecture.rows * architecture.columns)
    #expect(counts["array_row"] == architecture.rows)
  }
}
