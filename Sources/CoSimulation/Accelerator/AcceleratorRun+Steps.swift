import Accelerator
import Compiler
import Network

extension AcceleratorRun {
  /// What each step of the network adds to the counters: those of the program that ends behind the step, less those of
  /// the one that ends before it. So a step's cycles reach from the end of what is before it to its own end, and they add
  /// up to the whole program's.
  ///
  /// It runs the program as often as there are steps, each time with a memory as it was at first, so that what is random
  /// in it is the same up to the program's end. This run itself is left alone.
  ///
  /// - Parameter progress: called with the number of steps that have been measured.
  /// - Throws: `RunError`.
  public func stepCounters<Element: TensorElement & FixedWidthInteger & Sendable>(
    _ input: Tensor<Element>, progress: (Int) -> Void = { _ in }
  ) throws -> [[PerformanceCounter: Int]] {
    var before: [PerformanceCounter: Int] = [:]
    return try network.steps.enumerated().map { index, step in
      let after = try counters(input, endingAt: step.instructions.upperBound)
      defer { before = after }
      progress(index + 1)
      return after.merging(before) { $0 - $1 }
    }
  }

  private func counters<Element: TensorElement & FixedWidthInteger & Sendable>(
    _ input: Tensor<Element>, endingAt index: Int
  ) throws -> [PerformanceCounter: Int] {
    let run = try AcceleratorRun(network, session.model, timing: timing)
    run.session.write(Instruction.end.bytes, at: network.memoryMap.programOffset + 8 * index)
    var sampler: CounterSampler?
    try run.execute(input, sampler: &sampler)
    return try run.session.counters()
  }
}
