/// The way from a checked netlist to Verilog-2005: simplify, lower to syntax, print.
public enum Verilog {}
