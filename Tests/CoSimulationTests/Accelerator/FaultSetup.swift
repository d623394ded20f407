import Accelerator
import CoSimulation
import Compiler
import Golden
import Network
import TestSupport

/// A network of digits on `tiny`, for what goes wrong on the way.
struct FaultSetup {
  let network: CompiledNetwork
  let model: AcceleratorModel
  let input: Tensor<Int8>
  let expected: Tensor<Int8>

  static let watchdog = 20_000
  /// Far more than a program of digits takes, with the watchdog's patience on top.
  static let limit = 400_000
  /// What the hardware allows a program: a flipped bit of a loop's limit makes one that would run for hours.
  static let timeLimit = 300_000

  init() throws {
    let graph = try Graph(tfliteFileAt: Workloads.path("digits", "model.tflite"))
    network = try Compiler(.tiny, keepsTensors: true).compile(graph)
    model = try AcceleratorModel(.tiny)
    input = try Tensor<Int8>(npyFileAt: Workloads.path("digits", "inputs/real_inputs.npy")).rows(0..<1)
    let index = network.memoryMap.output.operatorIndex
    expected = try GoldenModel(graph).run(input).steps.first { $0.operation.index == index }!.output
  }

  /// A session in which all of the plan has been written, so that only what is outside of it counts as wrong.
  func session(_ image: [CompiledNetwork.Segment], seed: UInt64) throws -> AcceleratorSession {
    let timing = MemoryTiming(latency: Int(seed % 9), stallPerMille: Int(seed % 3) * 150, reorders: true, seed: seed)
    return try session(image, timing: timing, checksAssertions: false)
  }

  func session(
    _ image: [CompiledNetwork.Segment]? = nil, timing: MemoryTiming, checksAssertions: Bool = true
  ) throws -> AcceleratorSession {
    let map = network.memoryMap
    let session = try AcceleratorSession(
      model, memoryBytes: map.size, timing: timing, checksAssertions: checksAssertions)
    session.write([UInt8](repeating: 0, count: map.size), at: 0)
    for segment in image ?? network.image { session.write(segment.bytes, at: segment.offset) }
    for segment in network.inputSegments(input.elements) { session.write(segment.bytes, at: segment.offset) }
    session.allow(0..<map.size, writes: false)
    session.allow(writes, writes: true)
    return session
  }

  var writes: Range<Int> {
    let written = network.memoryMap.regions.filter(\.isWritten)
    return written.first!.offset..<written.last!.offset + written.last!.bytes
  }

  func run(_ session: AcceleratorSession, memorySize: Int? = nil) throws -> AcceleratorSession.Outcome {
    try session.run(
      program: network.memoryMap.programOffset, memorySize: memorySize ?? network.memoryMap.size, writes: writes,
      watchdog: Self.watchdog, timeLimit: Self.timeLimit, limit: Self.limit)
  }

  /// Starts the program; returns the cycle before.
  @discardableResult
  func start(
    _ session: AcceleratorSession, watchdog: Int = FaultSetup.watchdog, timeLimit: Int = 0
  ) throws -> Int {
    try session.start(
      program: network.memoryMap.programOffset, memorySize: network.memoryMap.size, writes: writes, watchdog: watchdog,
      timeLimit: timeLimit)
  }

  /// Whether a whole run gives the golden model's output, whatever ran before.
  func runsRight(_ session: AcceleratorSession) throws -> Bool {
    session.write([UInt8](repeating: 0x55, count: writes.count), at: writes.lowerBound)
    guard
      try session.run(
        program: network.memoryMap.programOffset, memorySize: network.memoryMap.size, writes: writes,
        limit: 10 * Self.limit) == .finished
    else { return false }
    return try isRight(session)
  }

  func isRight(_ session: AcceleratorSession) throws -> Bool {
    let place = network.memoryMap.output
    let found: Tensor<Int8> = try network.tensor(place, session.read(place.bytes, at: place.offset))
    return found.elements == expected.elements
  }
}

extension AcceleratorSession.Outcome {
  func isStopped(by error: ProgramError) -> Bool {
    if case .stopped(error, _) = self { true } else { false }
  }
}
