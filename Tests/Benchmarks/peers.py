#!/usr/bin/env python3
"""Other solvers on the programs that `benchmarks peers --out DIR` wrote: one thread each, the same gap and limit; prints seconds by the clock and of the processor, and the gap.

    python3 -m venv .yaosu/peers && .yaosu/peers/bin/pip install highspy pyscipopt ortools pulp
    .yaosu/peers/bin/python Tests/Benchmarks/peers.py DIR 1000:0.001,10000:0.0001 --limit 120

CP-SAT's library and HiGHS's don't load in one process: `--peers cpsat` by itself.
"""
import argparse, os, re, subprocess, sys, time


def highs(path, gap, limit):
    import highspy
    h = highspy.Highs()
    for key, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", gap), ("time_limit", limit)):
        h.setOptionValue(key, value)
    h.readModel(path)
    began = time.monotonic()
    h.run()
    return time.monotonic() - began, h.getInfo().mip_gap


def scip(path, gap, limit):
    from pyscipopt import Model
    m = Model()
    m.hideOutput()
    m.readProblem(path)
    m.setParam("limits/gap", gap)
    m.setParam("limits/time", limit)
    began = time.monotonic()
    m.optimize()
    return time.monotonic() - began, m.getGap()


def cpsat(path, gap, limit):
    from ortools.linear_solver.python import model_builder as mb
    model = mb.Model()
    model.import_from_mps_file(path)
    solver = mb.Solver("sat")
    solver.set_solver_specific_parameters(f"num_workers:1 relative_gap_limit:{gap}")
    solver.set_time_limit_in_seconds(limit)
    began = time.monotonic()
    solver.solve(model)
    took = time.monotonic() - began
    best, bound = solver.objective_value, solver.best_objective_bound
    return took, abs(best - bound) / max(abs(best), 1) if best else float("nan")


def cbc(path, gap, limit):
    import pulp
    exe = pulp.PULP_CBC_CMD().path
    began = time.monotonic()
    text = subprocess.run([exe, path, "-ratioGap", str(gap), "-sec", str(limit), "-solve", "-quit"], capture_output=True, text=True).stdout
    took = time.monotonic() - began
    best = re.search(r"Objective value:\s+(-?[\d.]+)", text)
    bound = re.search(r"[Ll]ower bound:\s+(-?[\d.]+)", text)
    if not best:
        return took, float("nan")
    return took, abs(float(best[1]) - float(bound[1])) / abs(float(best[1])) if bound else gap


def processor():
    """Seconds of this process and of those that it started and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("cases")
    parser.add_argument("--limit", type=float, default=120)
    parser.add_argument("--peers", default="highs,scip,cbc")
    args = parser.parse_args()
    for case in args.cases.split(","):
        size, gap = case.split(":")
        for name in args.peers.split(","):
            before = processor()
            try:
                seconds, reached = globals()[name](f"{args.folder}/{size}.mps", float(gap), args.limit)
                print(f"{size} projects to {float(gap) * 100:.3f} %: {name} {seconds:.2f} s ({processor() - before:.2f} s of the processor, reading too), gap {reached * 100:.5f} %", flush=True)
            except Exception as error:  # One peer that isn't installed or fails doesn't cost the others their turn; it is told.
                print(f"{size} projects: {name} failed: {error}", file=sys.stderr, flush=True)


main()
