"""Files that travel with the pages: type, the script, the chart library and each chart; nothing comes from a network.

They stand in `build/assets`, from where both engines copy them to the same place in the site. What differs from version
to version stands apart, the charts in `build/charts`: versions share the folder of assets.
"""

import shutil
from importlib.metadata import version
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
import vl_convert

from tracebrief.project.paths import Project
from tracebrief.render.page_sources import TEMPLATES

FONTS = [Path(package.__file__).with_name("files") for package in (font_source_sans_pro, font_source_serif_pro)]
# The faces that the pages use; the packages have many more.
FACES = ("Regular", "It", "Semibold", "Bold")


def write_assets(project: Project) -> None:
    """Write everything that pages load to `build/assets`, and the charts to `build/charts`."""
    assets = project.assets
    (assets / "fonts").mkdir(parents=True, exist_ok=True)
    copies = {assets / name: TEMPLATES / name for name in ("brief.js", "page.css")}
    copies |= {assets / "fonts" / path.name: path for path in find_fonts()}
    for folder in FONTS:
        copies[assets / "fonts" / f"LICENSE-{folder.parent.name}.txt"] = folder / "LICENSE.txt"
    for copy, path in copies.items():
        shutil.copyfile(path, copy)
    write_library(assets / "vega.js")
    # What an earlier build left would be published with the rest.
    for path in assets.rglob("*"):
        if path.is_file() and path not in copies and path.name != "vega.js":
            path.unlink()
    _write_charts(project)


def find_fonts() -> list[Path]:
    """Return the font files that the pages use."""
    return [path for folder in FONTS for path in folder.glob("*.otf") if path.stem.partition("-")[2] in FACES]


def _write_charts(project: Project) -> None:
    """Write each chart as a script: a page opened from a disk may load scripts, but not JSON."""
    shutil.rmtree(project.charts, ignore_errors=True)
    project.charts.mkdir(parents=True)
    for path in sorted(project.figures.glob("*.vl.json")):
        name = path.name.removesuffix(".vl.json")
        chart = f'(window.tracebriefCharts ??= {{}})["{name}"] = {path.read_text("utf-8").strip()};\n'
        (project.charts / f"{name}.js").write_text(chart, "utf-8")


def write_library(path: Path) -> None:
    """Write Vega, Vega-Lite and Vega-Embed in one file; bundling takes a second, so a file of this version stays."""
    head = f"// Vega, Vega-Lite and Vega-Embed, bundled by vl-convert {version('vl-convert-python')}\n"
    if not (path.is_file() and path.read_text("utf-8").startswith(head)):
        path.write_text(head + vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"), "utf-8")
