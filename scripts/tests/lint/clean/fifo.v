module fifo #(parameter W = 8) (
  input wire clock, input wire reset,
  input wire in_valid, output wire in_ready, input wire [W-1:0] in_data,
  output wire out_valid, input wire out_ready, output wire [W-1:0] out_data
);
  reg [W-1:0] store [0:3];
  reg [1:0] head, tail;
  reg [2:0] count;
  assign in_ready = count != 3'd4;
  assign out_valid = count != 3'd0;
  assign out_data = store[head];
  wire push = in_valid & in_ready;
  wire pop = out_valid & out_ready;
  always @(posedge clock) begin
    if (push) store[tail] <= in_data;
    if (reset) begin head <= 2'd0; tail <= 2'd0; count <= 3'd0; end
    else begin
      if (push) tail <= tail + 2'd1;
      if (pop) head <= head + 2'd1;
      count <= count + {2'd0, push} - {2'd0, pop};
    end
  end
endmodule
