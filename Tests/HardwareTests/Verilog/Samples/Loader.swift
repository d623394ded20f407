import Hardware

extension Samples {
  /// A state machine with outputs that follow its phase.
  struct Loader: Module {
    enum Phase: CaseIterable { case idle, load, compute, drain }

    let start, last: Bit
    let busy, loading: Bit
    let count: Unsigned

    init() {
      (start, last) = (.input(), .input())
      (busy, loading) = (.output(), .output())
      count = .output(5)
    }

    var body: [Statement] {
      let phase = Enumerated<Phase>.register("phase", reset: .idle)
      let words = Unsigned.register("words", 5, reset: 0)

      loading <== false
      busy <== true
      phase.match {
        switch $0 {
        case .idle:
          busy <== false
          when(start) { phase <== .load }
        case .load:
          loading <== true
          words <== words &+ 1
          when(words .== 23) { phase <== .compute }
        case .compute: when(last) { phase <== .drain }
        case .drain:
          words <== 0
          phase <== .idle
        }
      }
      count <== words

      expect(words .<= 24, "no more words than there is room for", name: "words_in_range")
      cover("drains", phase .== .drain)
    }
  }
}
