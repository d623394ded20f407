import Hardware

/// A pixel with its place.
struct Pixel: Signal {
  var row, column: Unsigned
  var value: Signed
}

extension Pixel {
  /// The shape of a pixel in an image of so many rows and columns.
  init(rows: Int, columns: Int) {
    self.init(
      row: .bits(Netlist.addressWidth(of: rows)), column: .bits(Netlist.addressWidth(of: columns)), value: .bits(8))
  }
}

/// Keeps the largest of the pixels that it sees, and clips what it tells of it.
struct Brightest: Module {
  let valid, restart: Bit
  let pixel, brightest: Pixel
  let clipped: Unsigned

  init(rows: Int, columns: Int) {
    let shape = Pixel(rows: rows, columns: columns)
    (valid, restart) = (.input(), .input())
    pixel = shape.input()
    brightest = shape.outputRegister(reset: Pixel(row: 0, column: 0, value: -128))
    clipped = .output(4)
  }

  var body: [Statement] {
    let isBrighter = (pixel.value .> brightest.value).named("is_brighter")
    when(valid && (restart || isBrighter)) { brightest <== pixel }

    let magnitude = mux(brightest.value .< 0, 0, Unsigned(bitPattern: brightest.value))
    clipped <== mux(magnitude .> 15, 15, magnitude).truncated(to: 4)
  }
}

/// Selections from an array, at run time.
struct Crossbar: Module {
  let inputs, outputs: [Pixel]
  let sources: [Unsigned]

  init(ports: Int) {
    let shape = Pixel(rows: 16, columns: 16)
    inputs = (0..<ports).map { _ in shape.input() }
    outputs = (0..<ports).map { _ in shape.output() }
    sources = (0..<ports).map { _ in .input(Netlist.addressWidth(of: ports)) }
  }

  var body: [Statement] {
    for (output, source) in zip(outputs, sources) {
      output <== inputs[source]
    }
  }
}
