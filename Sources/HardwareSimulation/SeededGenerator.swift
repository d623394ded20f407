import Randomness

/// Random numbers that a seed repeats on every machine, for the stimulus of a test: an argument of `Int.random(in:using:)`
/// and its like.
public typealias SeededGenerator = Randomness.SeededGenerator
