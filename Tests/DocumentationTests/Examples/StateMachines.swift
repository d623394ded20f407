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

enum Command: Int, CaseIterable, CodeWidthProviding {
  case load = 1, store = 2, wait = 10
  static let codeWidth = 8
}

/// Takes commands, and tells which part of a register map an address lies in.
struct CommandDecoder: Module {
  let command: Enumerated<Command>
  let address: Unsigned
  let isBusy: Bit
  let part: Unsigned

  init() {
    (command, address) = (.input(), .input(12))
    (isBusy, part) = (.outputRegister(reset: false), .output(2))
  }

  var body: [Statement] {
    isBusy <== command .!= .wait

    address.match {
      on(0x000, 0x004) { part <== 1 }
      on(0x100...0x1FF) { part <== 2 }
      otherwise { part <== 0 }
    }
  }
}
