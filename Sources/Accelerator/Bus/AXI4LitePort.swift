import Hardware

/// An AXI4-Lite slave of 32 bits: five channels, each with its own handshake (AMBA AXI protocol, IHI 0022).
public struct AXI4LitePort: Interface {
  public let awaddr, awprot: Unsigned
  public let awvalid, awready: Bit
  public let wdata, wstrb: Unsigned
  public let wvalid, wready: Bit
  /// The answer to a write: OKAY (0), or SLVERR (2).
  public let bresp: Unsigned
  public let bvalid, bready: Bit
  public let araddr, arprot: Unsigned
  public let arvalid, arready: Bit
  public let rdata, rresp: Unsigned
  public let rvalid, rready: Bit

  /// Bits of an address: 4 KiB, of which the registers take the beginning.
  public static let addressBits = 12

  /// The ports of a slave: what the master drives are inputs.
  public static func slave() -> AXI4LitePort {
    AXI4LitePort(
      awaddr: .input(addressBits), awprot: .input(3), awvalid: .input(), awready: .output(), wdata: .input(32),
      wstrb: .input(4), wvalid: .input(), wready: .output(), bresp: .output(2), bvalid: .output(), bready: .input(),
      araddr: .input(addressBits), arprot: .input(3), arvalid: .input(), arready: .output(), rdata: .output(32),
      rresp: .output(2), rvalid: .output(), rready: .input())
  }
}

/// Connects an instance's slave to a slave port of the module around it.
func <== (inner: AXI4LitePort, outer: AXI4LitePort) -> [Statement] {
  [
    inner.awaddr <== outer.awaddr, inner.awprot <== outer.awprot, inner.awvalid <== outer.awvalid,
    outer.awready <== inner.awready, inner.wdata <== outer.wdata, inner.wstrb <== outer.wstrb,
    inner.wvalid <== outer.wvalid, outer.wready <== inner.wready, outer.bresp <== inner.bresp,
    outer.bvalid <== inner.bvalid, inner.bready <== outer.bready, inner.araddr <== outer.araddr,
    inner.arprot <== outer.arprot, inner.arvalid <== outer.arvalid, outer.arready <== inner.arready,
    outer.rdata <== inner.rdata, outer.rresp <== inner.rresp, outer.rvalid <== inner.rvalid,
    inner.rready <== outer.rready,
  ]
}
