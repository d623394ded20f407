import Hardware

/// Looks at what a program shall begin with: whether it lies where a program can, and whether all addresses that it may
/// use are there.
///
/// Stages: the ends of the windows | what is wrong.
struct StartCheck: Module {
  /// The host starts a program; what it shall have holds in this cycle.
  let starts: Bit
  /// The offset of the program; the memory base; what may be read from there on, and the end of what may be written.
  let programOffset, base, size, writeEnd: Unsigned
  /// The same start, two cycles later; with it why the program cannot begin (`ProgramError`), 0 where it can.
  let start: Bit
  let refusal: Unsigned

  private let addressBits: Int

  var documentation: String? { "Looks at what a program shall begin with." }

  init(addressBits: Int) {
    self.addressBits = addressBits
    starts = .input()
    (programOffset, base, size, writeEnd) = (.input(32), .input(64), .input(32), .input(32))
    start = .outputRegister(reset: false)
    refusal = .outputRegister(Execution.codeBits)
  }

  var body: [Statement] {
    let looked = Bit.register("looked", reset: false)
    let (strayProgram, strayBase) = (Bit.register("stray_program"), Bit.register("stray_base"))
    let readEnd = Unsigned.register("read_end", base.width + 1)
    let writingEnd = Unsigned.register("writing_end", base.width + 1)
    looked <== starts
    // Blocks of a program lie at whole blocks, and an aligned base keeps every burst aligned to the bus.
    strayProgram <== programOffset[0..<Program.blockBytes.trailingZeroBitCount].anyBit
    strayBase <== base[0..<Program.blockBytes.trailingZeroBitCount].anyBit
    readEnd <== base.extended(to: readEnd.width) &+ size.extended(to: readEnd.width)
    writingEnd <== base.extended(to: writingEnd.width) &+ writeEnd.extended(to: writingEnd.width)

    start <== looked
    refusal
      <== mux(
        strayProgram, code(.programOffset),
        mux(
          strayBase, code(.memoryBase),
          mux(isPast(readEnd) || isPast(writingEnd), code(.addressSpace), code(.none))))
  }

  /// Whether an end is past the address space; its own end is not.
  private func isPast(_ end: Unsigned) -> Bit {
    let (upper, lower) = (end[addressBits..<end.width], end[0..<addressBits])
    return upper.anyBit && (upper .!= 1 || lower.anyBit)
  }

  private func code(_ error: ProgramError) -> Unsigned { Unsigned(error.rawValue, width: Execution.codeBits) }
}
