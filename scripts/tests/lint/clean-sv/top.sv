module top (
  input  logic clock,
  input  struct packed {
    logic [6:0] value;
    logic       is_last;
  } taken,
  output logic [6:0] value
);
  always_ff @(posedge clock) begin
    value <= taken.is_last ? taken.value : 7'd0;
  end
endmodule
