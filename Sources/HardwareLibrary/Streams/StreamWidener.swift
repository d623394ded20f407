import Hardware

/// Gathers words into groups: from a narrow stream to a wide one.
///
/// A group leaves when it is full, when it holds the last word of the sequence, or on `flush`. One word a cycle, also
/// while a group leaves; `ready` passes through within the cycle.
///
/// ```waveform
/// cycle                   1   2   3   4   5   6   7   8   9   10
/// input_valid             ████████████████████████████▁▁▁▁▁▁▁▁▁▁▁▁
/// input_ready             ████████████████████▁▁▁▁████████████████
/// input_payload_word      │10 │11 │12 │13 │14 │15     ············
/// input_payload_last      │0              │1  │0      ············
/// flush                   ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁████▁▁▁▁▁▁▁▁
/// output_valid            ▁▁▁▁▁▁▁▁▁▁▁▁████▁▁▁▁████████▁▁▁▁████▁▁▁▁
/// output_ready            ████████████████████▁▁▁▁████████████████
/// output_payload_words_0  ············│10 ····│13     ····│15 ····
/// output_payload_words_1  ············│11 ····│14     ····│14 ····
/// output_payload_words_2  ············│12 ····│12     ····│12 ····
/// output_payload_count    ············│3  ····│2      ····│1  ····
/// output_payload_last     ············│0  ····│1      ····│0  ····
/// ```
public struct StreamWidener<Word: Signal>: Module {
  /// The words; the last one of a sequence is marked and ends its group.
  public let input: Stream<Framed<Word>>
  /// Sends off the words gathered so far, among them one that is taken at the same edge; without any, does nothing.
  public let flush: Bit
  /// The groups, of 1 to `size` words each.
  public let output: Stream<FramedWords<Word>>

  /// - Parameters:
  ///   - word: the shape of a narrow word.
  ///   - size: words of a full group, at least 1.
  public init(_ word: Word, size: Int) {
    input = .input(.shape(word))
    flush = .input()
    output = .output(.shape(word, size: size))
  }

  private var size: Int { output.payload.words.count }

  /// `stream_widener_`, the bits of a narrow word and the words of a group.
  public var moduleName: String { "stream_widener_w\(input.payload.word.bitWidth)_n\(size)" }

  /// The comment above the Verilog module.
  public var documentation: String? {
    "Gathers up to \(size) words of \(input.payload.word.bitWidth) bits into a group."
  }

  /// A register for each place of a group, and the place that the next word takes.
  public var body: [Statement] {
    let words = (0..<size).map { input.payload.word.register("word_\($0)") }
    let count = output.payload.count.register("count")
    let last = Bit.register("last")
    let gathering = Bit.register("gathering", reset: false)
    let complete = Bit.register("complete", reset: false)
    let place = mux(gathering, count, 0).named("place")
    let completes = (flush || input.payload.last || place .== Unsigned(size - 1)).named("completes")

    when(input.fires) {
      for index in 0..<size {
        when(place .== Unsigned(index)) { words[index] <== input.payload.word }
      }
      count <== place &+ 1
      last <== input.payload.last
      complete <== completes
      gathering <== !completes
    }
    .elsewhen(gathering && flush) {
      complete <== true
      gathering <== false
    }
    .elsewhen(output.fires) { complete <== false }

    input.ready <== !complete || output.ready
    output.valid <== complete
    output.payload <== FramedWords(words: words, count: count, last: last)

    input.assumeStable("input")
    output.expectStable("output")
    expect(!(complete && gathering), "a complete group gathers no more", name: "complete_or_gathering")
    cover("partial", complete && count .< Unsigned(size))
    cover("replaced", input.fires && output.fires)
  }
}
