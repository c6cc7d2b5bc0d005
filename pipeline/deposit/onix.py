"""A message for shops and wholesalers: ONIX 3.0 with reference names, a product for each ISBN.

https://www.editeur.org/93/Release-3.0-Downloads/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.deposit.accessibility import accessibility_codes
from pipeline.deposit.facts import bibliographic_code
from pipeline.deposit.writing import add, add_text, document, root_in
from pipeline.note.identifiers import digits_of
from pipeline.views.authors import ORCID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from pipeline.deposit.facts import Facts
    from pipeline.note.metadata import Series
    from pipeline.views.authors import AuthorView
    from pipeline.views.imprint.funding import FunderView

_NAMESPACE: Final = "http://ns.editeur.org/onix/3.0/reference"
# Code lists 150 and 175: paperback; downloads of PDF and EPUB; HTML online.
_FORMS: Final = {
    "print": ("BC", ""),
    "pdf": ("ED", "E107"),
    "epub": ("ED", "E101"),
    "web": ("EC", "E105"),
}
_DATE_FORMATS: Final = {4: "05", 7: "01", 10: "00"}
_ACCESSIBILITY: Final = "09"
_ISBN, _ISSN, _ORCID = "15", "02", "21"
# Code lists 15 and 51.
_TITLE, _ORIGINAL_TITLE = "01", "03"
_OTHER_FORMAT, _OTHER_LANGUAGE = "06", "11"
_KEYWORDS, _PROPRIETARY = "20", "24"


def lacking_for_onix(facts: Facts) -> Iterator[str]:
    """Yield what ONIX asks of a message and a note does not say."""
    if not facts.isbns:
        yield "an ISBN"
    if not facts.publisher:
        yield "a publisher"


def write_onix(facts: Facts) -> bytes:
    """The message about a note. The moment in it is that of the revision."""
    root = root_in(_NAMESPACE, "ONIXMessage")
    root.set("release", "3.0")
    header = add(root, "Header")
    sender = add(header, "Sender")
    add(sender, "SenderName", facts.publisher)
    publisher = facts.note.publisher
    add_text(sender, "EmailAddress", publisher.email if publisher else "")
    add(header, "SentDateTime", facts.released.replace("-", "").replace(":", ""))
    for edition, isbn in facts.isbns:
        _product(add(root, "Product"), edition, isbn, facts)
    return document(root)


def _product(product: Element, edition: str, isbn: str, facts: Facts) -> None:
    add(product, "RecordReference", f"{facts.note.urn}:{edition}")
    add(product, "NotificationType", "03")
    add(product, "RecordSourceType", "01")
    _identifier(product, "ProductIdentifier", "ProductIDType", _ISBN, digits_of(isbn))
    _description(add(product, "DescriptiveDetail"), edition, facts)
    content = add(add(product, "CollateralDetail"), "TextContent")
    add(content, "TextType", "03")
    add(content, "ContentAudience", "00")
    add(content, "Text", facts.description)
    _publishing(add(product, "PublishingDetail"), facts)
    _others(product, edition, facts)
    if edition != "print" and facts.address:
        _supply(add(product, "ProductSupply"), facts)


def _identifier(parent: Element, name: str, kind: str, code: str, value: str) -> None:
    element = add(parent, name)
    add(element, kind, code)
    add(element, "IDValue", value)


def _description(detail: Element, edition: str, facts: Facts) -> None:
    """Append what the product is, in the order of the schema."""
    form, form_detail = _FORMS[edition]
    add(detail, "ProductComposition", "00")
    add(detail, "ProductForm", form)
    add_text(detail, "ProductFormDetail", form_detail)
    for code, words in accessibility_codes(edition, facts):
        feature = add(detail, "ProductFormFeature")
        add(feature, "ProductFormFeatureType", _ACCESSIBILITY)
        add(feature, "ProductFormFeatureValue", code)
        add_text(feature, "ProductFormFeatureDescription", words)
    add(detail, "PrimaryContentType", "10")
    if edition != "print":
        add(detail, "EpubTechnicalProtection", "00")
        _licence(detail, facts)
    if facts.data.series:
        _collection(add(detail, "Collection"), facts.data.series, facts)
    _title(detail, "01", facts.data.title, facts.data.subtitle or "")
    original = facts.note.original
    if original is not None:
        _title(detail, "01", original.title, original.subtitle or "", kind=_ORIGINAL_TITLE)
    for number, author in enumerate(facts.authors, 1):
        _contributor(add(detail, "Contributor"), number, author)
    if not facts.authors:
        add(detail, "NoContributor")
    language = add(detail, "Language")
    add(language, "LanguageRole", "01")
    add(language, "LanguageCode", bibliographic_code(facts.data.language))
    if original is not None:
        language = add(detail, "Language")
        add(language, "LanguageRole", "02")
        add(language, "LanguageCode", bibliographic_code(original.language))
    _subjects(detail, facts)


def _licence(detail: Element, facts: Facts) -> None:
    terms = facts.terms
    if terms:
        licence = add(detail, "EpubLicense")
        add(licence, "EpubLicenseName", terms.name)
        if terms.web:
            expression = add(licence, "EpubLicenseExpression")
            add(expression, "EpubLicenseExpressionType", "01")
            add(expression, "EpubLicenseExpressionLink", terms.web)


def _collection(collection: Element, series: Series, facts: Facts) -> None:
    add(collection, "CollectionType", "10")
    if facts.issns:
        number = digits_of(facts.issns[-1][1])
        _identifier(collection, "CollectionIdentifier", "CollectionIDType", _ISSN, number)
    _title(collection, "02", series.title, number=facts.series_number)


def _title(
    parent: Element, level: str, title: str, subtitle: str = "", number: str = "", kind: str = "01"
) -> None:
    detail = add(parent, "TitleDetail")
    add(detail, "TitleType", kind)
    element = add(detail, "TitleElement")
    add(element, "TitleElementLevel", level)
    add_text(element, "PartNumber", number)
    add(element, "TitleText", title)
    add_text(element, "Subtitle", subtitle)


def _contributor(element: Element, number: int, author: AuthorView) -> None:
    add(element, "SequenceNumber", str(number))
    add(element, "ContributorRole", "A01")
    if not author.is_person:
        add(element, "CorporateName", author.written)
        return
    if author.orcid:
        digits = author.orcid.removeprefix(ORCID).replace("-", "")
        _identifier(element, "NameIdentifier", "NameIDType", _ORCID, digits)
    add(element, "PersonName", author.written)
    add_text(element, "PersonNameInverted", author.name.inverted if author.name.given else "")
    add_text(element, "NamesBeforeKey", author.name.given)
    add(element, "KeyNames", author.name.family or author.written)
    for one in author.affiliations:
        add(add(element, "ProfessionalAffiliation"), "Affiliation", one.name)


def _subjects(detail: Element, facts: Facts) -> None:
    if facts.data.subjects:
        subject = add(detail, "Subject")
        add(subject, "SubjectSchemeIdentifier", _KEYWORDS)
        add(subject, "SubjectHeadingText", "; ".join(facts.data.subjects))
    for code in facts.data.jel:
        subject = add(detail, "Subject")
        add(subject, "SubjectSchemeIdentifier", _PROPRIETARY)
        add(subject, "SubjectSchemeName", "JEL")
        add(subject, "SubjectCode", code)


def _publishing(detail: Element, facts: Facts) -> None:
    publisher = facts.note.publisher
    element = add(detail, "Publisher")
    add(element, "PublishingRole", "01")
    add(element, "PublisherName", facts.publisher)
    if publisher and publisher.web:
        add(add(element, "Website"), "WebsiteLink", publisher.web)
    for funder in facts.funders:
        _funder(add(detail, "Publisher"), funder)
    add(detail, "PublishingStatus", "04")
    date = add(detail, "PublishingDate")
    add(date, "PublishingDateRole", "01")
    form = {"dateformat": _DATE_FORMATS[len(facts.date)]}
    add(date, "Date", facts.date.replace("-", ""), form)


def _funder(element: Element, funder: FunderView) -> None:
    add(element, "PublishingRole", "16")
    add(element, "PublisherName", funder.name)
    if funder.grant:
        identifier = add(add(element, "Funding"), "FundingIdentifier")
        add(identifier, "FundingIDType", "01")
        add(identifier, "IDTypeName", "Grant number")
        add(identifier, "IDValue", funder.grant)


def _others(product: Element, edition: str, facts: Facts) -> None:
    """Append the other formats, and the same format in other languages, each by its ISBN."""
    others = [(_OTHER_FORMAT, isbn) for name, isbn in facts.isbns if name != edition]
    of_sisters = (dict(one.isbns.given) for one in facts.note.sisters)
    others += [(_OTHER_LANGUAGE, isbns[edition]) for isbns in of_sisters if edition in isbns]
    if others:
        material = add(product, "RelatedMaterial")
        for code, isbn in others:
            related = add(material, "RelatedProduct")
            add(related, "ProductRelationCode", code)
            number = digits_of(isbn)
            _identifier(related, "ProductIdentifier", "ProductIDType", _ISBN, number)


def _supply(supply: Element, facts: Facts) -> None:
    """Append where readers have it from, free of charge."""
    detail = add(supply, "SupplyDetail")
    supplier = add(detail, "Supplier")
    add(supplier, "SupplierRole", "09")
    add(supplier, "SupplierName", facts.publisher)
    add(add(supplier, "Website"), "WebsiteLink", facts.address)
    add(detail, "ProductAvailability", "20")
    add(detail, "UnpricedItemType", "01")
