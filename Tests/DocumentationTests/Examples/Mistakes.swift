import Hardware

struct Careless: Module {
  let enable: Bit
  let a, b: Unsigned
  let sum, flag: Unsigned

  init() {
    enable = .input()
    (a, b) = (.input(8), .input(6))
    (sum, flag) = (.output(8), .output(1))
  }

  var body: [Statement] {
    sum <== a + b
    flag <== a & b
  }
}

struct Forgetful: Module {
  let enable: Bit
  let a, b: Unsigned
  let sum, rest: Unsigned

  init() {
    enable = .input()
    (a, b) = (.input(8), .input(8))
    (sum, rest) = (.output(8), .output(8))
  }

  var body: [Statement] {
    when(enable) { sum <== a &+ b }
  }
}

struct Cloned: Module {
  let multipliers = Array(repeating: Multiplier(bits: 8), count: 2)
  var body: [Statement] {}
}
