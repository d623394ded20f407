// A signal that nobody reads: a warning of Verilator alone.
module unused (input wire [7:0] a, output wire [7:0] y);
  wire [7:0] forgotten = a + 8'd1;
  assign y = a;
endmodule
