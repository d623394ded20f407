import Hardware

/// Takes groups apart: from a wide stream to a narrow one, one word a cycle.
///
/// It keeps no copy: the group stays at the input until its last word has moved.
///
/// ```waveform
/// cycle                  1   2   3   4   5   6   7   8
/// input_valid            ████████████████████████▁▁▁▁▁▁▁▁
/// input_ready            ▁▁▁▁▁▁▁▁▁▁▁▁████▁▁▁▁████▁▁▁▁▁▁▁▁
/// input_payload_words_0  │10             │13     ········
/// input_payload_words_1  │11             │14     ········
/// input_payload_words_2  │12             │0      ········
/// input_payload_count    │3              │2      ········
/// input_payload_last     │0              │1      ········
/// output_valid           ████████████████████████▁▁▁▁▁▁▁▁
/// output_ready           ████▁▁▁▁████████████████████████
/// output_payload_word    │10 │11     │12 │13 │14 ········
/// output_payload_last    │0                  │1  ········
/// ```
public struct StreamNarrower<Word: Signal>: Module {
  /// The groups, of 1 to `size` words each.
  public let input: Stream<FramedWords<Word>>
  /// The words of each group in turn; the last one of a sequence is marked.
  public let output: Stream<Framed<Word>>

  /// - Parameters:
  ///   - word: the shape of a narrow word.
  ///   - size: words of a full group, at least 1.
  public init(_ word: Word, size: Int) {
    input = .input(.shape(word, size: size))
    output = .output(.shape(word))
  }

  private var size: Int { input.payload.words.count }

  /// `stream_narrower_`, the bits of a narrow word and the words of a group.
  public var moduleName: String { "stream_narrower_w\(output.payload.word.bitWidth)_n\(size)" }

  /// The comment above the Verilog module.
  public var documentation: String? {
    "Takes groups of up to \(size) words of \(output.payload.word.bitWidth) bits apart."
  }

  /// A place in the group, which moves on with each word.
  public var body: [Statement] {
    let place = Unsigned.register("place", input.payload.count.width, reset: 0)
    let ends = (place &+ 1 .== input.payload.count).named("ends")

    when(output.fires) { place <== mux(ends, 0, place &+ 1) }

    output.valid <== input.valid
    output.payload.word <== input.payload.words[place]
    output.payload.last <== input.payload.last && ends
    input.ready <== output.ready && ends

    input.assumeStable("input")
    output.expectStable("output")
    expect(input.valid || place .== 0, "a group that was begun is still there", name: "group_stays")
    when(input.valid) {
      assume(
        input.payload.count .!= 0 && input.payload.count .<= Unsigned(size), "a group has 1 to \(size) words",
        name: "group_size")
      expect(place .< input.payload.count, "the word belongs to the group", name: "within_group")
    }
    cover("partial", input.fires && input.payload.count .< Unsigned(size))
  }
}
