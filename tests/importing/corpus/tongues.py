"""Manuscripts in many languages: a title, two headings, a list, a note and a table."""

from __future__ import annotations

from typing import Final

from corpus.manuscript import Heading, Manuscript, Note, bullets, grid, line

_TEXTS: Final = {
    "de": (
        "Brunnen für trockene Jahre", "Lage",
        "Die Dörfer trinken aus flachen Brunnen, und in trockenen Jahren versiegt ein Drittel.",
        "Gezählt wurde im August.", "die Frauen der Dörfer", "die Schulen und die Ärzte",
        "Was zu tun ist", "Die Kreise sollten alte Brunnen ausmauern, bevor sie neue graben.",
    ),
    "fr": (
        "Des puits pour les années sèches", "La situation",
        "Les villages boivent l’eau de puits peu profonds, et un tiers d’entre eux tarit en été.",
        "Le compte date du mois d’août.", "les femmes des villages", "les écoles et les médecins",
        "Que faire", "Les districts devraient maçonner les vieux puits avant d’en creuser.",
    ),
    "es": (
        "Pozos para los años secos", "La situación",
        "Los pueblos beben de pozos poco profundos, y un tercio de ellos se seca en verano.",
        "Se contaron en agosto.", "las mujeres de los pueblos", "las escuelas y los médicos",
        "Qué hacer", "Los distritos deberían revestir los pozos viejos antes de cavar otros.",
    ),
    "pt": (
        "Poços para os anos secos", "A situação",
        "As aldeias bebem de poços pouco fundos, e um terço deles seca no verão.",
        "A contagem é de agosto.", "as mulheres das aldeias", "as escolas e os médicos",
        "O que fazer", "Os distritos deveriam revestir os poços velhos antes de abrir outros.",
    ),
    "ru": (
        "Колодцы для засушливых лет", "Положение",
        "Деревни пьют из неглубоких колодцев, и треть из них летом пересыхает.",
        "Подсчёт сделан в августе.", "женщины деревень", "школы и врачи",
        "Что делать", "Округам следует укрепить старые колодцы, прежде чем рыть новые.",
    ),
    "zh-Hans": (
        "干旱年份的水井", "现状",
        "村民饮用浅井的水，到了夏天，三分之一的水井会干涸。",
        "统计于八月进行。", "各村的妇女", "学校和医生",
        "应当做什么", "各区应当先加固旧井，然后再挖新井。",
    ),
    "it": (
        "Pozzi per gli anni secchi", "La situazione",
        "I villaggi bevono da pozzi poco profondi, e un terzo di essi si prosciuga in estate.",
        "Il conto è di agosto.", "le donne dei villaggi", "le scuole e i medici",
        "Che cosa fare", "I distretti dovrebbero rivestire i vecchi pozzi prima di scavarne altri.",
    ),
    "nl": (
        "Putten voor droge jaren", "De toestand",
        "De dorpen drinken uit ondiepe putten, en in de zomer valt een derde van hen droog.",
        "Er werd in augustus geteld.", "de vrouwen van de dorpen", "de scholen en de artsen",
        "Wat te doen", "De districten moeten oude putten metselen voordat zij nieuwe graven.",
    ),
    "pl": (
        "Studnie na suche lata", "Sytuacja",
        "Wsie piją wodę z płytkich studni, a latem jedna trzecia z nich wysycha.",
        "Liczono w sierpniu.", "kobiety ze wsi", "szkoły i lekarze",
        "Co robić", "Powiaty powinny umocnić stare studnie, zanim wykopią nowe.",
    ),
    "ar": (
        "آبار لسنوات الجفاف", "الوضع",
        "تشرب القرى من آبار ضحلة، وفي الصيف يجف ثلثها.",
        "جرى العد في شهر آب.", "نساء القرى", "المدارس والأطباء",
        "ما العمل", "على المحافظات أن تبطن الآبار القديمة قبل أن تحفر آبارا جديدة.",
    ),
    "fa": (
        "چاه‌ها برای سال‌های خشک", "وضعیت",
        "روستاها از چاه‌های کم‌عمق آب می‌نوشند و یک‌سوم آن‌ها در تابستان خشک می‌شود.",
        "شمارش در مرداد انجام شد.", "زنان روستاها", "مدرسه‌ها و پزشکان",
        "چه باید کرد", "شهرستان‌ها باید چاه‌های کهنه را پیش از کندن چاه‌های تازه استوار کنند.",
    ),
    "ja": (
        "乾いた年の井戸", "現状",
        "村の人々は浅い井戸の水を飲んでおり、夏にはその三分の一が涸れる。",
        "八月に数えた。", "村の女性たち", "学校と医者",
        "なすべきこと", "各地区は新しい井戸を掘る前に、古い井戸を石で固めるべきである。",
    ),
    "vi": (
        "Giếng cho những năm khô hạn", "Tình hình",
        "Các làng uống nước từ giếng cạn, và mùa hè một phần ba số giếng bị khô.",
        "Việc đếm được làm vào tháng tám.", "phụ nữ các làng", "trường học và bác sĩ",
        "Việc cần làm", "Các huyện nên xây lại giếng cũ trước khi đào giếng mới.",
    ),
}  # fmt: skip
"""By language: title, heading, paragraph, note, two items, heading, paragraph."""


def _manuscript(language: str) -> Manuscript:
    title, first, text, note, one, two, second, last = _TEXTS[language]
    return Manuscript(
        f"tongue-{language.lower()}",
        title,
        (
            Heading(1, first),
            line(text, Note(note)),
            bullets(one, two),
            Heading(1, second),
            line(last),
            grid((first, "1921"), (two, "37"), (one, "51")),
        ),
        language=language,
    )


TONGUES: Final = {language: _manuscript(language) for language in _TEXTS}
"""A manuscript for each of the languages."""
