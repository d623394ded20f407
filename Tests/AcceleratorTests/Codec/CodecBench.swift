import BigInt
import Golden
import HardwareSimulation
import TestSupport

@testable import Accelerator

/// Runs chunks through an encoder and a decoder, each fed with what the golden codec says.
final class CodecBench {
  let architecture: Architecture
  let simulator: any Simulator
  private let streams: StreamBench
  private let encoderSettings, words, decoderSettings, beats: StreamSource
  private let coded, decoded: StreamSink
  private let failed: Int
  private(set) var failures = 0
  private(set) var cycles = 0

  init(_ architecture: Architecture, _ simulator: any Simulator, stalls: (() -> Double), seed: UInt64) throws {
    self.architecture = architecture
    self.simulator = simulator
    streams = StreamBench(simulator, seed: seed)
    encoderSettings = try streams.source("encoder_settings", stalls: stalls())
    words = try streams.source("words", stalls: stalls())
    decoderSettings = try streams.source("decoder_settings", stalls: stalls())
    beats = try streams.source("beats", stalls: stalls())
    coded = try streams.sink("coded", stalls: stalls())
    decoded = try streams.sink("decoded", stalls: stalls())
    failed = try simulator.port(named: "failed")
    try simulator.reset()
  }

  /// Encodes chunks one right after the other; returns the payloads of all beats: bits, last, index.
  func encode(_ chunks: [Chunk]) throws -> [[BigInt]] {
    let before = coded.payloads.count
    let ends = chunks.count
    try encoderSettings.send(chunks.map { $0.settings(architecture) })
    try words.send(chunks.flatMap { $0.words(architecture).map { [$0] } })
    var (seen, lasts) = (before, 0)
    try run {
      while seen < coded.payloads.count {
        lasts += coded.payloads[seen][1] == 1 ? 1 : 0
        seen += 1
      }
      return lasts >= ends && words.isIdle
    }
    return Array(coded.payloads[before...])
  }

  /// Decodes codes of chunks one right after the other; returns the words.
  ///
  /// - Parameter codes: the beats of each chunk, right or wrong.
  func decode(_ chunks: [Chunk], codes: [[BigInt]]) throws -> [BigInt] {
    let before = decoded.payloads.count
    let count = chunks.reduce(0) { $0 + $1.words(architecture).count }
    try decoderSettings.send(chunks.map { $0.settings(architecture) })
    try beats.send(codes.flatMap { code in code.enumerated().map { [$1, $0 == code.count - 1 ? 1 : 0] } })
    try run { decoded.payloads.count - before >= count && beats.isIdle }
    return decoded.payloads[before...].map { $0[0] }
  }

  struct Hang: Error {}

  private func run(until isDone: () -> Bool) throws {
    let start = cycles
    var (moved, idle) = (-1, 0)
    while !isDone() {
      try step()
      cycles += 1
      let now = words.sentCount + beats.sentCount + coded.payloads.count + decoded.payloads.count
      idle = now == moved ? idle + 1 : 0
      moved = now
      guard idle < 2_000, cycles - start < 10_000_000 else { throw Hang() }
    }
    // For what might come although nothing should.
    let end = cycles
    for _ in 0..<12 { try step() }
    cycles = end
  }

  private func step() throws {
    try streams.step()
    if simulator.word(of: failed) == 1 { failures += 1 }
  }
}
