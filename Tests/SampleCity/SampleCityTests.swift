// Tests of SampleCity.
