"""HiGHS in a process of its own, since its library and that of OR-Tools cannot be loaded into one.

Run as a module. It reads one frame with the rows, answers with the solved relaxation, reads a second frame with a start
and the limits, and answers with every better choice and bound that it finds, and at last with how it ended.
"""

from __future__ import annotations

import sys
import time
from typing import Any, BinaryIO

import numpy as np

from planner.roadmap.selection.framing import Frame, receive, send

HUGE = 1 << 50


def serve(pipe_in: BinaryIO, pipe_out: BinaryIO) -> None:
    """Answer the frames of one problem."""
    import highspy

    library: Any = highspy
    given = receive(pipe_in)
    if given is None:
        return
    began = time.monotonic()
    solver = library.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", int(given["seed"]))
    solver.setOptionValue("time_limit", float(given["seconds"]))
    solver.passModel(_program(highspy, given))
    if bool(given["relax"]):
        solver.run()
        if solver.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            found = solver.getSolution()
            bound = solver.getInfo().objective_function_value
            send(pipe_out, kind="relaxed", share=np.array(found.col_value), dual=np.array(found.row_dual), bound=bound)
        elif solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            send(pipe_out, kind="ended", status="infeasible", bound=0.0)
            return
        else:
            send(pipe_out, kind="unrelaxed")
    more = receive(pipe_in) if bool(given["relax"]) else given
    if more is not None:
        left = float(given["seconds"]) - (time.monotonic() - began)
        _search(highspy, solver, given, more, left, pipe_out)


def _program(highspy: Any, given: Frame) -> Any:
    program = highspy.HighsLp()
    count = len(given["value"])
    program.num_col_, program.num_row_ = count, len(given["lower"])
    program.sense_ = highspy.ObjSense.kMaximize
    program.col_cost_ = given["value"].astype(np.float64)
    program.col_lower_, program.col_upper_ = np.zeros(count), np.ones(count)
    lower, upper = given["lower"].astype(np.float64), given["upper"].astype(np.float64)
    program.row_lower_ = np.where(lower < -HUGE, -highspy.kHighsInf, lower)
    program.row_upper_ = np.where(upper > HUGE, highspy.kHighsInf, upper)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = given["start"].astype(np.int32)
    program.a_matrix_.index_ = given["index"].astype(np.int32)
    program.a_matrix_.value_ = given["amount"].astype(np.float64)
    return program


def _search(highspy: Any, solver: Any, given: Frame, more: Frame, seconds: float, pipe: BinaryIO) -> None:
    count = len(given["value"])
    solver.clearSolver()
    kinds = np.full(count, highspy.HighsVarType.kInteger)
    solver.changeColsIntegrality(count, np.arange(count, dtype=np.int32), kinds)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.999)
    solver.setOptionValue("time_limit", max(seconds, 0.01) + solver.getRunTime())
    if int(more["nodes"]) >= 0:
        solver.setOptionValue("mip_max_nodes", int(more["nodes"]))
    if len(more["chosen"]):
        start = highspy.HighsSolution()
        start.col_value = more["chosen"].astype(np.float64).tolist()
        solver.setSolution(start)
    _listen(solver, pipe)
    solver.run()
    names = {
        highspy.HighsModelStatus.kOptimal: "optimal",
        highspy.HighsModelStatus.kInfeasible: "infeasible",
    }
    status = names.get(solver.getModelStatus(), "limit")
    send(pipe, kind="ended", status=status, bound=solver.getInfo().mip_dual_bound)


def _listen(solver: Any, pipe: BinaryIO) -> None:
    last = [np.inf]

    def tell_choice(event: Any) -> None:
        send(pipe, kind="improved", chosen=np.asarray(event.data_out.mip_solution) > 0.5)

    def tell_bound(event: Any) -> None:
        bound = event.data_out.mip_dual_bound
        if bound < last[0]:
            last[0] = bound
            send(pipe, kind="bound", bound=bound)

    solver.cbMipImprovingSolution.subscribe(tell_choice)
    solver.cbMipLogging.subscribe(tell_bound)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
