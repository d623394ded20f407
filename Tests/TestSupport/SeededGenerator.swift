import Randomness

/// The project's own generator, under the name that the tests know it by.
public typealias SeededGenerator = Randomness.SeededGenerator
