import TestSupport
import Testing

@testable import Accelerator

@Suite struct RandomArrayTests {
  /// Two layers one after the other on each array.
  @Test(arguments: randomSeeds(8))
  func anyLayersOnAnyArray(seed: UInt64) {
    let tasks = ArrayTask.random(seed: seed)
    guard let failure = ArrayTask.failure(of: tasks) else { return }
    let smallest = shrunk(tasks, smaller: ArrayTask.smaller, fails: { ArrayTask.failure(of: $0) != nil })
    Issue.record("seed \(seed): \(failure)\nsmallest: \(smallest): \(ArrayTask.failure(of: smallest) ?? "")")
  }
}

extension ArrayTask {
  static func failure(of tasks: [ArrayTask]) -> String? {
    do {
      let bench = try Bench(ProcessingArray(tasks[0].parameters.architecture), seed: tasks[0].seed)
      for task in tasks {
        if let mismatch = try task.run(on: bench).mismatch { return mismatch }
      }
      return nil
    } catch {
      return "\(error)"
    }
  }

  static func random(seed: UInt64) -> [ArrayTask] {
    var generator = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }
    let bus = [1, 2, 3, 4, 8]
    let parameters = PEArchitecture(
      rows: number(1...4), columns: number(1...4), activationBits: number(4...16), zeroPoint: .random(using: &generator),
      weightBits: number(1...16), psumBits: number(8...48), productShift: .random(using: &generator), p: number(1...5),
      window: number(3...12), weights: number(12...40), ifmapBus: bus.randomElement(using: &generator)!,
      filterBus: bus.randomElement(using: &generator)!, psumBus: bus.randomElement(using: &generator)!,
      inputFIFO: number(1...4), psumFIFO: number(1...5))
    return (0..<2).map { _ in
      var task = ArrayTask(parameters: parameters)
      task.filterHeight = number(1...parameters.rows)
      task.channelGroups = number(1...parameters.rows / task.filterHeight)
      task.tilesDown = number(1...parameters.rows / task.setHeight)
      task.setWidth = number(1...parameters.columns)
      task.tilesAcross = number(1...parameters.columns / task.setWidth)
      task.filterWidth = number(1...min(4, parameters.window))
      task.q = number(1...min(4, parameters.window / task.filterWidth))
      task.depthwise = task.q <= parameters.p && .random(using: &generator)
      task.p = number(1...max(1, min(parameters.p / task.span, parameters.weights / task.window)))
      (task.stride, task.outputWidth, task.strips) = (number(1...3), number(1...3), number(1...2))
      (task.channelPasses, task.filterPasses) = (number(1...2), number(1...2))
      task.bias = .random(using: &generator)
      task.groupsByColumn = .random(using: &generator)
      let architecture = parameters.architecture
      if parameters.zeroPoint { task.zeroPoint = .random(bits: parameters.activationBits, using: &generator) }
      if parameters.productShift { task.shift = number(0...architecture.operandBits + architecture.weightBits - 1) }
      task.zeros = [0, 20, 60, 100].randomElement(using: &generator)!
      task.stalls = Stalls.allCases.randomElement(using: &generator)!
      task.seed = generator.next()
      return task
    }
  }

  /// Fewer layers, or the same ones with one thing less.
  static func smaller(_ tasks: [ArrayTask]) -> [[ArrayTask]] {
    var result = tasks.count > 1 ? tasks.indices.map { [tasks[$0]] } : []
    for (path, least) in arraySizes {
      result += smallerNumbers(than: tasks[0][keyPath: path], least: least).map { value in
        tasks.map { $0.with(path, value) }
      }
    }
    for (index, task) in tasks.enumerated() {
      for candidate in task.smaller {
        var tasks = tasks
        tasks[index] = candidate
        result.append(tasks)
      }
    }
    return result.filter { $0.allSatisfy(\.fits) }
  }

  private static var arraySizes: [(WritableKeyPath<ArrayTask, Int>, Int)] {
    [
      (\.parameters.rows, 1), (\.parameters.columns, 1), (\.parameters.ifmapBus, 1), (\.parameters.filterBus, 1),
      (\.parameters.psumBus, 1), (\.parameters.activationBits, 4), (\.parameters.weightBits, 1),
      (\.parameters.psumBits, 8),
    ]
  }

  private var smaller: [ArrayTask] {
    let sizes: [(WritableKeyPath<ArrayTask, Int>, Int)] = [
      (\.filterPasses, 1), (\.channelPasses, 1), (\.strips, 1), (\.tilesDown, 1), (\.tilesAcross, 1),
      (\.channelGroups, 1), (\.filterHeight, 1), (\.setWidth, 1), (\.outputWidth, 1), (\.q, 1), (\.p, 1),
      (\.filterWidth, 1), (\.stride, 1), (\.zeros, 0), (\.shift, 0),
    ]
    var result = sizes.flatMap { path, least in
      smallerNumbers(than: self[keyPath: path], least: least).map { with(path, $0) }
    }
    if stalls != .none { result.append(with(\.stalls, .none)) }
    if depthwise { result.append(with(\.depthwise, false)) }
    if groupsByColumn { result.append(with(\.groupsByColumn, false)) }
    if bias { result.append(with(\.bias, false)) }
    return result
  }

  private func with<Value>(_ path: WritableKeyPath<ArrayTask, Value>, _ value: Value) -> ArrayTask {
    var task = self
    task[keyPath: path] = value
    return task
  }
}
