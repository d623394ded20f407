/// What the processor's instructions mean, by their numbers.
struct ReferenceProcessor {
  let program: [Int]
  var data: [Int]
  var outputs: [Int] = []
  var isHalted = false
  private var counter = 0
  private var accumulator = 0

  init(program: [Int], data: [Int]) { (self.program, self.data) = (program, data) }

  mutating func step() {
    guard !isHalted else { return }
    let (operation, operand) = (program[counter] / 32, program[counter] % 32)
    counter = (counter + 1) % 32
    switch operation {
    case 0: accumulator = operand
    case 1: accumulator = data[operand]
    case 2: data[operand] = accumulator
    case 3: accumulator = (accumulator + data[operand]) % 256
    case 4: accumulator = (accumulator + 256 - data[operand]) % 256
    case 5: if accumulator != 0 { counter = operand }
    case 6: outputs.append(accumulator)
    default: isHalted = true
    }
  }
}
