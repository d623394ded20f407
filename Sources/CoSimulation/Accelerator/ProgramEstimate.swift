import Accelerator
import Compiler
import Mapping

/// About how long a program takes with a memory, instruction by instruction: for the time that a run has left, and for
/// the limit at which it is given up.
///
/// The mapper's predictions are of a memory without latency; this is made for any, and rough.
public struct ProgramEstimate: Sendable {
  /// Cycles from the program's start to each instruction, and to its end.
  private let marks: [Double]

  /// Estimates every instruction of a program once.
  ///
  /// - Parameters:
  ///   - network: the program with the costs that the mapper predicted.
  ///   - timing: the memory on which it is to run.
  public init(_ network: CompiledNetwork, _ timing: MemoryTiming) {
    let memory = MemoryModel(network.architecture, timing)
    var marks = [memory.latency]
    marks.reserveCapacity(network.instructions.count + 1)
    let counts = network.counts.steps
    for (step, counts) in zip(network.steps, counts) {
      let costs = StepCosts(step, counts, network.instructions, memory)
      for index in step.instructions {
        marks.append(marks.last! + costs.cycles(of: network.instructions[index].opcode))
      }
    }
    while marks.count <= network.instructions.count { marks.append(marks.last! + 1) }
    self.marks = marks
  }

  /// Of the whole program.
  public var cycles: Int { Int(marks.last!.rounded(.up)) }

  /// The part of the time that has passed when so many instructions are done, from 0 to 1.
  public func share(instructions: Int) -> Double {
    instructions == 0 ? 0 : marks[min(instructions, marks.count - 1)] / max(1, marks.last!)
  }

  /// Cycles after which something must be wrong: many times what is expected.
  public var limit: Int { 20 * cycles + 10_000_000 }
}

/// What a memory costs beyond one that delivers a beat in each cycle.
private struct MemoryModel {
  let latency: Double
  /// Cycles of a beat over the bus.
  let beat: Double
  private let architecture: Architecture

  init(_ architecture: Architecture, _ timing: MemoryTiming) {
    self.architecture = architecture
    latency = Double(timing.latency)
    beat = 1000 / Double(timing.beatsPerThousand) / (1 - Double(timing.stallPerMille) / 1000)
  }

  /// Cycles of some beats of which so many are asked for ahead.
  func extra(beats: Double, ahead: Int) -> Double {
    guard beats > 0 else { return 0 }
    return latency + beats * (max(beat, latency / Double(ahead)) - 1)
  }

  var instruction: Double {
    let beats = Double(Program.instructionBits) / Double(architecture.memoryDataBits)
    let ahead = Double(Program.blocksAhead * Program.blockBytes * 8 / Program.instructionBits)
    return max(0, max(beats * beat, latency / ahead) - 1)
  }

  /// Beats of weights that are asked for ahead.
  var filterAhead: Int { architecture.filterPrefetch }
  /// Four bursts of 16 beats of a map are under way at most.
  var mapAhead: Int { 64 }
}

/// What the instructions of a step cost.
private struct StepCosts {
  private let perCompute, perLoad, perStore, perInstruction: Double

  init(_ step: CompiledStep, _ counts: AccessCounts, _ instructions: [Instruction], _ memory: MemoryModel) {
    var (computes, loads, stores) = (0, 0, 0)
    for index in step.instructions {
      switch instructions[index].opcode {
      case .pass, .vector: computes += 1
      case .load: loads += 1
      case .store: stores += 1
      default: break
      }
    }
    func each(_ total: Double, _ count: Int) -> Double { count > 0 ? total / Double(count) : 0 }
    let filter = each(Double(counts[.filterBeats]), computes)
    let computing = step.layer?.cycles.total ?? step.instructions.count + counts[.vectorReads] + counts[.ofmapWrites]
    perCompute = each(Double(computing), computes) + memory.extra(beats: filter, ahead: memory.filterAhead)
    perLoad = memory.extra(beats: each(Double(counts[.loadBeats]), loads), ahead: memory.mapAhead)
    perStore = memory.extra(beats: each(Double(counts[.storeBeats]), stores), ahead: memory.mapAhead)
    perInstruction = memory.instruction
  }

  func cycles(of opcode: Opcode) -> Double {
    switch opcode {
    case .pass, .vector: perInstruction + perCompute
    case .load: perInstruction + perLoad
    case .store: perInstruction + perStore
    default: perInstruction
    }
  }
}
