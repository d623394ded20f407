import Accelerator
import Compiler
import Golden
import Network

/// A compiled network on the functional model.
struct CompiledRun {
  let model: ProgramModel
  let network: CompiledNetwork

  /// - Parameter replaced: instructions that stand in for those at these places.
  init<Element: FixedWidthInteger>(
    _ network: CompiledNetwork, input: [Element], replaced: [Int: Instruction] = [:]
  ) throws {
    self.network = network
    let map = network.memoryMap
    model = ProgramModel(
      network.architecture, memoryBytes: map.size,
      writable: map.regions.filter(\.isWritten).map { $0.offset..<$0.offset + $0.bytes })
    for segment in network.image { model.memory.fill(segment.bytes, at: segment.offset) }
    for (index, instruction) in replaced {
      let bytes = (0..<8).map { UInt8(truncatingIfNeeded: instruction.encoded >> (8 * $0)) }
      model.memory.fill(bytes, at: map.programOffset + 8 * index)
    }
    for segment in network.inputSegments(input) { model.memory.fill(segment.bytes, at: segment.offset) }
    try model.run(from: map.programOffset)
  }

  func tensor<Element: TensorElement & FixedWidthInteger>(_ place: MemoryMap.TensorPlace) throws -> Tensor<Element> {
    try network.tensor(place, model.memory.contents(place.offset..<place.offset + place.bytes))
  }

  /// The names of the tensors that differ from the golden model's, with how many elements do.
  func differences(from execution: Execution) throws -> [String] {
    try network.memoryMap.tensors.compactMap { place in
      guard let index = place.operatorIndex, let step = execution.steps.first(where: { $0.operation.index == index })
      else { return nil }
      let found: Tensor<Int8> = try tensor(place)
      let wrong = zip(found.elements, step.output.elements).count { $0 != $1 }
      return wrong == 0 ? nil : "operator \(index) (\(step.operation.name)): \(wrong) of \(found.count)"
    }
  }
}
