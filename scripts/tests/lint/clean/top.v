module top (
  input wire clock, input wire reset,
  input wire in_valid, output wire in_ready, input wire [7:0] in_data,
  output wire out_valid, input wire out_ready, output wire [7:0] out_data
);
  fifo #(.W(8)) queue (
    .clock(clock), .reset(reset),
    .in_valid(in_valid), .in_ready(in_ready), .in_data(in_data),
    .out_valid(out_valid), .out_ready(out_ready), .out_data(out_data)
  );
endmodule
