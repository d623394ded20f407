import Accelerator
import Mapping

/// What a program does, predicted: all counters of the hardware that do not count cycles, exactly.
public struct NetworkCounts: Sendable {
  /// One for each of `CompiledNetwork.steps`.
  public let steps: [AccessCounts]
  /// All steps, and the program's own way from DRAM.
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
      let transfers = commands.counts(of: step.instructions)
      return transfers + (step.layer?.counts(operands[step.operatorIndex], architecture) ?? AccessCounts())
    }
    var program = AccessCounts()
    program[.programBeats] = programBeats
    return NetworkCounts(steps: counts, total: counts.reduce(program, +))
  }

  /// Counters that depend on more than is predicted from: compressed maps take as many beats as their activations need,
  /// what fills up rows included. The prediction has the beats of raw maps.
  public var unpredictedCounters: Set<PerformanceCounter> {
    let isCompressed = (memoryMap.inputPlaces + memoryMap.tensors).contains { $0.compression != nil }
    return isCompressed ? [.loadBeats, .storeBeats] : []
  }

  /// Without operands: as if no activation were zero.
  public var counts: NetworkCounts { counts(operands: [Int: [Int8]]()) }

  /// Blocks are fetched ahead while instructions are taken: with each block that is used up another one is asked for.
  private var programBeats: Int {
    let perBlock = Program.blockBytes * 8 / Program.instructionBits
    let blocks = instructions.count / perBlock + Program.blocksAhead
    return blocks * Program.blockBytes / architecture.beatBytes
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
