import Accelerator
import Compiler
import Golden
import HardwareSimulation
import Network
import Randomness

/// Runs random networks on random accelerators with random memories until a tensor or a counter is wrong.
public struct NetworkFuzz {
  /// The seed of all random choices: the same seed gives the same networks.
  public let seed: UInt64
  /// Networks that have to pass; those that an architecture cannot take do not count.
  public let count: Int
  /// Networks on each architecture, which has to be compiled for them.
  public let networksPerArchitecture: Int

  /// A run that has not begun.
  ///
  /// - Parameters:
  ///   - seed: of all random choices.
  ///   - count: networks that have to pass.
  ///   - networksPerArchitecture: networks in a row that share an architecture, at least 1.
  public init(seed: UInt64, count: Int, networksPerArchitecture: Int = 25) {
    (self.seed, self.count, self.networksPerArchitecture) = (seed, count, networksPerArchitecture)
  }

  /// A failing case: the shortest beginning of its network that fails.
  public struct Failure: Error, CustomStringConvertible {
    /// What the network ran on.
    public let architecture: Architecture
    /// The seed of the network, its input and its memory.
    public let networkSeed: UInt64
    /// The operators of the network, as its format calls them, in their order.
    public let operators: [String]
    /// The first thing that was wrong: a tensor, counters, or why the run ended early.
    public let reason: String

    /// The reason, and below it everything that repeats the case.
    public var description: String {
      """
      \(reason)
        network \(networkSeed), operators \(operators.joined(separator: ", ")), on an accelerator of
      \(architecture.json)
      """
    }
  }

  /// - Parameter progress: called with the number of networks that have passed.
  /// - Returns: how many networks the architectures could not take, which are not counted.
  @discardableResult
  public func run(progress: (Int) -> Void = { _ in }) throws -> Int {
    var generator = SeededGenerator(seed: seed)
    var (passed, refused) = (0, 0)
    while passed < count {
      let architecture = Self.architecture(using: &generator)
      let model = try AcceleratorModel(architecture)
      for _ in 0..<min(networksPerArchitecture, count - passed) {
        let networkSeed = generator.next() % 1_000_000
        switch try Self.outcome(networkSeed, length: 6, model) {
        case .refused: refused += 1
        case .equal:
          passed += 1
          progress(passed)
        case .wrong(let graph, let reason): throw try Self.shrunk(networkSeed, graph, reason, model)
        }
      }
    }
    return refused
  }

  private static func compression(
    _ architecture: Architecture, using generator: inout SeededGenerator
  ) -> CompressionChoice {
    architecture.compression ? CompressionChoice.allCases.randomElement(using: &generator)! : .none
  }

  private enum Outcome {
    case equal, refused
    case wrong(Graph, String)
  }

  private static func outcome(_ seed: UInt64, length: Int, _ model: AcceleratorModel) throws -> Outcome {
    var random = RandomNetwork(seed: seed)
    let graph = try random.graph(length: length)
    var generator = SeededGenerator(seed: seed &+ 1)
    let input = Tensor<Int8>(
      shape: graph.inputShape,
      elements: (0..<graph.inputShape.reduce(1, *)).map { _ in Int8.random(in: .min ... .max, using: &generator) })
    let network: CompiledNetwork
    do {
      network = try Compiler(
        model.architecture, keepsTensors: true, compression: compression(model.architecture, using: &generator)
      ).compile(graph)
    } catch is CompilerError {
      return .refused
    }
    let timing = MemoryTiming(
      latency: Int.random(in: 0...120, using: &generator),
      beatsPerThousand: Int.random(in: 200...1000, using: &generator),
      outstanding: Int.random(in: 1...8, using: &generator),
      stallPerMille: Int.random(in: 0...500, using: &generator), reorders: Bool.random(using: &generator), seed: seed)
    let golden = try GoldenModel(graph).run(input)
    do {
      let run = try AcceleratorRun(network, model, timing: timing, initialState: InitialState(seed: seed))
      let found = try run.infer(input)
      for step in golden.steps {
        guard let tensor = found.tensors[step.operation.index], tensor.elements != step.output.elements else {
          continue
        }
        let wrong = zip(tensor.elements, step.output.elements).filter { $0 != $1 }.count
        return .wrong(
          graph,
          "operator \(step.operation.index) (\(step.operation.name)): \(wrong) of \(tensor.elements.count) differ")
      }
      let differences = network.counts(golden, of: graph).total.differences(
        from: found.counters, except: network.unpredictedCounters)
      return differences.isEmpty ? .equal : .wrong(graph, differences.joined(separator: "; "))
    } catch let error as RunError {
      return .wrong(graph, "\(error)")
    }
  }

  /// The shortest beginning that fails, too.
  private static func shrunk(
    _ seed: UInt64, _ graph: Graph, _ reason: String, _ model: AcceleratorModel
  ) throws -> Failure {
    for length in 1..<max(2, graph.operators.count) {
      if case .wrong(let shorter, let reason) = try outcome(seed, length: length, model) {
        return Failure(
          architecture: model.architecture, networkSeed: seed, operators: shorter.operators.map(\.name), reason: reason)
      }
    }
    return Failure(
      architecture: model.architecture, networkSeed: seed, operators: graph.operators.map(\.name), reason: reason)
  }

  /// Small ones, which compile in seconds.
  public static func architecture(using generator: inout SeededGenerator) -> Architecture {
    func pick<Value>(_ values: [Value], _ generator: inout SeededGenerator) -> Value {
      values.randomElement(using: &generator)!
    }
    while true {
      var a = Architecture.tiny
      (a.rows, a.columns) = (Int.random(in: 1...5, using: &generator), Int.random(in: 1...5, using: &generator))
      a.ifmapScratchpad = Int.random(in: 4...20, using: &generator)
      a.filterScratchpad = Int.random(in: 16...100, using: &generator)
      a.psumScratchpad = Int.random(in: 2...16, using: &generator)
      a.ifmapBusWords = pick([1, 2, 4], &generator)
      a.filterBusWords = pick([1, 2, 4], &generator)
      a.psumBusWords = pick([1, 2, 4], &generator)
      a.inputFIFO = Int.random(in: 1...3, using: &generator)
      a.psumFIFO = Int.random(in: 1...5, using: &generator)
      a.bufferBanks = Int.random(in: 1...12, using: &generator)
      a.bufferDepth = pick([128, 256, 512], &generator)
      a.bufferWordBits = pick([32, 64, 128], &generator)
      a.memoryDataBits = pick([32, 64, 128], &generator)
      a.memoryBursts = Int.random(in: 1...6, using: &generator)
      a.filterPrefetch = pick([32, 50, 100], &generator)
      a.channelTable = pick([16, 64, 128], &generator)
      a.compression = .random(using: &generator)
      a.runBits = Int.random(in: 1...8, using: &generator)
      if (try? a.validatedForAccelerator()) != nil { return a }
    }
  }
}
