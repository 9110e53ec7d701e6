"""Write the description of the input tables in data/README.md anew, from their declarations.

Run it with `python -m tools.docs.data_readme`.
"""

from pathlib import Path

from cchc_lib.inputs.tables.documentation import update_readme

if __name__ == "__main__":
    update_readme(Path(__file__).parents[2] / "data" / "README.md")
