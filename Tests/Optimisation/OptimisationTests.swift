// Tests of Optimisation.
