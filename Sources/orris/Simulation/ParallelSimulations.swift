import CoSimulation
import Foundation

/// Simulations on all cores, one on each, with progress.
enum ParallelSimulations {
  /// - Parameter simulate: does one of them, told its number and what to call with its progress now and then.
  /// - Returns: the results in their order.
  /// - Throws: the error of the first one, by number, that failed; no others are begun then.
  static func run<Value: Sendable>(
    _ count: Int, title: String = "simulating",
    _ simulate: @Sendable (_ index: Int, _ progress: (RunProgress) -> Void) throws -> Value
  ) throws -> [Value] {
    guard count > 0 else { return [] }
    let progress = Progress(title, total: count)
    defer { progress.finish() }
    let results = Results<Value>(count: count, progress)
    let workers = max(1, min(count, ProcessInfo.processInfo.activeProcessorCount))
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      while let index = results.next() {
        results.set(index, of: worker, Result { try simulate(index) { results.note($0, of: worker) } })
      }
    }
    return try results.values()
  }

  /// What the workers find, and how far they are.
  private final class Results<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private let progress: Progress
    private var found: [Result<Value, any Error>?]
    private var begun = 0
    private var hasFailed = false
    private var cycles: [Int: Int] = [:]
    private var shares: [Int: Double] = [:]
    private var finished = 0
    private var total = 0
    private let start = ContinuousClock.now

    init(count: Int, _ progress: Progress) {
      found = Array(repeating: nil, count: count)
      self.progress = progress
    }

    /// The next one to begin.
    func next() -> Int? {
      lock.withLock {
        guard begun < found.count, !hasFailed else { return nil }
        defer { begun += 1 }
        return begun
      }
    }

    func set(_ index: Int, of worker: Int, _ result: Result<Value, any Error>) {
      lock.withLock {
        found[index] = result
        if case .failure = result { hasFailed = true }
        finished += 1
        shares[worker] = nil
        show()
      }
    }

    func note(_ progress: RunProgress, of worker: Int) {
      lock.withLock {
        let count = progress.cycles
        let before = cycles[worker] ?? 0
        total += count < before ? count : count - before
        cycles[worker] = count
        shares[worker] = progress.share
        show()
      }
    }

    private func show() {
      let rate = Double(total) / max(0.001, (ContinuousClock.now - start) / .seconds(1))
      let share = (Double(finished) + shares.values.reduce(0, +)) / Double(found.count)
      guard total > 0 else { return progress.update(finished, share: share) }
      progress.update(finished, "\(grouped(total)) cycles, \(grouped(Int(rate))) a second", share: share)
    }

    /// They are begun in order, so what is missing stands behind an error.
    func values() throws -> [Value] { try found.map { try $0!.get() } }
  }
}
