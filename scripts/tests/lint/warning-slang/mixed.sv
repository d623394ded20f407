module mixed (
  input  logic [7:0] bits,
  output logic [7:0] copy
);
  typedef struct packed {
    logic [3:0] high;
    logic [3:0] low;
  } halves_t;
  typedef struct packed {
    logic [5:0] first;
    logic [1:0] last;
  } parts_t;

  halves_t halves;
  parts_t  parts;

  assign halves = bits;
  assign parts = halves;
  assign copy = parts;
endmodule
