"""Formulas on pages: drawn on the grid, with words, tagged; in browsers and books as MathML."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from part_jobs import lay_out, printed, screen
from pdf_reader import Element, read_tagged
from PIL import Image
from validators.verapdf import check_pdf

from pipeline.load import load_files
from pipeline.note import Note
from pipeline.note.formula_words import read_aloud
from pipeline.note.text import Formula, Paragraph
from pipeline.note.walk import display_formula
from pipeline.numbering import Label
from pipeline.press.engine.engine import Engine
from pipeline.press.formulas.drawing import draw_formula
from pipeline.press.markup.dialect import Dialect, DialectName
from pipeline.press.markup.writer import Writer
from pipeline.press.parts.parts import PartPages
from pipeline.press.pdf.joining.standards import UA1_AND_A3A, UA2_AND_A4F, ScreenStandard
from pipeline.workspace import built_in_styles

# What policy papers hold: means, shares, indices, regressions, matrices, units.
PAPERS = {
    r"x_i": "x sub i",
    r"R^2 = 0.81": "R squared equals 0.81",
    r"\frac{a}{b} + c": "the fraction a over b, end of fraction, plus c",
    r"\bar{x} = \frac{1}{n}\sum_{i=1}^{n} x_i": "the sum from i equals 1 to n of x sub i",
    r"G = \frac{\sum_{i=1}^{n}\sum_{j=1}^{n} |x_i - x_j|}{2 n^2 \bar{x}}": "2 n squared x bar",
    r"\log y_{it} = \alpha_i + \beta_1 \log x_{it} + \varepsilon_{it}": "alpha sub i plus beta",
    r"NPV = \sum_{t=0}^{T} \frac{B_t - C_t}{(1+r)^t} \geq 0": "is at least 0",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}^{-1}": "a table of 2 rows, a, b; c, d",
    r"\mathrm{HDI} = \left( I_h \cdot I_e \cdot I_y \right)^{1/3}": "to the power 1 over 3",
    r"P(A \mid B) \propto \lfloor n \rfloor": "A given B close bracket is proportional to",
    r"\underbrace{a + b}_{\text{all}} = c": "a plus b in a brace, all, equals c",
    r"\nabla f \notin \mathbb{R} \cup \emptyset": "nabla f not in R union the empty set",
    r"\bigcup_{i=1}^{n} A_i \subseteq B \implies x": "is a subset of or equal to B implies x",
    r"\sqrt{a^2+b^2}": "the square root of a squared plus b squared, end of root,",
    r"\sqrt[3]{x}": "the root of degree 3 of x",
    r"\int_0^T e^{-rt}\,dt": "the integral from 0 to T of",
    r"f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}": "0, otherwise",
    r"\binom{n}{k} p^k": "open bracket a table of 2 rows, n; k, end of table, close bracket p",
    r"\max_{x} \; u(x)": "max over x, of",
    r"\frac{\partial L}{\partial x} = \lim_{h \to 0} h": "partial L over partial x",
    r"P(A \mid B) = \frac{P(B \mid A) P(A)}{P(B)}": "P",
    r"\text{elasticity} = \frac{\Delta Q / Q}{\Delta P / P}": "elasticity equals",
    r"\mathbf{y} = \mathbf{X}\boldsymbol{\beta} + \mathbf{u}": "plus",
    r"100\,\text{kWh}/\text{m}^2": "100 kWh over m squared",
    r"\hat{\theta} \approx 0.05 \pm 0.01": "theta hat is about 0.05 plus or minus 0.01",
}
READ = [
    ("fr", r"R^2 = 0.81", "R au carré égale 0.81"),
    ("es", r"\int_0^T e^{-rt}\,dt", "la integral, desde 0 hasta T, de e elevado a menos r t d t"),
    (
        "pt",
        r"\hat{\theta} \approx 0.05 \pm 0.01",
        "teta chapéu é aproximadamente igual a 0.05 mais",
    ),
    (
        "de",
        r"\sqrt{a^2+b^2}",
        "Quadratwurzel aus a zum Quadrat plus b zum Quadrat, Ende der Wurzel,",
    ),
    ("ru", r"x_i", "x с индексом i"),
    ("zh-Hans", r"\nabla f \notin \mathbb{R} \cup \emptyset", "不属于 R 并 空集"),
    ("zh-Hans", r"\frac{a}{b} + c", "分数，分子 a，分母 b，分数结束， 加 c"),
    ("fr", r"\text{elasticity} = \frac{\Delta Q / Q}{\Delta P / P}", "delta majuscule Q sur Q"),
    ("pl", r"x_i", "x_i"),
]
STYLES = built_in_styles()
CSS = "".join(
    (STYLES / name).read_text("utf-8")
    for name in ("parts/formula.css", "editions/print/formula.css")
)
CSS += ":root { --line: 15pt; --sans: 'Note Sans' } p { text-align: left; hyphens: manual }"
PROSE = "The share that a village takes of the water is {} of all that there is, and so on and on."


def note_of(minimal_note: Note, text: str) -> Note:
    name = "text/1-sharing.md"
    head = "---\nlead: How the villages share the water.\n---\n\n# Shares {#shares}\n\n## Who?\n\n"
    files = {**minimal_note.files, name: f"{head}{text}\n".encode()}
    return load_files("note", {path: data for path, data in files.items() if "2-" not in path})


def paragraphs(note: Note) -> list[Paragraph]:
    blocks = note.themes[0].questions[0].blocks
    return [block for block in blocks if isinstance(block, Paragraph)]


@pytest.fixture(scope="module")
def formulas(minimal_note: Note) -> dict[str, Formula]:
    text = "\n\n".join(f"$${tex}$$" for tex in PAPERS)
    found = [display_formula(block) for block in paragraphs(note_of(minimal_note, text))]
    return dict(zip(PAPERS, [one for one in found if one is not None], strict=True))


@pytest.mark.parametrize("tex", PAPERS)
def test_a_formula_of_a_paper_is_drawn_and_read(tex: str, formulas: dict[str, Formula]) -> None:
    formula = formulas[tex]
    assert formula.tex == tex
    assert PAPERS[tex] in read_aloud(formula, "en-GB")
    drawn = draw_formula(formula.mathml, is_display=True)
    assert drawn.content.count("<path") >= 2
    assert 0 < drawn.height < 5
    assert 0 < drawn.width < 30
    assert draw_formula(formula.mathml, is_display=False).height <= drawn.height


@pytest.mark.parametrize(("language", "tex", "words"), READ)
def test_it_is_read_in_the_language_of_the_note(
    language: str, tex: str, words: str, formulas: dict[str, Formula]
) -> None:
    assert words in read_aloud(formulas[tex], language)


def test_an_id_asks_for_a_number(minimal_note: Note) -> None:
    note = note_of(minimal_note, "$$a$$ {#eq-a}\n\n{#eq-b}\n$$\nb\n$$\n\n$$c$$")
    found = [(block.id, display_formula(block)) for block in paragraphs(note)]
    assert [(name, one.is_numbered) for name, one in found if one] == [
        ("eq-a", True),
        ("eq-b", True),
        ("who-c", False),
    ]


@pytest.mark.parametrize("name", ["web", "epub"])
def test_browsers_and_books_are_given_mathml(name: DialectName, minimal_note: Note) -> None:
    note = note_of(minimal_note, "It is $x_1$ here.\n\n$$y^2$$ {#eq-y}")
    labels = {"eq-y": Label("formula", "Equation", "1", "Equation 1")}
    written = str(Writer(Dialect(name, "en", labels=labels)).blocks(paragraphs(note)))
    assert "<msub><mi>x</mi><mn>1</mn></msub></math> here." in written
    assert '<div class="equation" id="eq-y"><math' in written
    assert '</math><span class="equation-number">(1)</span></div>' in written
    assert ('alttext="x sub 1"' in written) == (name == "epub")
    assert "svg" not in written


def page_of(engine: Engine, body: str) -> pikepdf.Pdf:
    return pikepdf.Pdf.open(BytesIO(screen(lay_out(engine, body, CSS))))


@pytest.mark.slow
def test_a_formula_is_tagged_with_its_words(engine: Engine, minimal_note: Note) -> None:
    note = note_of(minimal_note, "It is $x_1$ here.\n\n$$y^2$$")
    body = str(Writer(Dialect("paged", "en")).blocks(paragraphs(note)))
    pdf = page_of(engine, body)
    found = [
        str(one.Alt)
        for one in pdf.objects
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Formula"
    ]
    assert sorted(found) == ["x sub 1", "y squared"]


@pytest.mark.slow
def test_the_screen_pdf_has_each_formula_as_mathml(engine: Engine, minimal_note: Note) -> None:
    note = note_of(minimal_note, r"It is $x_1 < 2$ or $x_1 < 2$ here." "\n\n$$y^2$$")
    part = lay_out(engine, str(Writer(Dialect("paged", "en")).blocks(paragraphs(note))), CSS)
    pdf = pikepdf.Pdf.open(BytesIO(screen(part)))
    files: dict[str, pikepdf.Object] = {}
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Formula":
            (files[str(one.Alt)],) = one.AF
    inside = {"x sub 1 is less than 2": "msub", "y squared": "msup"}
    assert set(files) == set(inside)
    for words, file in files.items():
        assert (file.Type, file.AFRelationship) == ("/Filespec", "/Supplement")
        assert str(file.F) == str(file.UF)
        stream = file.EF.F
        assert stream.Subtype == "/application/mathml+xml"
        content = stream.read_bytes()
        assert stream.Params.Size == len(content)
        math = etree.fromstring(content)
        assert math.tag == "{http://www.w3.org/1998/Math/MathML}math"
        assert math.find(f".//{{*}}{inside[words]}") is not None
        assert math.get("display") == ("block" if words == "y squared" else None)
    specs = [
        one
        for one in pdf.objects
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Filespec"
    ]
    assert len(specs) == 2
    press = pikepdf.Pdf.open(BytesIO(printed(part)))
    assert not any(isinstance(one, pikepdf.Dictionary) and "/EF" in one for one in press.objects)


@pytest.fixture(scope="module")
def papers(engine: Engine, minimal_note: Note) -> PartPages:
    """All formulas, on lines of their own and in a line."""
    shown = [f"$${tex}$$" for tex in PAPERS] + [f"It is ${tex}$." for tex in PAPERS]
    note = note_of(minimal_note, "\n\n".join(shown))
    body = str(Writer(Dialect("paged", "en")).blocks(paragraphs(note)))
    return lay_out(engine, f"<h1>Formulas</h1>{body}", CSS)


def mathml_of(element: Element) -> etree._Element:
    """The MathML of a structure element and those in it."""
    namespace = str(element.keys["/NS"].NS)
    made = etree.Element(f"{{{namespace}}}{element.role}", nsmap={None: namespace})
    for attributes in element.keys.get("/A", ()):
        assert attributes.O == "/NSO"
        assert str(attributes.NS.NS) == namespace
        made.attrib.update({k[1:]: str(v) for k, v in attributes.items() if k not in ("/O", "/NS")})
    if "/ActualText" in element.keys:
        made.text = str(element.keys["/ActualText"])
    made.extend(mathml_of(kid) for kid in element.kids if isinstance(kid, Element))
    return made


@pytest.mark.slow
def test_a_pdf_of_the_second_standard_has_the_elements_of_mathml(papers: PartPages) -> None:
    reading = read_tagged(screen(papers, standard=UA2_AND_A4F))
    formulas = reading.root.all("Formula")
    assert len(formulas) == 2 * len(PAPERS)
    assert reading.unused == []
    for formula in formulas:
        # An alternative text would stand for all that is in the element.
        assert "/Alt" not in formula.keys
        (math,) = formula.kids
        made = mathml_of(math)
        assert made.attrib.pop("alttext")
        (file,) = formula.keys["/AF"]
        assert etree.tostring(made, method="c14n") == etree.tostring(
            etree.fromstring(file.EF.F.read_bytes()), method="c14n"
        )


@pytest.mark.slow
def test_each_token_of_a_formula_is_the_ink_of_its_signs(papers: PartPages) -> None:
    reading = read_tagged(screen(papers, standard=UA2_AND_A4F))
    pages = [ink_of(page) for page in reading.pdf.pages]
    numbers = {page.objgen: number for number, page in enumerate(reading.pdf.pages)}
    tokens = [one for one in reading.root.walk() if one.role in ("mi", "mn", "mo", "mtext")]
    assert len(tokens) > 400
    for token in tokens:
        drawn = pages[numbers[token.keys["/Pg"].objgen]][token.mcids[0]]
        text = str(token.keys["/ActualText"])
        signs = sum(one.isprintable() and not one.isspace() for one in text)
        # Tall brackets and long bars are put together.
        assert drawn == signs or (token.role == "mo" and drawn > signs), text


def ink_of(page: pikepdf.Page) -> dict[int, int]:
    """How many shapes are filled in each piece of marked content of a page, by its number."""
    found: dict[int, int] = {}
    stack: list[int | None] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                assert not stack, "content is marked within marked content"
                stack.append(int(operands[1]["/MCID"]) if "/MCID" in operands[1] else None)
                if stack[-1] is not None:
                    found[stack[-1]] = 0
            case "EMC":
                stack.pop()
            case "f" | "f*":
                assert stack, "something is filled that is not marked"
                if stack[-1] is not None:
                    found[stack[-1]] += 1
    return found


@pytest.mark.slow
@pytest.mark.parametrize("width", [140, 300, 360])
def test_a_formula_stands_beside_its_number(width: int, engine: Engine, minimal_note: Note) -> None:
    """In columns of any width, as in one of 360 pt, where both have always been on one line."""
    note = note_of(minimal_note, "Before it.\n\n$$y = ax + bx^2 + cx^3$$ {#eq-y}\n\nBehind it.")
    labels = {"eq-y": Label("formula", "Equation", "1", "Equation 1")}
    blocks = Writer(Dialect("paged", "en", labels=labels)).blocks(paragraphs(note))
    body = f"<section>{blocks}</section>"
    sheet = f"{CSS} @page {{ size: {width}pt 300pt; margin: 0 }}"
    page = pypdfium2.PdfDocument(BytesIO(screen(lay_out(engine, body, sheet))))[0]
    picture = page.render(scale=4, grayscale=True).to_pil()
    ink = [top for top in range(picture.height) if has_ink(picture, 0, top, picture.width, top + 1)]
    lines = [top for top, before in zip(ink, [-100, *ink], strict=False) if top - before > 16]
    assert len(lines) == 4  # The folio is the last.
    behind = lines[2]
    middle = picture.width // 2
    assert has_ink(picture, middle - 40, lines[1], middle + 40, behind)
    assert has_ink(picture, picture.width - 48, lines[1], picture.width, behind)


def has_ink(picture: Image.Image, left: int, top: int, right: int, bottom: int) -> bool:
    return min(picture.crop((left, top, right, bottom)).tobytes()) < 128


@pytest.mark.slow
@pytest.mark.validator
@pytest.mark.parametrize("standard", [UA1_AND_A3A, UA2_AND_A4F])
def test_a_pdf_with_formulas_conforms(
    standard: ScreenStandard, papers: PartPages, tmp_path: Path
) -> None:
    path = tmp_path / "formulas.pdf"
    path.write_bytes(screen(papers, standard=standard))
    for flavour in standard.flavours:
        assert check_pdf(path, flavour) == [], flavour


def foot_of_last_line(engine: Engine, body: str) -> float:
    (page,) = pypdfium2.PdfDocument(BytesIO(screen(lay_out(engine, body, CSS))))
    text = page.get_textpage()
    found = text.get_text_range()
    return float(text.get_charbox(found.rindex("end"))[1])


@pytest.mark.slow
@pytest.mark.parametrize("tex", [r"x_i^2", r"\frac{3}{7}", r"\sum_{i=1}^{n} x_i", r"\hat{\beta}"])
def test_a_formula_in_a_line_keeps_to_the_lines(
    tex: str, engine: Engine, minimal_note: Note
) -> None:
    feet = set()
    for words in ("m", f"${tex}$"):
        note = note_of(minimal_note, f"{PROSE.format(words)} {PROSE.format('m')}\n\nThe end.")
        body = str(Writer(Dialect("paged", "en")).blocks(paragraphs(note)))
        feet.add(round(foot_of_last_line(engine, body), 1))
    assert len(feet) == 1


def lines_more(engine: Engine, note: Note, before: str, after: str) -> float:
    """How many lines lower the end stands behind one paragraph than behind another one."""
    dialect = Dialect("paged", "en", leading=15 / 11)
    feet = []
    for given in (before, after):
        blocks = paragraphs(note_of(note, f"{given}\n\nThe end."))
        feet.append(foot_of_last_line(engine, str(Writer(dialect).blocks(blocks))))
    return (feet[0] - feet[1]) / 15


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tex", "lines"),
    [
        (r"e^{-\frac{x^2}{2}}", 1),
        (r"\frac{\sum_{i=1}^{n} x_i}{\sqrt{n-1}}", 2),
        (r"\begin{pmatrix} a & b \\ c & d \\ e & f \end{pmatrix}", 2),
        (r"\frac{1}{1 + \frac{1}{1 + \frac{1}{x}}}", 2),
    ],
)
def test_the_line_of_a_tall_formula_is_as_high_as_whole_lines(
    tex: str, lines: int, engine: Engine, minimal_note: Note
) -> None:
    before, after = (PROSE.format(one) + " So it is." for one in ("m", f"${tex}$"))
    more = lines_more(engine, minimal_note, before, after)
    assert more == pytest.approx(lines, abs=0.02)


@pytest.mark.slow
def test_two_formulas_do_not_run_into_each_other(engine: Engine, minimal_note: Note) -> None:
    formula, line = r"$\frac{a+b}{c+d}$", "\\\n"
    above, alone = f"A {formula} is one,{line}", f"a long way from it is {{}}.{line}"
    meeting = above + f"a {formula} another."
    apart = above + alone.format(formula)
    assert lines_more(engine, minimal_note, f"{above}a x another.", meeting) == (
        pytest.approx(1, abs=0.02)
    )
    assert lines_more(engine, minimal_note, above + alone.format("x"), apart) == (
        pytest.approx(0, abs=0.02)
    )


@pytest.mark.slow
def test_lines_below_one_formula_are_those_above_the_next(
    engine: Engine, minimal_note: Note
) -> None:
    tall, line = r"$\begin{pmatrix} a & b \\ c & d \\ e & f \end{pmatrix}$", "\\\n"
    following = f"One {tall},{line}and another one {tall}."
    # Of each formula a line above it and one below, of which the middle ones are one.
    more = lines_more(engine, minimal_note, f"One,{line}and another one.", following)
    assert more == pytest.approx(3, abs=0.02)


@pytest.mark.slow
def test_the_mark_of_an_item_stands_beside_its_words(engine: Engine, minimal_note: Note) -> None:
    tall = r"$\begin{pmatrix} a & b \\ c & d \\ e & f \end{pmatrix}$"
    question = note_of(minimal_note, f"- one\n- two {tall}\n").themes[0].questions[0]
    body = str(Writer(Dialect("paged", "en")).blocks(question.blocks))
    css = CSS + "ul { list-style: '+ ' }"
    (page,) = pypdfium2.PdfDocument(BytesIO(screen(lay_out(engine, body, css))))
    text = page.get_textpage()
    found = text.get_text_range()
    marks = [text.get_charbox(at)[1] for at, sign in enumerate(found) if sign == "+"]
    words = [text.get_charbox(found.index(word))[1] for word in ("one", "two")]
    apart = [mark - word for mark, word in zip(marks, words, strict=True)]
    assert apart[0] == pytest.approx(apart[1], abs=0.3)


@pytest.mark.slow
@pytest.mark.parametrize(
    "tex", ["a", r"\sum_{i=1}^{n} x_i", r"\frac{1}{\frac{1}{a} + \frac{1}{b}}"]
)
def test_a_formula_on_its_own_takes_whole_lines(
    tex: str, engine: Engine, minimal_note: Note
) -> None:
    dialect = Dialect("paged", "en", leading=15 / 11)
    feet = []
    for words in ("The beginning.", f"$${tex}$$"):
        note = note_of(minimal_note, f"One line.\n\n{words}\n\nThe end.")
        body = str(Writer(dialect).blocks(paragraphs(note)))
        feet.append(foot_of_last_line(engine, body))
    lines = (feet[0] - feet[1]) / 15
    assert lines == pytest.approx(round(lines), abs=0.02)
    assert lines >= 1


def test_notes_without_formulas_import_nothing_for_them() -> None:
    names = Path("pipeline/press").rglob("*.py")
    imports = re.compile(r"^(?:from|import) ziamath", re.MULTILINE)
    assert not [name for name in names if imports.search(name.read_text("utf-8"))]
