/// Which commands a program waits for before it gives the next one: each once, as the compiler's writer does.
struct EngineWaits {
  /// Commands that were given, and those that are known to be done.
  private(set) var passes = 0
  private var loads = 0, stores = 0
  private var donePasses = 0, doneLoads = 0, doneStores = 0
  /// By the part of the buffer, the last command that uses it.
  private var lastLoad = SIMD2<Int>(), lastStore = SIMD2<Int>(), lastRead = SIMD2<Int>(), lastWrite = SIMD2<Int>()

  private static func wait(for command: Int, _ done: inout Int) -> Int {
    guard command > done else { return 0 }
    done = command
    return 1
  }

  /// - Returns: waits before a load into a part of the buffer, which passes may be reading.
  mutating func load(into copy: Int) -> Int {
    loads += 1
    lastLoad[copy] = loads
    return Self.wait(for: lastRead[copy], &donePasses)
  }

  /// - Returns: waits before a store from a part of the buffer, which passes may be writing.
  mutating func store(from copy: Int) -> Int {
    stores += 1
    lastStore[copy] = stores
    return Self.wait(for: lastWrite[copy], &donePasses)
  }

  /// - Returns: waits before the first of some passes that read a part and write one.
  mutating func pass(reading input: Int, writing output: Int) -> Int {
    Self.wait(for: lastLoad[input], &doneLoads) + Self.wait(for: lastStore[output], &doneStores)
  }

  /// Takes note of passes.
  mutating func given(passes count: Int, reading input: Int, writing output: Int) {
    passes += count
    (lastRead[input], lastWrite[output]) = (passes, passes)
  }

  /// - Returns: waits until a pass is done.
  mutating func wait(forPass pass: Int) -> Int { Self.wait(for: pass, &donePasses) }

  /// A commit, which waits for all passes.
  mutating func commit() { donePasses = passes }
}
