import Accelerator
import CoSimulation
import Compiler
import Foundation
import Network
import TestSupport
import Testing

/// Whatever is wrong with a program or on the bus: an error code or the program's end, never a hang, never a write
/// outside the memory plan, never a violation of the bus's rules.
@Suite struct FaultTests {
  private typealias Setup = FaultSetup

  @Test func theProgramItselfEnds() throws {
    let setup = try Setup()
    #expect(try setup.run(setup.session(setup.network.image, seed: 1)) == .finished)
  }

  /// Every kind of burst: first, some in the middle, the last one.
  @Test func anErrorOnTheBusStopsTheProgram() throws {
    let setup = try Setup()
    let session = try setup.session(setup.network.image, seed: 0)
    _ = try setup.run(session)
    let traffic = session.traffic
    for (writes, count) in [(false, traffic.readBursts), (true, traffic.writeBursts)] {
      for burst in Set([0, 1, 2, count / 4, count / 2, count * 3 / 4, count - 2, count - 1]).sorted() {
        for response in [2, 3] {
          let session = try setup.session(setup.network.image, seed: 0)
          session.fail(burst: burst, writes: writes, response: response)
          let outcome = try setup.run(session)
          guard case .stopped(let error, _) = outcome else {
            // What was fetched behind the end is thrown away.
            #expect(!writes && burst >= count - 3, "burst \(burst) of \(count) went unnoticed")
            continue
          }
          #expect(error == (writes ? .writeResponse : .readResponse), "burst \(burst)")
        }
      }
    }
  }

  @Test func aProgramThatLeavesTheWindowIsStopped() throws {
    let setup = try Setup()
    let map = setup.network.memoryMap
    let session = try setup.session(setup.network.image, seed: 3)
    let cut = map.programOffset + Program.blockBytes
    #expect(try setup.run(session, memorySize: cut).isStopped(by: .readWindow))
  }

  @Test func aProgramOfZerosIsStopped() throws {
    let setup = try Setup()
    var image = setup.network.image
    let program = image.firstIndex { $0.offset == setup.network.memoryMap.programOffset }!
    let half = image[program].bytes.count / 2
    image[program] = .init(
      offset: image[program].offset,
      bytes: Array(image[program].bytes[..<half]) + [UInt8](repeating: 0, count: image[program].bytes.count - half))
    let outcome = try setup.run(setup.session(image, seed: 4))
    #expect(outcome.isStopped(by: .unknownOpcode), "\(outcome)")
  }

  /// As many as the variable ORRIS_FAULTS says; a bit or three of the instructions are wrong.
  @Test func flippedBitsEndInAnErrorOrInAnEnd() throws {
    let setup = try Setup()
    let environment = ProcessInfo.processInfo.environment
    let count = environment["ORRIS_FAULTS"].flatMap { Int($0) } ?? 100
    let first = environment["ORRIS_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1
    let start = setup.network.memoryMap.programOffset
    var outcomes: [String: Int] = [:]
    for seed in first..<first + UInt64(count) {
      var generator = SeededGenerator(seed: seed)
      var image = setup.network.image
      let program = image.firstIndex { $0.offset == start }!
      var bytes = image[program].bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let bit = Int.random(in: 0..<setup.network.instructions.count * 64, using: &generator)
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      }
      image[program] = .init(offset: start, bytes: bytes)
      let session = try setup.session(image, seed: seed)
      do {
        switch try setup.run(session) {
        case .finished: outcomes["finished", default: 0] += 1
        case .stopped(let error, _): outcomes["\(error)", default: 0] += 1
        }
      } catch {
        Issue.record("seed \(seed): \(error)")
      }
    }
    print("\(count) programs with flipped bits from seed \(first): \(outcomes.sorted { $0.key < $1.key })")
    #expect(outcomes.values.reduce(0, +) == count)
  }
}
