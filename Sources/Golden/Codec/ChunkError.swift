/// Why bytes are not the code of a chunk.
public enum ChunkError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The code is no whole number of beats.
  case partialBeat(bytes: Int, beat: Int)
  /// The code ends before all activations have come: at most the last `missing` ones are there in part.
  case tooShort(missing: Int)
  /// Beats follow the one with which the code is complete.
  case tooLong(beats: Int)
  /// The terminator stands in code word `word`, before all activations have come.
  case terminatorEarly(word: Int, missing: Int)
  /// Code word `word` completes the chunk but has no terminator.
  case terminatorMissing(word: Int)
  /// A run goes on behind the chunk's last activation.
  case runPastEnd(word: Int)
  /// A mask has bits for activations behind the chunk's last one.
  case maskPastEnd
  /// The header announces no beats, or more than the chunk can take.
  case header(beats: Int, most: Int)

  /// One line without a full stop; code words and beats count from 0.
  public var description: String {
    switch self {
    case .partialBeat(let bytes, let beat): "the code has \(bytes) bytes; whole beats of \(beat) are needed"
    case .tooShort(let missing): "the code ends among the last \(missing) activations of the chunk"
    case .tooLong(let beats): "the code goes on for \(beats) beats after the chunk's last activation"
    case .terminatorEarly(let word, let missing):
      "code word \(word) has the terminator, but \(missing) activations of the chunk are missing"
    case .terminatorMissing(let word): "code word \(word) completes the chunk but has no terminator"
    case .runPastEnd(let word): "a run in code word \(word) goes on behind the chunk's last activation"
    case .maskPastEnd: "the last mask has bits for activations behind the chunk's last one"
    case .header(let beats, let most): "the header announces \(beats) beats; the chunk takes 1 to \(most)"
    }
  }
}
