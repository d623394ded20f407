import Accelerator
import Compiler

/// What each step of a program adds to the counters, read while it runs.
///
/// A step has ended when the sequencer is behind its instructions and all commands among them are completed. Its cycles reach
/// from the end of what is before it to its own end. What the program takes for itself counts with the first step: until its
/// first instructions are there, and until what was fetched behind its end is thrown away. So the steps add up to the whole
/// program. Meanwhile the sequencer prepares the next step and may begin its loads: what those take counts where it happens.
struct StepCounters {
  private let network: CompiledNetwork

  init(_ network: CompiledNetwork) { self.network = network }

  /// Where the test bench reads: at the end of each step.
  var ends: [UInt64] {
    var (index, loads, stores, computes) = (0, 0, 0, 0)
    return network.steps.flatMap { step -> [UInt64] in
      while index < step.instructions.upperBound {
        switch network.instructions[index].opcode {
        case .load: loads += 1
        case .store: stores += 1
        case .pass, .vector: computes += 1
        default: break
        }
        index += 1
      }
      return [UInt64(index), UInt64(loads), UInt64(stores), UInt64(computes)]
    }
  }

  /// - Parameters:
  ///   - readings: of each end, of each of its parts, twice all counters, see `testbench/step_watch.h`.
  ///   - final: the counters after the program.
  /// - Returns: what each step adds.
  func differences(
    _ readings: UnsafeBufferPointer<UInt64>, final: [PerformanceCounter: Int]
  ) -> [[PerformanceCounter: Int]] {
    let counters = PerformanceCounter.allCases
    let readingSize = counters.count
    let endSize = readingSize * 2 * Part.allCases.count
    var before: [PerformanceCounter: Int] = [:]
    var differences = network.steps.indices.map { step in
      let after = Dictionary(
        uniqueKeysWithValues: counters.map { counter in
          let reading = Part(counter).rawValue * 2 + (counter.countsActivity ? 1 : 0)
          return (counter, Int(readings[step * endSize + reading * readingSize + counter.rawValue]))
        })
      defer { before = after }
      return after.merging(before) { $0 - $1 }
    }
    let end = final.merging(before) { $0 - $1 }
    if !differences.isEmpty { differences[0].merge(end) { $0 + $1 } }
    return differences
  }

  /// How many readings there are of all ends.
  var readingCount: Int { network.steps.count * Part.allCases.count * 2 }

  /// What ends by itself in a step, in the test bench's order.
  private enum Part: Int, CaseIterable {
    case loads, stores, computes, whole

    init(_ counter: PerformanceCounter) {
      switch counter {
      case .loadEngine, .loadWrites, .loadBeats: self = .loads
      case .storeEngine, .storeReads, .storeBeats: self = .stores
      case .cycles, .programBeats: self = .whole
      default: self = .computes
      }
    }
  }
}

extension PerformanceCounter {
  /// Whether it is a sum over all PEs, which shows later than other events.
  fileprivate var countsActivity: Bool {
    switch self {
    case .macsDone, .macsGated, .ifmapScratchpadReads, .ifmapScratchpadWrites, .filterScratchpadWrites,
      .psumScratchpadWrites, .psumsClimbed:
      true
    default: false
    }
  }
}

extension AcceleratorSession {
  /// Reads the counters where the steps of the program end that is started next.
  func watch(_ steps: StepCounters) {
    let ends = steps.ends
    functions.watchSteps(bench, ends, ends.count / 4)
  }

  /// What was read of the program that was started last.
  ///
  /// - Throws: `RunError` where the program ended before all its steps did.
  func stepCounters(
    _ steps: StepCounters, final: [PerformanceCounter: Int]
  ) throws -> [[PerformanceCounter: Int]] {
    var count: UInt64 = 0
    let readings = functions.stepReadings(bench, &count)
    guard count == steps.readingCount else {
      throw RunError.stopped("\(count) of \(steps.readingCount) readings at the ends of its steps were taken")
    }
    let size = steps.readingCount * PerformanceCounter.allCases.count
    return steps.differences(UnsafeBufferPointer(start: readings, count: size), final: final)
  }
}
