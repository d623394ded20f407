import Accelerator
import Golden
import Mapping
import Network
import TextFiles

/// Whether an array computes a network's layers, found out before anything is built.
struct ArrayFit {
  /// The layers to run, by operator number, each with the passes that it takes.
  let passes: [(layer: Int, count: Int)]

  /// - Parameter layers: the operators to run; empty for all convolutions and fully connected layers.
  /// - Throws: `CommandFailure` that names every layer, or every number of bits, that does not fit.
  init(_ graph: Graph, _ architecture: Architecture, layers: [Int]) throws(CommandFailure) {
    let possible = graph.operators.filter { $0.linearLayer != nil }
    let unknown = Set(layers).subtracting(possible.map(\.index)).sorted()
    guard unknown.isEmpty else {
      throw CommandFailure(
        .badInput,
        "\(graph.name): operator \(list(unknown)) is no convolution or fully connected layer; "
          + "the layers are \(list(possible.map(\.index)))")
    }
    let selected = possible.filter { layers.isEmpty || layers.contains($0.index) }
    let search = MappingSearch(architecture)
    var problems = Self.widthProblems(of: selected, architecture)
    var passes: [(layer: Int, count: Int)] = []
    for operation in selected {
      do {
        passes.append((operation.index, try search.mapping(for: operation.linearLayer!.shape).passes))
      } catch {
        problems.append("layer \(operation.index) (\(operation.name)): \(error)")
      }
    }
    guard problems.isEmpty else {
      throw CommandFailure(.badInput, listed(problems.map { "\(graph.name): \($0)" }))
    }
    self.passes = passes
  }

  private static func widthProblems(of operators: [Operator], _ architecture: Architecture) -> [String] {
    var problems: [String] = []
    for (name, bits) in [("activationBits", architecture.activationBits), ("weightBits", architecture.weightBits)]
    where bits < 8 {
      problems.append("\(name) is \(bits), but the network is int8; 8 to 16 are possible")
    }
    let shifted = operators.filter { $0.linearLayer!.inputZeroPoint != 0 }
    if !architecture.zeroPoint && !shifted.isEmpty {
      problems.append(
        "zeroPoint is false, but inputs have zero points (of layer \(list(shifted.map(\.index)))); it must be true")
    }
    let widest = operators.map { (index: $0.index, bits: $0.linearLayer!.bitsOfSums) }.max { $0.bits < $1.bits }
    if let widest, architecture.psumBits < widest.bits {
      problems.append(
        "psumBits is \(architecture.psumBits), but sums can need \(widest.bits) (of layer \(widest.index)); "
          + "\(widest.bits) to 48 are possible")
    }
    return problems
  }
}

extension LinearLayer {
  /// Bits that hold every sum of products, whatever the input is.
  fileprivate var bitsOfSums: Int {
    let largestActivation = max(127 - inputZeroPoint, 128 + inputZeroPoint)
    let weightsPerChannel = weights.count / shape.outputChannels
    let largestSum = (0..<shape.outputChannels).map { channel in
      weights.elements[channel * weightsPerChannel..<(channel + 1) * weightsPerChannel]
        .reduce(0) { $0 + Int($1.magnitude) }
    }.max()!
    return Int.bitWidth - (largestSum * largestActivation).leadingZeroBitCount + 1
  }
}

/// `1, 2 and 3`.
func list(_ numbers: [Int]) -> String {
  let words = numbers.map(String.init)
  guard let last = words.last, words.count > 1 else { return words.first ?? "none" }
  return words.dropLast().joined(separator: ", ") + " and " + last
}
