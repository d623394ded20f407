import Hardware

enum Phase: CaseIterable { case idle, load, compute, drain }

/// Takes a job through its phases.
struct Sequencer: Module {
  let start, loaded, last, drained: Bit
  let phase: Enumerated<Phase>
  let busy, accumulate: Bit

  init() {
    (start, loaded, last, drained) = (.input(), .input(), .input(), .input())
    phase = .outputRegister(reset: .idle)
    (busy, accumulate) = (.output(), .output())
  }

  var body: [Statement] {
    busy <== phase .!= .idle
    accumulate <== false

    phase.match {
      switch $0 {
      case .idle: when(start) { phase <== .load }
      case .load: when(loaded) { phase <== .compute }
      case .compute:
        accumulate <== true
        when(last) { phase <== .drain }
      case .drain: when(drained) { phase <== .idle }
      }
    }
  }
}
