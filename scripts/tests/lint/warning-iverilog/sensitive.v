// A process that waits for every word of an array: a warning of Icarus Verilog alone.
module sensitive (input wire clock, input wire [1:0] address, input wire [7:0] a, output reg [7:0] y);
  reg [7:0] words [0:3];
  always @(posedge clock) words[address] <= a;
  always @* y = words[address];
endmodule
