"""The tones stay apart without colour, and the words stay readable."""

from itertools import pairwise

import altair as alt
import pytest
from fontTools.ttLib import TTFont

from tracebrief.draw import show_chart, theme

# How a colour without noise reaches an eye that lacks one kind of cone; linear RGB.
# Source: Machado, Oliveira and Fernandes 2009, severity 1.0.
SIGHTS = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
LABELS = (
    "over 1,200 prisoners",
    "Gull Post Mail, 2–9 May 2031",
    "Some were moved from the harbour to the mill on Friday",
)


def linear(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour: str, sight: str = "full") -> float:
    seen = [sum(a * b for a, b in zip(row, linear(colour), strict=True)) for row in SIGHTS[sight]]
    return sum(weight * min(1, max(0, part)) for weight, part in zip((0.2126, 0.7152, 0.0722), seen, strict=True))


def lightness(colour: str, sight: str) -> float:
    return 116 * max(luminance(colour, sight), 0.008856) ** (1 / 3) - 16


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sight", SIGHTS)
def test_each_tone_is_clearly_lighter_than_the_one_before(sight):
    steps = [lightness(after, sight) - lightness(before, sight) for before, after in pairwise(theme.TONES)]
    assert min(steps) > 12, dict(zip(theme.TONES[1:], steps, strict=True))


def test_two_hues_of_one_lightness_would_fail():
    assert abs(lightness("#c8702a", "grey") - lightness("#4a8a3c", "grey")) < 12


@pytest.mark.parametrize("ground", [theme.PAPER, theme.FAINT])
@pytest.mark.parametrize("ink", [theme.INK, theme.QUIET])
def test_words_stand_out_from_their_ground(ink, ground):
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("tone", [theme.DEEP, theme.WARM])
def test_marks_stand_out_from_paper(tone):
    assert contrast(tone, theme.PAPER) >= 3


def test_letters_are_no_smaller_than_12_pixels():
    assert min(theme.TEXT_SIZE, theme.SMALL_SIZE) >= 12


@pytest.mark.parametrize("words", LABELS)
@pytest.mark.parametrize("face", ["Regular", "Semibold"])
def test_the_width_of_words_is_not_underrated_nor_far_off(words, face):
    font = TTFont(theme.FONT_FOLDER / f"SourceSansPro-{face}.otf")
    letters, widths = font.getBestCmap(), font["hmtx"].metrics
    true = sum(widths[letters[ord(letter)]][0] for letter in words) / font["head"].unitsPerEm * theme.TEXT_SIZE
    assert true <= theme.text_width(words) <= 1.25 * true


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        pytest.param("one two three", 1000, ["one two three"], id="fits"),
        pytest.param("one two three", 60, ["one two", "three"], id="breaks at a space"),
        pytest.param("unbreakable", 10, ["unbreakable"], id="a long word is not cut"),
        pytest.param("", 10, [], id="nothing"),
    ],
)
def test_wrap(words, width, lines):
    assert theme.wrap(words, width) == lines


def test_a_label_is_cut_by_its_letters():
    names = ["A short one", "x" * 49, "Told of by a clerk of the harbour office, who asked for no name at all"]
    bars = alt.Chart(alt.Data(values=[{"name": name} for name in names])).mark_bar()
    svg = show_chart(bars.encode(y=alt.Y("name:N", axis=theme.short_labels())), alt="").svg
    assert all(f">{name}<" in svg for name in names[:2])
    assert f">{names[2][:48]}…<" in svg
