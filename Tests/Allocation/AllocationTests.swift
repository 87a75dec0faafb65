// Tests of Allocation.
