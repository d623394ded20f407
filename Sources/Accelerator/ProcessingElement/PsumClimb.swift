import Hardware
import HardwareLibrary

/// Adds what comes up the column, or in from the network, to the PE's own psums. An adder of its own: the
/// accumulation across PEs costs no MAC slot.
struct PsumClimb: Module {
  let own: Stream<Psum>
  let below: Stream<Psum>
  let network: Stream<Signed>
  let source: Enumerated<PsumSource>
  let output: Stream<Psum>

  private let bits: Int

  var documentation: String? { "Adds the psums from below or from the network to the PE's own." }

  init(bits: Int) {
    self.bits = bits
    own = .input(Psum.shape(bits: bits))
    below = .input(Psum.shape(bits: bits))
    network = .input(.bits(bits))
    source = .input()
    output = .output(Psum.shape(bits: bits))
  }

  var body: [Statement] {
    let addend = Signed.wire("addend", bits)
    let addendValid = Bit.wire("addend_valid")
    source.match {
      switch $0 {
      case .nothing:
        addendValid <== true
        addend <== 0
      case .neighbour:
        addendValid <== below.valid
        addend <== below.payload.value
      case .network:
        addendValid <== network.valid
        addend <== network.payload
      }
    }

    // All three come from FIFOs and the sum goes into one, so these paths start and end in this PE and its neighbour.
    output.valid <== own.valid && addendValid
    output.payload.value <== own.payload.value &+ addend
    output.payload.isLast <== own.payload.isLast
    own.ready <== output.ready && addendValid
    below.ready <== output.ready && own.valid && source .== .neighbour
    network.ready <== output.ready && own.valid && source .== .network
    when(output.fires && source .== .neighbour) {
      expect(below.payload.isLast .== own.payload.isLast, "PEs of a column are out of step", name: "psums_in_step")
    }
  }
}
