import Accelerator
import Compiler
import Foundation
import Network
import TestSupport
import Testing

/// Damaged networks: whatever the reader takes is compiled, or refused with a reason; a crash would end the whole test run.
@Suite struct CompilerFuzzTests {
  @Test(.enabled(if: Workloads.isAvailable("operators")))
  func mutatedNetworks() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("mutated networks for the compiler: seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let files = Workloads.contents("operators").filter { $0.hasSuffix(".tflite") }
    var (compiled, refused) = (0, 0)
    for index in stride(from: 0, to: files.count, by: max(1, files.count / 12)) {
      let path = Workloads.path("operators", files[index])
      let original = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      for _ in 0..<16 {
        var bytes = original
        for _ in 0..<Int.random(in: 1...3, using: &generator) { Self.change(&bytes, using: &generator) }
        // Searches for mappings of large layers take a debug build minutes.
        guard let graph = try? Graph(tflite: bytes, file: "f"), graph.macs < 1 << 16 else { continue }
        do {
          _ = try Compiler(.tiny, keepsTensors: Bool.random(using: &generator)).compile(graph)
          compiled += 1
        } catch {
          #expect(!"\(error)".isEmpty, "seed \(seed)")
          refused += 1
        }
      }
    }
    #expect(compiled > 5, "\(compiled) compiled, \(refused) refused, seed \(seed)")
  }

  /// Numbers of tables are small and aligned: a byte or a word of them becomes another one.
  private static func change(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
    let position = Int.random(in: 0..<bytes.count / 4, using: &generator) * 4
    let values: [UInt32] = [0, 1, 2, 3, 7, 16, 255, 4096, 65_536, 0x7FFF_FFFF, 0xFFFF_FFFF]
    let value = values.randomElement(using: &generator)!
    guard Bool.random(using: &generator) else {
      bytes[position] = UInt8(truncatingIfNeeded: value)
      return
    }
    for index in 0..<4 { bytes[position + index] = UInt8(truncatingIfNeeded: value >> UInt32(8 * index)) }
  }

  /// Two branches of which the output needs one, in a buffer of their own or in DRAM.
  @Test(arguments: [false, true])
  func whatNobodyReadsIsLeftOut(keepsTensors: Bool) throws {
    let graph = try Self.twoBranches(output: 2)
    let network = try Compiler(.tiny, keepsTensors: keepsTensors).compile(graph)
    #expect(network.memoryMap.tensors.map(\.name) == (keepsTensors ? ["x", "unused", "y"] : ["x", "y"]))
  }

  @Test func aNetworkOfWhichNothingRunsIsRefused() throws {
    let graph = try Self.twoBranches(output: 0)
    let error = try #require(throws: CompilerError.self) { try Compiler(.tiny).compile(graph) }
    #expect(error.description == "branches: no operator that computes the output runs on the accelerator")
  }

  private static func twoBranches(output: TensorID) throws -> Graph {
    let quantization = Quantization(scale: 1, zeroPoint: 0)
    let shape = [1, 4, 4, 4]
    let tensors = ["x", "unused", "y"].map { GraphTensor(name: $0, shape: shape, quantization: quantization) }
    let pool = try Pool(
      .maximum, inputShape: shape, windowHeight: 1, windowWidth: 1, stride: .one, padding: .none, bounds: -128...127)
    return Graph(
      name: "branches", tensors: tensors,
      operators: [1, 2].map {
        Operator(index: $0 - 1, name: "MAX_POOL_2D", kind: .pool(pool), inputs: [0], output: $0)
      },
      input: 0, output: output)
  }
}
