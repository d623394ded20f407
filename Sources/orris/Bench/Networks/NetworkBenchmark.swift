import Accelerator
import CoSimulation
import Mapping
import Network

/// What the accelerator has to show on well-known networks, beside what is published of Eyeriss (JSSC 52(1), 2017).
struct NetworkBenchmark {
  /// What is measured, the quick parts first.
  enum Part: String, CaseIterable {
    case demo, accuracy, whole, mobilenet, alexnet, published, scaling, vgg16, resnet50, traffic

    /// Texts that it gives besides its tables, for other places of a page.
    var texts: [String] {
      switch self {
      case .demo: ["demo output"]
      case .whole: ["whole line"]
      default: []
      }
    }
  }

  /// The folder of the layer tables.
  let tables: String
  /// The folder of networks that are not shipped.
  let workloads: String
  /// Where measurements are kept; nil for nowhere.
  let folder: String?
  let log: MeasurementLog?
  /// The most cycles that a layer may be predicted to take to be simulated; nil for any number.
  let longest: Int?
  /// What the mappings are best in, but for the traffic's that are best in just that.
  let preference: MappingPreference

  func run(_ part: Part) async throws -> BenchResult {
    switch part {
    case .demo: try demo()
    case .accuracy: try accuracy()
    case .whole: try whole()
    case .mobilenet: try await mobileNet()
    case .alexnet: try await alexNet()
    case .published: try await publishedMappings()
    case .scaling: try await scaling()
    case .vgg16: try await vgg16()
    case .resnet50: try await resNet50()
    case .traffic: try await traffic()
    }
  }

  func table(_ name: String) throws -> LayerTable { try LayerTable(csvFileAt: "\(tables)/\(name).csv") }

  /// The convolutions of a network; the tables name fully connected layers fc and a number.
  func convolutions(_ name: String, batch: Int? = nil) throws -> [NamedLayer] {
    try table(name).layers(named: [], batch: batch).filter { !$0.name.hasPrefix("fc") }
  }

  func measurements(on architecture: Architecture) -> LayerMeasurements {
    LayerMeasurements(architecture: architecture, preference: preference, longest: longest, log: log)
  }
}
