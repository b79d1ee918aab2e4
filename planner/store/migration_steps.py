"""Cuts a generated migration into a function for each table, so that it can be read.

>>> print(in_steps('''def upgrade() -> None:
...     op.create_table("risk")
...     with op.batch_alter_table("risk") as batch_op:
...         batch_op.create_index("ix_risk_code", ["code"])
...
...     with op.batch_alter_table("launch") as batch_op:
...         batch_op.drop_column("tier")
... '''))
def upgrade() -> None:
    add_risk()
    alter_launch()
<BLANKLINE>
<BLANKLINE>
def add_risk() -> None:
    op.create_table("risk")
    with op.batch_alter_table("risk") as batch_op:
        batch_op.create_index("ix_risk_code", ["code"])
<BLANKLINE>
<BLANKLINE>
def alter_launch() -> None:
    with op.batch_alter_table("launch") as batch_op:
        batch_op.drop_column("tier")
<BLANKLINE>
"""

import ast
from itertools import groupby


def in_steps(source: str) -> str:
    """Return a migration whose ``upgrade``, its last function, calls a function for each table that it touches."""
    lines = source.splitlines()
    upgrade = next(node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
    steps = []
    for table, of_table in groupby(upgrade.body, _table):
        statements = list(of_table)
        name = f"{'alter' if isinstance(statements[0], ast.With) else 'add'}_{table}"
        text = "\n".join(line for s in statements for line in lines[s.lineno - 1 : s.end_lineno])
        steps.append((name, f"def {name}() -> None:\n{text}\n"))
    calls = "\n".join(f"    {name}()" for name, _ in steps)
    head = "\n".join(lines[: upgrade.lineno])
    return "\n\n\n".join([f"{head}\n{calls}", *(text.removesuffix("\n") for _, text in steps)]) + "\n"


def _table(statement: ast.stmt) -> str:
    """Return the table that a statement adds or alters."""
    call = next(node for node in ast.walk(statement) if isinstance(node, ast.Call))
    return str(ast.literal_eval(call.args[0]))
