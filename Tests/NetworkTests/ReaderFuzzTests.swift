import Foundation
import Network
import TestSupport
import Testing
import TextFiles

/// Damaged files: every result is a tensor, a graph or a ``ReadError``; a crash would end the whole test run.
@Suite struct ReaderFuzzTests {
  static let seed: UInt64 = 0x0715

  private static func bytes(_ workload: String, _ file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: Workloads.path(workload, file))))
  }

  /// Files small enough that a fuzz run of each takes moments.
  private static func models() throws -> [[UInt8]] {
    let files = Workloads.contents("operators").filter { $0.hasSuffix(".tflite") }
    return try stride(from: 0, to: files.count, by: 8).map { try bytes("operators", files[$0]) }
      + TFLiteFixture.all.map(\.bytes)
  }

  @Test func truncatedModels() throws {
    var refused = 0
    for model in try Self.models() {
      for length in 0..<model.count where length < 256 || length % 7 == 0 {
        do { _ = try Graph(tflite: Array(model[..<length]), file: "f") } catch { refused += 1 }
      }
    }
    #expect(refused > 5000)
  }

  @Test func truncatedDigits() throws {
    let model = try Self.bytes("digits", "model.tflite")
    for length in stride(from: 0, to: model.count, by: 131) {
      #expect(throws: ReadError.self) { try Graph(tflite: Array(model[..<length]), file: "f") }
    }
  }

  @Test func mutatedModels() throws {
    print("mutated models: seed \(Self.seed)")
    var generator = SeededGenerator(seed: Self.seed)
    var (accepted, refused) = (0, 0)
    for model in try Self.models() {
      for _ in 0..<600 {
        var copy = model
        Self.mutate(&copy, using: &generator)
        let survey = try? NetworkSurvey(tflite: copy, file: "f")
        do {
          let graph = try Graph(tflite: copy, file: "f")
          #expect(graph.tensors.indices.contains(graph.output))
          #expect(survey?.isComplete == true)
          accepted += 1
        } catch {
          #expect(!error.problem.isEmpty)
          #expect(survey?.isComplete != true, "\(error)")
          refused += 1
        }
      }
    }
    // Most bytes of a model are weights, whose change is legal; both outcomes must occur for the test to mean anything.
    #expect(accepted > 500 && refused > 500, "\(accepted) accepted, \(refused) refused")
  }

  @Test func truncatedArrays() throws {
    for bytes in try Self.arrays() {
      for length in 0..<bytes.count {
        #expect(throws: ReadError.self) { try AnyTensor(npy: Array(bytes[..<length]), file: "f") }
      }
    }
  }

  @Test func mutatedArrays() throws {
    print("mutated arrays: seed \(Self.seed)")
    var generator = SeededGenerator(seed: Self.seed)
    var (accepted, refused) = (0, 0)
    for bytes in try Self.arrays() {
      for _ in 0..<3000 {
        var copy = bytes
        Self.mutate(&copy, using: &generator)
        do {
          _ = try AnyTensor(npy: copy, file: "f")
          accepted += 1
        } catch {
          #expect(!error.problem.isEmpty)
          refused += 1
        }
      }
    }
    #expect(accepted > 100 && refused > 500, "\(accepted) accepted, \(refused) refused")
  }

  private static let tables = [
    "net,name,type,N,M,C,H,W,R,S,U,stride_h,stride_w,dilation,pad,pad_t,groups,E,F,macs,zeros\n"
      + "n,a,conv,1,8,4,9,9,3,3,1,,,2,,1,1,,,,0.5\nn,\"b\",dw,2,8,8,9,9,3,3,,2,1,,1,,,,,,\n",
    "Layer name,IFMAP Height,IFMAP Width,Filter Height,Filter Width,Channels,Num Filter,Strides,Sparsity,\n"
      + "Conv1,9,9,3,3,4,8,1,1:1,\nDP2,9,9,3,3,4,1,1,1:1,\n",
    "Layer, M, N, K,\nfc1, 64, 32, 16,\n",
  ]

  @Test func mutatedTables() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("mutated layer tables: seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    var (accepted, refused) = (0, 0)
    for text in Self.tables {
      #expect(throws: Never.self) { try LayerTable(csv: Array(text.utf8), file: "f") }
      for _ in 0..<4000 {
        let bytes = Self.mutated(text, using: &generator)
        do {
          let table = try LayerTable(csv: bytes, file: "f")
          #expect(table.macs > 0 && table.layers.allSatisfy { $0.name == $0.name.shown(limit: .max) }, "seed \(seed)")
          accepted += 1
        } catch {
          #expect(!error.problem.isEmpty && !error.description.contains("\n"), "seed \(seed)")
          refused += 1
        }
      }
    }
    #expect(accepted > 500 && refused > 500, "\(accepted) accepted, \(refused) refused")
  }

  /// Puts large, small and odd numbers in the place of others, or changes bytes.
  private static func mutated(_ text: String, using generator: inout SeededGenerator) -> [UInt8] {
    let numbers = [
      "0", "-1", "1", "2", "16", "65536", "268435456", "268435457", "2147483648", "9223372036854775807",
      "9223372036854775808", "1e3", "nan", "", "\u{1B}[1m", "\"", "0x10",
    ]
    guard Int.random(in: 0..<4, using: &generator) > 0 else {
      var bytes = Array(text.utf8)
      mutate(&bytes, using: &generator)
      return bytes
    }
    var cells = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let place = Int.random(in: cells.indices, using: &generator)
      if cells[place].contains("\n") { continue }
      cells[place] = numbers.randomElement(using: &generator)!
    }
    return Array(cells.joined(separator: ",").utf8)
  }

  private static func arrays() throws -> [[UInt8]] {
    [
      try bytes("digits/golden/test000", "08_acc.npy"),
      Tensor<Int16>(shape: [2, 3], elements: [1, 2, 3, 4, 5, 6]).npyBytes(),
      Tensor<Float>(shape: [], elements: [1.5]).npyBytes(version: .two),
    ]
  }

  /// Changes one to eight places: single bits, bytes, or words that are small, large or negative.
  private static func mutate(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 1...8, using: &generator) {
      let position = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 1: bytes[position] = UInt8.random(in: 0...255, using: &generator)
      case 2:
        let words: [UInt32] = [0, 1, 2, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x1000_0000, UInt32(bytes.count)]
        let word = words.randomElement(using: &generator)!
        for index in 0..<4 where position + index < bytes.count {
          bytes[position + index] = UInt8(truncatingIfNeeded: word >> UInt32(8 * index))
        }
      default:
        let source = Int.random(in: 0..<bytes.count, using: &generator)
        for index in 0..<4 where max(source, position) + index < bytes.count {
          bytes[position + index] = bytes[source + index]
        }
      }
    }
  }
}
