import Accelerator
import CoSimulation
import Compiler
import Golden
import Network

/// The bytes that each feature map of an inference takes on the bus in each format.
struct SizeReport: Encodable {
  struct Row: Encodable {
    let tensor: String
    /// The fraction of the activations that are the zero point.
    let zeros: Double
    let raw, bitmap, runLength: Int
  }

  let network: String
  let architecture: Architecture
  /// The input first; tensors that differ in shape alone lie at one place and are counted once.
  let rows: [Row]

  /// - Throws: `CommandFailure` where a tensor differs from the golden model's, or what lies in DRAM is not what the
  ///   hardware says that it wrote.
  init(_ graph: Graph, _ architecture: Architecture, _ input: Tensor<Int8>) throws {
    let golden = try GoldenModel(graph).run(input)
    let model = try AcceleratorModel(architecture)
    let raw = try Self.measure(graph, golden, input, model, .none)
    let bitmap = try Self.measure(graph, golden, input, model, .bitmap)
    let runLength = try Self.measure(graph, golden, input, model, .runLength)
    network = graph.name
    self.architecture = architecture
    rows = raw.indices.map { index in
      Row(
        tensor: raw[index].name, zeros: raw[index].zeros, raw: raw[index].bytes, bitmap: bitmap[index].bytes,
        runLength: runLength[index].bytes)
    }
  }

  private static func measure(
    _ graph: Graph, _ golden: Execution, _ input: Tensor<Int8>, _ model: AcceleratorModel,
    _ compression: CompressionChoice
  ) throws -> [(name: String, zeros: Double, bytes: Int)] {
    let network = try Compiler(model.architecture, keepsTensors: true, compression: compression).compile(graph)
    let run = try AcceleratorRun(network, model, initialState: MemoryTiming.fast.initialState)
    let inference = try run.infer(input)
    var result: [(name: String, zeros: Double, bytes: Int)] = []
    var (seen, stored): (Set<Int>, Int) = ([], 0)
    for place in network.memoryMap.inputPlaces + network.memoryMap.tensors where seen.insert(place.offset).inserted {
      let step = place.operatorIndex.flatMap { index in golden.steps.first { $0.operation.index == index } }
      if let step,
        let difference = inference.tensors[step.operation.index].flatMap({
          TensorDifference($0, step.output, step.operation)
        })
      {
        throw CommandFailure(.mismatch, "\(compression.rawValue): \(difference)")
      }
      let elements = step?.output.elements ?? input.elements
      let bytes = run.writtenBytes(of: place)
      if step != nil { stored += bytes }
      let name =
        step.map { "\($0.operation.index < 10 ? "0" : "")\($0.operation.index)_\($0.operation.name)" } ?? "input"
      result.append((name, Double(elements.count { Int($0) == place.zeroPoint }) / Double(elements.count), bytes))
    }
    let counted = (inference.counters[.storeBeats] ?? 0) * model.architecture.beatBytes
    guard counted == stored else {
      throw CommandFailure(
        .mismatch, "\(compression.rawValue): the hardware counted \(counted) bytes of maps; \(stored) are in DRAM")
    }
    return result
  }

  var table: TextTable {
    var table = TextTable([
      ("tensor", .left), ("zeros", .right), ("raw", .right), ("bitmap", .right),
      ("\(architecture.runBits)-bit runs", .right),
    ])
    for row in rows {
      table.add(
        [row.tensor, percent(row.zeros), "\(row.raw)", cell(row.bitmap, row.raw), cell(row.runLength, row.raw)])
    }
    let sums = [\Row.raw, \.bitmap, \.runLength].map { path in rows.reduce(0) { $0 + $1[keyPath: path] } }
    table.add(["all", "", "\(sums[0])", cell(sums[1], sums[0]), cell(sums[2], sums[0])])
    return table
  }

  func text(for terminal: Terminal) -> String {
    let title = "bytes of feature maps on the bus, one inference, all tensors equal to the golden model's"
    return terminal.style(title, .heading) + "\n" + table.lines { terminal.style($0, .faint) }
  }

  private func cell(_ bytes: Int, _ raw: Int) -> String {
    let hundredths = (bytes * 200 + raw) / (2 * raw)
    return "\(bytes) (\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100))"
  }
}
