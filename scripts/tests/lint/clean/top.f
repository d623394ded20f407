fifo.v
top.v
