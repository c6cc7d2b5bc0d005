"""Schemas of deposit formats, from packages that ship them; `schemas.lock` says which."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from validators.tools import HERE, missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xmlschema import XMLSchema11

JATS: Final = "{http://www.ncbi.nlm.nih.gov/JATS1}"
_MATHML: Final = "mathml3/mathml3.xsd"
_XLIFF: Final = "xliff/usr/share/php/Symfony/Component/Translation/Resources/schemas"
_CROSSREF: Final = "commonmeta/resources/crossref"


def find_schema(path: str, tool: str) -> Path:
    """Find a file of a package that ships schemas."""
    found = HERE / "schemas" / path
    return found if found.is_file() else missing(tool, f"{path} is not in tests/validators/schemas")


@cache
def _jats_schema() -> etree.XMLSchema:
    path = f"{_CROSSREF}/JATS-journalpublishing1-3d2-mathml3.xsd"
    return etree.XMLSchema(etree.parse(find_schema(path, "the JATS schema")))


@cache
def _xliff_schema() -> etree.XMLSchema:
    path = find_schema(f"{_XLIFF}/xliff-core-2.0.xsd", "the XLIFF schema")
    text = path.read_bytes()
    # It names the schema of XML where the standard has it, and that is beside it here.
    text = re.sub(
        rb'schemaLocation="[^"]*/xml.xsd"', b'schemaLocation="xml.xsd"', path.read_bytes()
    )
    return etree.XMLSchema(etree.fromstring(text, base_url=str(path)))


def check_xliff(content: bytes) -> list[str]:
    """List the errors of a file by the schema of the core of XLIFF 2, which 2.1 has kept."""
    schema = _xliff_schema()
    schema.validate(etree.fromstring(content))
    return str(schema.error_log).splitlines()


def check_jats(content: bytes) -> list[str]:
    """List the errors of an article by the Publishing tag set of JATS 1.3, as Crossref ships it.

    This one is in a namespace, is the second draft of 1.3, and wants series and ISSN of all.
    """
    schema = _jats_schema()
    root = deepcopy(etree.fromstring(content))
    for element in root.iter("*"):
        if etree.QName(element).namespace is None:
            element.tag = JATS + element.tag
    root.set("dtd-version", "1.3d2")
    _complete_series(root)
    again = etree.fromstring(etree.tostring(root))
    return [] if schema.validate(again) else str(schema.error_log).splitlines()


def _complete_series(root: Any) -> None:
    """Put in place what the Publishing tag set wants and a note need not have."""
    front = root.find(f"{JATS}front")
    series = front.find(f"{JATS}journal-meta")
    if series is None:
        series = etree.Element(f"{JATS}journal-meta")
        front.insert(0, series)
        etree.SubElement(series, f"{JATS}journal-id", {"journal-id-type": "none"})
    if series.find(f"{JATS}issn") is None:
        issn = etree.Element(f"{JATS}issn")
        publisher = series.find(f"{JATS}publisher")
        series.insert(len(series) if publisher is None else series.index(publisher), issn)


@cache
def _crossref_schema() -> XMLSchema11:
    # Most runs of tests check nothing by it, and importing it takes a while.
    from xmlschema import XMLSchema11

    folder = find_schema(f"{_CROSSREF}/crossref5.5.0.xsd", "the Crossref schema").parent
    # It names two schemas by their addresses, and has them beside it.
    here = {
        f"http://www.w3.org/Math/XMLSchema/{_MATHML}": f"standard-modules/{_MATHML}",
        "http://www.w3.org/2009/01/xml.xsd": "xml.xsd",
    }
    mapped = {address: (folder / path).as_uri() for address, path in here.items()}
    return XMLSchema11(folder / "crossref5.5.0.xsd", allow="local", uri_mapper=mapped)


def check_crossref(content: bytes) -> list[str]:
    """List the errors of a deposit by the schema of Crossref, with its assertions."""
    return [str(error.reason) for error in _crossref_schema().iter_errors(BytesIO(content))]


def json_errors(content: bytes, path: str, tool: str) -> Iterator[str]:
    """Yield the errors of a file in JSON by a JSON schema."""
    from jsonschema import Draft202012Validator

    schema = json.loads(find_schema(path, tool).read_bytes())
    for error in Draft202012Validator(schema).iter_errors(json.loads(content)):
        yield f"{error.json_path}: {error.message}"


@cache
def _onix_schema() -> etree.XMLSchema:
    path = "onixcheck/schema/xsd3.0/ONIX_BookProduct_3.0_reference.xsd"
    return etree.XMLSchema(etree.parse(find_schema(path, "the ONIX schema")))


def check_onix(content: bytes) -> list[str]:
    """List the errors of a message by the schema and code lists of ONIX 3.0."""
    schema = _onix_schema()
    valid = schema.validate(etree.fromstring(content))
    return [] if valid else str(schema.error_log).splitlines()
