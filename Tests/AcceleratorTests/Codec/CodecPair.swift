import Accelerator
import Hardware
import HardwareLibrary

/// An encoder and a decoder side by side, so that one model serves the tests of both.
struct CodecPair: Module {
  let encoderSettings: Stream<ChunkSettings>
  let words: Stream<Unsigned>
  let coded: Stream<CodedBeat>
  let decoderSettings: Stream<ChunkSettings>
  let beats: Stream<Framed<Unsigned>>
  let decoded: Stream<Unsigned>
  let failed: Bit

  private let encoder: ChunkEncoder
  private let decoder: ChunkDecoder

  init(_ architecture: Architecture) {
    (encoder, decoder) = (ChunkEncoder(architecture), ChunkDecoder(architecture))
    encoderSettings = .input(.shape(architecture))
    words = .input(.bits(architecture.bufferWordBits))
    coded = .output(.shape(architecture))
    decoderSettings = .input(.shape(architecture))
    beats = .input(.shape(.bits(architecture.memoryDataBits)))
    decoded = .output(.bits(architecture.bufferWordBits))
    failed = .output()
  }

  var body: [Statement] {
    encoder.settings <== encoderSettings
    encoder.words <== words
    coded <== encoder.beats
    decoder.settings <== decoderSettings
    decoder.beats <== beats
    decoded <== decoder.words
    failed <== decoder.failed
    decoded.expectStable("decoded")
    coded.expectStable("coded")
  }
}
