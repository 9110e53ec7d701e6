"""The parts of blocks: the runs of a line, the base of all blocks, and the nodes that blocks yield for paper."""
