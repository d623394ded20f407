import Accelerator
import Mapping
import Network

/// Compiles networks to programs of the accelerator.
public struct Compiler: Sendable {
  /// What programs are made for; it is legal for whole accelerators.
  public let architecture: Architecture
  /// Whether each operator's output goes to DRAM, where it can be looked at.
  public let keepsTensors: Bool
  /// Which feature maps lie compressed in DRAM; only `none` where the architecture has no compression.
  public let compression: CompressionChoice
  /// What the best mapping of a layer is best in.
  public let preference: MappingPreference

  /// - Throws: `ArchitectureError` with the rules for whole accelerators that the architecture breaks, or where it
  ///   cannot compress.
  public init(
    _ architecture: Architecture, keepsTensors: Bool = false, compression: CompressionChoice = .none,
    preference: MappingPreference = MappingPreference()
  ) throws(ArchitectureError) {
    self.architecture = try architecture.validatedForAccelerator()
    (self.keepsTensors, self.compression, self.preference) = (keepsTensors, compression, preference)
    guard architecture.compression || compression == .none else {
      throw ArchitectureError(problems: [
        """
        compression is off, so feature maps cannot be compressed (\(compression.rawValue)); take an architecture that \
        has it, or compression none
        """
      ])
    }
  }

  /// - Parameters:
  ///   - samples: values of tensors by which `CompressionChoice.automatic` decides.
  ///   - schedule: how the network's only layer, which comes from DRAM and goes there, is carried out: one that
  ///     `MappingSearch` gave for this architecture. Nil for the best schedules.
  /// - Throws: `CompilerError` with everything that does not run.
  public func compile(
    _ graph: Graph, samples: [TensorID: Tensor<Int8>] = [:], schedule: Schedule? = nil
  ) throws(CompilerError) -> CompiledNetwork {
    let (lowered, hostOperators) = try Lowering.lower(graph, architecture)
    var tensors = [NamedTensor(graph, graph.input, operatorIndex: nil)]
    let hostIndices = Set(hostOperators.map(\.index))
    for operation in graph.operators where !hostIndices.contains(operation.index) {
      tensors.append(NamedTensor(graph, operation.output, operatorIndex: operation.index))
    }
    let last = hostOperators.first?.inputs[0] ?? graph.output
    let kept = keepsTensors ? tensors.map { lowered.storageOfTensor[$0.id]! } : []
    let network = lowered.withoutUnusedSteps(kept: kept)
    guard !network.steps.isEmpty || lowered.steps.isEmpty else {
      throw CompilerError(problems: ["\(graph.name): no operator that computes the output runs on the accelerator"])
    }
    let assembly: Assembly
    do throws(CompilerError) {
      assembly = try Assembly(
        network, architecture, kept: kept, compression, samples: packed(samples, network),
        schedules: ScheduleCache(architecture, preference, given: schedule))
    } catch {
      throw CompilerError(problems: error.problems.map { "\(graph.name): \($0)" })
    }
    return try assembly.compiled(
      name: graph.name, tensors, output: tensors.first { $0.id == last }!, network.storageOfTensor, hostOperators)
  }

  private func packed(_ samples: [TensorID: Tensor<Int8>], _ network: LoweredNetwork) -> [StorageID: [UInt8]] {
    var result: [StorageID: [UInt8]] = [:]
    for (id, tensor) in samples.sorted(by: { $0.key < $1.key }) {
      guard let index = network.storageOfTensor[id] else { continue }
      let storage = network.storages[index]
      result[index] = storage.map.packed(tensor.elements, zeroPoint: storage.zeroPoint)
    }
    return result
  }

  /// - Parameter schedule: how it is carried out from DRAM to DRAM; nil for the best schedule.
  /// - Throws: `CompilerError` with everything that does not run.
  public func compile(
    _ layer: FixedPointConvolution, schedule: Schedule? = nil
  ) throws(CompilerError) -> CompiledNetwork {
    let network = try LoweredNetwork(layer, architecture)
    let tensors = [
      NamedTensor(id: 0, name: "input", shape: layer.shape.inputShape, operatorIndex: nil),
      NamedTensor(id: 1, name: "output", shape: layer.shape.outputShape, operatorIndex: 0),
    ]
    return try Assembly(
      network, architecture, kept: [], compression, samples: [:],
      schedules: ScheduleCache(architecture, preference, given: schedule)
    ).compiled(name: layer.name, tensors, output: tensors[1], network.storageOfTensor, [])
  }
}

/// A tensor of a network, for the memory map.
struct NamedTensor {
  let id: TensorID
  let name: String
  let shape: [Int]
  let operatorIndex: Int?
}

extension NamedTensor {
  init(_ graph: Graph, _ id: TensorID, operatorIndex: Int?) {
    self.init(id: id, name: graph.tensors[id].name, shape: graph.tensors[id].shape, operatorIndex: operatorIndex)
  }
}
