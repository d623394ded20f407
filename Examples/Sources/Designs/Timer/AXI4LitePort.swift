import Hardware

/// How a transaction on AXI ended.
enum Response: Int, CaseIterable { case okay = 0, exclusiveOkay = 1, subordinateError = 2, decodeError = 3 }

/// The ports of a subordinate on AXI4-Lite with data of 32 bits, its answers in registers.
struct AXI4LitePort: Interface {
  let awaddr: Unsigned
  let awvalid: Bit = .input(), awready: Bit = .output()
  let wdata: Unsigned = .input(32), wstrb: Unsigned = .input(4)
  let wvalid: Bit = .input(), wready: Bit = .output()
  let bresp: Enumerated<Response> = .outputRegister()
  let bvalid: Bit = .outputRegister(reset: false), bready: Bit = .input()
  let araddr: Unsigned
  let arvalid: Bit = .input(), arready: Bit = .output()
  let rdata: Unsigned = .outputRegister(32), rresp: Enumerated<Response> = .outputRegister()
  let rvalid: Bit = .outputRegister(reset: false), rready: Bit = .input()

  init(addressBits: Int) { (awaddr, araddr) = (.input(addressBits), .input(addressBits)) }

  /// A word with the bytes that are written, the others as they were.
  func written(into word: Unsigned) -> Unsigned {
    concatenate(
      [3, 2, 1, 0].map { (byte: Int) -> Unsigned in
        let bits = 8 * byte..<8 * byte + 8
        return mux(wstrb[byte], wdata[bits], word[bits])
      })
  }
}
