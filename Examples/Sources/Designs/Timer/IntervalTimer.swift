import Hardware

/// A timer behind AXI4-Lite: counts up to a limit, over and over, and interrupts each time.
public struct IntervalTimer: Module {
  /// The numbers of the registers, of four bytes each.
  ///
  /// Bit 0 of `control` lets it count, bit 0 of `status` is the interrupt, which a 1 clears.
  public enum Register { public static let control = 0, limit = 1, count = 2, status = 3 }

  let sAXI = AXI4LitePort(addressBits: 8)
  /// The interrupt, high until the host clears it.
  public let irq: Bit = .outputRegister(reset: false)

  private let isEnabled: Bit = .register(reset: false)
  private let limit: Unsigned = .register(32, reset: 0)
  private let count: Unsigned = .register(32, reset: 0)

  /// A timer that stands still, as after a reset.
  public init() {}

  /// The bus on either side, and the counter.
  public var body: [Statement] {
    writes
    reads
    when(isEnabled) {
      count <== mux(count .== limit, 0, count &+ 1)
      when(count .== limit) { irq <== true }
    }
  }

  @StatementBuilder private var writes: [Statement] {
    let isTaken = (sAXI.awvalid && sAXI.wvalid && (!sAXI.bvalid || sAXI.bready)).named("write_is_taken")
    sAXI.awready <== isTaken
    sAXI.wready <== isTaken
    when(isTaken) {
      sAXI.bvalid <== true
      sAXI.bresp <== .okay
      sAXI.awaddr[2..<8].match {
        on(Register.control) { when(sAXI.wstrb[0]) { isEnabled <== sAXI.wdata[0] } }
        on(Register.limit) { limit <== sAXI.written(into: limit) }
        on(Register.count) { count <== sAXI.written(into: count) }
        on(Register.status) { when(sAXI.wstrb[0] && sAXI.wdata[0]) { irq <== false } }
        otherwise { sAXI.bresp <== .subordinateError }
      }
    }
    .elsewhen(sAXI.bready) { sAXI.bvalid <== false }
  }

  @StatementBuilder private var reads: [Statement] {
    let isTaken = (sAXI.arvalid && (!sAXI.rvalid || sAXI.rready)).named("read_is_taken")
    sAXI.arready <== isTaken
    when(isTaken) {
      sAXI.rvalid <== true
      sAXI.rresp <== .okay
      sAXI.araddr[2..<8].match {
        on(Register.control) { sAXI.rdata <== Unsigned(isEnabled).extended(to: 32) }
        on(Register.limit) { sAXI.rdata <== limit }
        on(Register.count) { sAXI.rdata <== count }
        on(Register.status) { sAXI.rdata <== Unsigned(irq).extended(to: 32) }
        otherwise {
          sAXI.rdata <== 0
          sAXI.rresp <== .subordinateError
        }
      }
    }
    .elsewhen(sAXI.rready) { sAXI.rvalid <== false }
  }
}
