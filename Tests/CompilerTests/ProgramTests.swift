import Accelerator
import Compiler
import Golden
import Network
import TestSupport
import Testing

@Suite struct ProgramTests {
  @Test func instructionsComeBackFromTheirBits() {
    let instructions: [Instruction] =
      [
        .end, .load, .store, .pass, .vector, .commit(exchangesTargets: false), .commit(exchangesTargets: true),
        .configure(row: 12, column: 14, data: .max),
      ]
      + ProgramRegister.allCases.map { .set($0, -1 - $0.rawValue) }
      + ProgramTable.allCases.map { .table($0, entry: 4095, data: 0x8000_0001) }
      + ProgramEngine.allCases.map { .wait($0, count: 70_000) }
    for instruction in instructions { #expect(Instruction(encoded: instruction.encoded) == instruction) }
    #expect(Instruction(encoded: 0) == nil)
    #expect(Instruction(encoded: 2 << 56 | 200 << 32) == nil)
    #expect(Instruction.set(.ifmapFirstRow, -2).encoded == 0x02_000013_FFFF_FFFE as UInt64)
  }

  @Test func compilingTwiceGivesTheSameBytes() throws {
    let networks = try (0..<2).map { _ in try Compiler(Shapes.tight.architecture).compile(Self.digits()) }
    #expect(networks[0].image == networks[1].image)
    #expect(networks[0].listing == networks[1].listing)
    #expect(try networks[0].memoryMap.json() == networks[1].memoryMap.json())
  }

  @Test func theListingNamesWhatAProgramDoes() throws {
    let network = try Compiler(.edge).compile(Self.digits())
    let lines = network.listing.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("operator 0 (CONV_2D): 8x8x1 at word") })
    #expect(lines.contains { $0.hasSuffix("pass") } && lines.last!.hasSuffix("end"))
    #expect(lines.contains { $0.contains("set       passMode = 2") })
  }

  /// Regions lie apart, and the image fills those that the program only reads.
  @Test func theMemoryMapIsSound() throws {
    let network = try Compiler(Shapes.tight.architecture, keepsTensors: true).compile(Self.digits())
    var end = 0
    for region in network.memoryMap.regions {
      #expect(region.offset >= end && region.offset % 64 == 0)
      end = region.offset + region.bytes
    }
    #expect(end == network.memoryMap.size)
    let filled = network.memoryMap.regions.filter { !$0.isWritten && $0.content != .input }
    #expect(filled.map(\.offset) == network.image.map(\.offset))
    #expect(filled.map(\.bytes) == network.image.map(\.bytes.count))
  }

  /// The model notices commands that overtake one another: else it would not notice where the compiler forgets to wait.
  @Test func withoutItsWaitsAProgramIsWrong() throws {
    let network = try Compiler(Shapes.tight.architecture).compile(Self.digits())
    let input = [Int8](repeating: 3, count: 64)
    let waits = network.instructions.indices.filter {
      if case .wait = network.instructions[$0] { return true }
      return false
    }
    let noticed = waits.count { index in
      guard case .wait(let engine, _) = network.instructions[index] else { return false }
      return (try? CompiledRun(network, input: input, replaced: [index: .wait(engine, count: 0)])) == nil
    }
    #expect(waits.count > 10)
    #expect(noticed > waits.count / 2, "\(noticed) of \(waits.count) missing waits were noticed")
  }

  /// With fewer entries than a layer has channels, tables are filled again between passes.
  @Test func channelsThatTheTablesDoNotHold() throws {
    var architecture = Architecture.edge
    architecture.channelTable = 16
    let graph = try Self.digits()
    let golden = GoldenModel(graph)
    let network = try Compiler(architecture, keepsTensors: true).compile(graph)
    let batch = try Tensor<Int8>(npyFileAt: Workloads.path("digits", "inputs/real_inputs.npy"))
    let input = try golden.inferences(of: batch)[0]
    #expect(try CompiledRun(network, input: input.elements).differences(from: golden.run(input)) == [])
  }

  @Test func whatCannotRunIsNamed() throws {
    var architecture = Architecture.edge
    (architecture.activationBits, architecture.psumBits) = (7, 24)
    let graph = try Self.digits()
    let error = #expect(throws: CompilerError.self) { try Compiler(architecture).compile(graph) }
    #expect(error?.problems.count == 2)
    #expect(error?.description.contains("activationBits is 7; an int8 network needs 8") == true)

    architecture = .edge
    architecture.ifmapScratchpad = 2
    let narrow = #expect(throws: CompilerError.self) { try Compiler(architecture).compile(graph) }
    #expect(narrow?.description.contains("operator 0 (CONV_2D): a filter row of 3 values does not fit") == true)
    #expect((narrow?.problems.count ?? 0) > 1, "all reasons at once")

    architecture = .tiny
    (architecture.bufferBanks, architecture.bufferDepth) = (1, 64)
    let full = #expect(throws: CompilerError.self) { try Compiler(architecture).compile(graph) }
    #expect(full?.description.contains("the buffer of 64 words has no room") == true)
  }

  private static func digits() throws -> Graph { try Graph(tfliteFileAt: Workloads.path("digits", "model.tflite")) }
}
