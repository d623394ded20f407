import Hardware

/// One address of a loop nest.
public struct AffineStep: Signal {
  /// The address, modulo 2 to its width.
  public var address: Unsigned
  /// Bit `i`: this is the first address of a run of level `i`.
  public var first: Unsigned
  /// Bit `i`: this is the last address of a run of level `i`; the top bit marks the last one of all.
  public var last: Unsigned

  /// The shape: a bit for each level in `first` and `last`, and the bits of an address.
  public static func shape(levels: Int, addressWidth: Int) -> AffineStep {
    AffineStep(address: .bits(addressWidth), first: .bits(levels), last: .bits(levels))
  }
}

/// Walks an affine loop nest: takes a descriptor, gives an address a cycle.
///
/// The first address is there the cycle after the descriptor was taken. The next descriptor is taken while the last
/// address leaves, so that one nest follows upon another without a gap. One adder, whatever the number of levels: the
/// descriptor says how far to jump when a level moves on.
///
/// ```waveform
/// cycle                   1   2   3   4   5   6   7   8   9
/// descriptor_valid        ████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
/// descriptor_ready        ████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁████████
/// output_valid            ▁▁▁▁████████████████████████████▁▁▁▁
/// output_ready            ████████▁▁▁▁████████████████████████
/// output_payload_address  ····│100│110    │120│101│111│121····
/// output_payload_first    ····│11 │00         │01 │00     ····
/// output_payload_last     ····│00         │01 │00     │11 ····
/// ```
public struct AffineGenerator: Module {
  /// The loop nests to walk, one after the other.
  public let descriptor: Stream<AffineDescriptor>
  /// The addresses of each nest, in the order of its loops.
  public let output: Stream<AffineStep>

  private let nest: LoopNest

  /// - Parameters:
  ///   - indexWidths: bits of each level's index, the innermost level first.
  ///   - addressWidth: bits of the address; sums wrap.
  public init(indexWidths: [Int], addressWidth: Int) {
    nest = LoopNest(widths: indexWidths)
    descriptor = .input(.shape(indexWidths: indexWidths, addressWidth: addressWidth))
    output = .output(.shape(levels: indexWidths.count, addressWidth: addressWidth))
  }

  /// `affine_generator_`, the bits of an address, and those of each index, the innermost level first.
  public var moduleName: String {
    "affine_generator_a\(output.payload.address.width)_" + nest.indices.map { String($0.width) }.joined(separator: "x")
  }

  /// The comment above the Verilog module.
  public var documentation: String? {
    "Walks \(nest.indices.count) nested loops and gives an address of \(output.payload.address.width) bits a cycle."
  }

  /// A ``LoopNest``, and an address to which each step adds the jump of the level that moves.
  public var body: [Statement] {
    let busy = Bit.register("busy", reset: false)
    let address = descriptor.payload.base.register("address")
    let limits = descriptor.payload.limits.register("limits")
    let jumps = descriptor.payload.jumps.register("jumps")
    // The innermost level that is not at its end moves on.
    let jump = (0..<jumps.count - 1).reversed().reduce(jumps[jumps.count - 1]) { outer, level in
      mux(nest.last[level], outer, jumps[level])
    }
    let ends = (output.fires && nest.last.mostSignificantBit).named("ends")

    when(descriptor.fires) {
      busy <== true
      address <== descriptor.payload.base
      limits <== descriptor.payload.limits
      jumps <== descriptor.payload.jumps
    }
    .elsewhen(ends) { busy <== false }
    .elsewhen(output.fires) { address <== address &+ jump }

    nest.clear <== false
    nest.step <== output.fires
    nest.limits <== limits

    descriptor.ready <== !busy || ends
    output.valid <== busy
    output.payload <== AffineStep(address: address, first: nest.first, last: nest.last)

    expect(busy || nest.first.mostSignificantBit, "between two nests all indices are 0", name: "idle_at_zero")
    descriptor.assumeStable("descriptor")
    output.expectStable("output")
    cover("followed_at_once", descriptor.fires && ends)
  }
}
