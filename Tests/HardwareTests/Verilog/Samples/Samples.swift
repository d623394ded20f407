/// Modules whose Verilog the tests know by heart.
enum Samples {}
