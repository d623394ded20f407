import BigInt
import Foundation
import Golden
import TestSupport

@testable import Accelerator

/// A chunk of activations and how it shall be coded.
struct Chunk: CustomStringConvertible {
  let values: [Int]
  let format: ChunkFormat
  let zero: Int

  var description: String { "\(format), zero \(zero), \(values)" }

  /// Random activations of random density, in a random format, of so many words.
  static func random(
    _ architecture: Architecture, words: ClosedRange<Int>, using generator: inout SeededGenerator
  ) -> Chunk {
    let bits = architecture.storageBits
    func activation() -> Int {
      Int(truncatingIfNeeded: Int64(bitPattern: generator.next()) >> Int64(64 - bits))
    }
    let zero = activation()
    let density = [0, 0.03, 0.2, 0.5, 0.8, 1].randomElement(using: &generator)!
    let count = Int.random(in: words, using: &generator) * architecture.bufferWordBits / bits
    let formats = architecture.compression ? ChunkFormat.allCases : [.raw]
    return Chunk(
      values: (0..<count).map { _ in Double.random(in: 0..<1, using: &generator) < density ? activation() : zero },
      format: formats.randomElement(using: &generator)!, zero: zero)
  }

  /// What the units are told about it.
  func settings(_ architecture: Architecture) -> [BigInt] {
    let lastWord = values.count * architecture.storageBits / architecture.bufferWordBits - 1
    guard architecture.compression else { return [BigInt(lastWord)] }
    return [BigInt(format.rawValue), BigInt(zero & (1 << architecture.storageBits - 1)), BigInt(lastWord)]
  }

  /// The activations as they lie in the buffer.
  func words(_ architecture: Architecture) -> [BigInt] {
    let raw = architecture.codec.encode(values, as: .raw, zero: zero)
    return raw.grouped(by: architecture.wordBytes)
  }

  func code(_ architecture: Architecture) -> [BigInt] {
    architecture.codec.encode(values, as: format, zero: zero).grouped(by: architecture.beatBytes)
  }
}

extension [UInt8] {
  /// Little-endian numbers of so many bytes.
  func grouped(by size: Int) -> [BigInt] {
    stride(from: 0, to: count, by: size).map { BigInt(BigUInt(Data(self[$0..<$0 + size].reversed()))) }
  }
}

extension Architecture {
  var codec: ChunkCodec {
    ChunkCodec(storageBits: storageBits, runBits: runBits, beatBits: memoryDataBits)
  }
}
