import Accelerator
import Network

/// Runs random layers on random architectures until one fails.
public struct Fuzz {
  /// The seed of all random choices: the same seed gives the same pairs.
  public let seed: UInt64
  /// Pairs of an architecture and a layer.
  public let count: Int
  /// Layers on each architecture, which has to be compiled for them.
  public let layersPerArchitecture: Int

  /// A run that has not begun.
  ///
  /// - Parameters:
  ///   - seed: of all random choices.
  ///   - count: pairs of an architecture and a layer.
  ///   - layersPerArchitecture: pairs in a row that share an architecture, at least 1.
  public init(seed: UInt64, count: Int, layersPerArchitecture: Int = 20) {
    self.seed = seed
    self.count = count
    self.layersPerArchitecture = layersPerArchitecture
  }

  /// A failing case, as small as shrinking could make it.
  public struct Failure: Error, CustomStringConvertible {
    /// What failed, after shrinking.
    public let fuzzCase: FuzzCase
    /// What was wrong: a mismatch, a wrong count, or why the run ended early.
    public let reason: String

    /// The reason, and below it everything that repeats the case.
    public var description: String { "\(reason)\n  \(fuzzCase)" }
  }

  /// - Parameter progress: called with the number of pairs that have passed.
  /// - Throws: `Failure` with the shrunk case, or what keeps the models from being built.
  public func run(progress: (Int) -> Void = { _ in }) throws {
    var generator = FuzzGenerator(seed: seed)
    var passed = 0
    while passed < count {
      let architecture = generator.architecture()
      let model = try ArrayModel(architecture)
      for _ in 0..<min(layersPerArchitecture, count - passed) {
        let fuzzCase = generator.fuzzCase(on: architecture)
        if let reason = fuzzCase.failure(on: model) {
          throw Self.shrunk(Failure(fuzzCase: fuzzCase, reason: reason), model)
        }
        passed += 1
        progress(passed)
      }
    }
  }

  /// Tries smaller layers on the same hardware as long as they fail too.
  private static func shrunk(_ failure: Failure, _ model: ArrayModel) -> Failure {
    var smallest = failure
    var improved = true
    while improved {
      improved = false
      for layer in smallest.fuzzCase.layer.smaller {
        var candidate = smallest.fuzzCase
        candidate.layer = layer
        guard let reason = candidate.failure(on: model) else { continue }
        smallest = Failure(fuzzCase: candidate, reason: reason)
        improved = true
        break
      }
    }
    return smallest
  }
}

extension LayerShape {
  /// Layers that are a little simpler than this one, the greatest steps first.
  fileprivate var smaller: [LayerShape] {
    var result: [LayerShape] = []
    func add(_ change: (inout Extents) -> Void) {
      var extents = Extents(self)
      change(&extents)
      if let layer = extents.shape, layer != self { result.append(layer) }
    }
    add { $0.batch = 1 }
    add {
      $0.groups = 1
      $0.channels = channelsPerGroup
      $0.filters = filtersPerGroup
    }
    add { $0.filters = max(1, $0.filters / 2 / groups * groups) }
    add { $0.channels = max(1, $0.channels / 2 / groups * groups) }
    add { $0.height = max(1, $0.height / 2) }
    add { $0.width = max(1, $0.width / 2) }
    add { $0.filterHeight = max(1, $0.filterHeight / 2) }
    add { $0.filterWidth = max(1, $0.filterWidth / 2) }
    add { $0.dilation = .one }
    add { $0.stride = .one }
    add { $0.padding = .none }
    add { $0.filters -= groups }
    add { $0.channels -= groups }
    add { $0.height -= 1 }
    add { $0.width -= 1 }
    return result
  }

  private struct Extents {
    var batch, filters, channels, height, width, filterHeight, filterWidth, groups: Int
    var stride, dilation: SpatialStep
    var padding: Padding

    init(_ shape: LayerShape) {
      (batch, filters, channels) = (shape.batch, shape.outputChannels, shape.inputChannels)
      (height, width) = (shape.inputHeight, shape.inputWidth)
      (filterHeight, filterWidth, groups) = (shape.filterHeight, shape.filterWidth, shape.groups)
      (stride, dilation, padding) = (shape.stride, shape.dilation, shape.padding)
    }

    var shape: LayerShape? {
      try? LayerShape(
        batch: batch, outputChannels: filters, inputChannels: channels, inputHeight: height, inputWidth: width,
        filterHeight: filterHeight, filterWidth: filterWidth, stride: stride, dilation: dilation, padding: padding,
        groups: groups)
    }
  }
}
