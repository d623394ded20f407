import Accelerator
import Mapping

/// What a program does, predicted: all counters of the hardware that do not count cycles, exactly.
public struct NetworkCounts: Sendable {
  /// One for each of `CompiledNetwork.steps`.
  public let steps: [AccessCounts]
  /// All steps, and the part of the program that is fetched ahead of its end.
  public let total: AccessCounts
}

extension CompiledNetwork {
  /// What the program does with these operands.
  ///
  /// - Parameter operands: by the operator's index, the elements of the first operand of each layer with weights. Zeros
  ///   among them save multiplications and accesses to scratchpads; a layer whose operand is missing is counted as if it
  ///   had none.
  public func counts<Element: BinaryInteger>(operands: [Int: [Element]]) -> NetworkCounts {
    let commands = CommandCounts(instructions, architecture)
    let counts = steps.map { step in
      var transfers = commands.counts(of: step.instructions)
      transfers[.programBeats] =
        programBeats(before: step.instructions.upperBound) - programBeats(before: step.instructions.lowerBound)
      return transfers + (step.layer?.counts(operands[step.operatorIndex], architecture) ?? AccessCounts())
    }
    var program = AccessCounts()
    program[.programBeats] =
      programBeats(before: instructions.count) - counts.reduce(0) { $0 + $1[.programBeats] }
    return NetworkCounts(steps: counts, total: counts.reduce(program, +))
  }

  /// Counters that depend on more than is predicted from: compressed maps take as many beats as their activations need,
  /// what fills up rows included.
  ///
  /// The prediction has the beats of raw maps.
  public var unpredictedCounters: Set<PerformanceCounter> {
    let isCompressed = (memoryMap.inputPlaces + memoryMap.tensors).contains { $0.compression != nil }
    return isCompressed ? [.loadBeats, .storeBeats] : []
  }

  /// Without operands: as if no activation were zero.
  public var counts: NetworkCounts { counts(operands: [Int: [Int8]]()) }

  private func programBeats(before instruction: Int) -> Int {
    Program.beats(instructions: instruction, beatBytes: architecture.beatBytes)
  }
}

extension CompiledStep.Layer {
  fileprivate func counts<Element: BinaryInteger>(_ operand: [Element]?, _ architecture: Architecture) -> AccessCounts {
    let activations =
      operand.map { elements in
        let size = elements.count / samples
        return (0..<samples).map {
          LayerActivations(mapping.layer, elements[$0 * size..<($0 + 1) * size], zeroPoint: zeroPoint)
        }
      } ?? Array(repeating: counts.dense, count: samples)
    return tiles.reduce(into: AccessCounts()) {
      $0 += counts.counts($1.tile, samples: Array(activations[$1.samples]))
    }
  }
}
