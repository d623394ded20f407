import TestSupport
import Testing

@testable import Accelerator

@Suite struct RandomRowTests {
  @Test(arguments: randomSeeds(40))
  func anyTaskOnAnyElement(seed: UInt64) {
    let task = RowTask.random(seed: seed)
    guard let failure = task.failure else { return }
    let smallest = shrunk(task, smaller: { $0.smaller }, fails: { $0.failure != nil })
    Issue.record("seed \(seed): \(failure)\nsmallest: \(smallest): \(smallest.failure ?? "")")
  }
}

extension RowTask {
  var failure: String? {
    do { return try run().mismatch } catch { return "\(error)" }
  }

  static func random(seed: UInt64) -> RowTask {
    var generator = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }
    var task = RowTask()
    task.q = number(1...4)
    task.s = number(1...5)
    task.p = number(1...6)
    task.u = number(1...task.s)
    task.f = number(1...5)
    if .random(using: &generator) {
      task.span = (1...task.window).filter { task.window % $0 == 0 }.randomElement(using: &generator)!
    }
    task.rows = number(1...3)
    task.passes = number(1...3)
    task.source = PsumSource.allCases.randomElement(using: &generator)!
    task.toNetwork = .random(using: &generator)
    task.zeros = [0, 20, 60, 100].randomElement(using: &generator)!
    task.stalls = Stalls.allCases.randomElement(using: &generator)!
    task.seed = seed
    let bus = [1, 2, 3, 4, 5, 8, 16]
    task.parameters = PEArchitecture(
      activationBits: number(4...16), zeroPoint: .random(using: &generator), weightBits: number(1...16),
      psumBits: number(8...48), productShift: .random(using: &generator), p: task.span * task.p + number(0...3),
      window: task.window + number(0...4), weights: task.window * task.p + number(0...task.window * task.p + 2),
      ifmapBus: bus.randomElement(using: &generator)!, filterBus: bus.randomElement(using: &generator)!,
      psumBus: bus.randomElement(using: &generator)!, inputFIFO: number(1...5), psumFIFO: number(1...6))
    let architecture = task.parameters.architecture
    task.shift = task.parameters.productShift ? number(0...architecture.operandBits + architecture.weightBits - 1) : 0
    return task
  }

  /// The same task with one thing less.
  var smaller: [RowTask] {
    let sizes: [(WritableKeyPath<RowTask, Int>, Int)] = [
      (\.passes, 1), (\.rows, 1), (\.f, 1), (\.span, 1), (\.q, 1), (\.p, 1), (\.s, 1), (\.u, 1), (\.zeros, 0), (\.shift, 0),
      (\.parameters.ifmapBus, 1), (\.parameters.filterBus, 1), (\.parameters.psumBus, 1), (\.parameters.weightBits, 1),
      (\.parameters.activationBits, 4), (\.parameters.psumBits, 8),
    ]
    var result = sizes.flatMap { path, least in
      smallerNumbers(than: self[keyPath: path], least: least).map { with(path, $0) }
    }
    if stalls != .none { result.append(with(\.stalls, .none)) }
    if source != .nothing { result.append(with(\.source, .nothing)) }
    if toNetwork { result.append(with(\.toNetwork, false)) }
    if parameters.zeroPoint { result.append(with(\.parameters.zeroPoint, false)) }
    if parameters.productShift && shift == 0 { result.append(with(\.parameters.productShift, false)) }
    return result.filter { $0.u <= $0.s && $0.window % $0.span == 0 }
  }

  private func with<Value>(_ path: WritableKeyPath<RowTask, Value>, _ value: Value) -> RowTask {
    var task = self
    task[keyPath: path] = value
    return task
  }
}
