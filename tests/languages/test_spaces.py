"""Spaces as an editor of each language would have them: examples that a person has read."""

from __future__ import annotations

import pytest

from pipeline.typography import set_text


def shown(text: str, language: str) -> str:
    """Set text, with ``_`` for the no-break space and ``~`` for the narrow one."""
    return set_text(text, language).replace("\u00a0", "_").replace("\u202f", "~")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("am 3. Mai 2026, im 19. Jahrhundert", "am 3._Mai 2026, im 19._Jahrhundert"),
        ("der 12. Bericht", "der 12. Bericht"),
        ("z. B. Wasser, d. h. Regen", "z.~B._Wasser, d.~h._Regen"),
        ("z.B. Wasser, i.d.R. auch u.a.", "z.~B._Wasser, i.~d.~R. auch u.~a."),
        ("nach § 5 Abs. 2 Satz 1, §§ 3 bis 7", "nach §_5_Abs._2_Satz 1, §§_3_bis_7"),
        ("14 Fachleute aus 3 Ländern", "14_Fachleute aus 3_Ländern"),
        ("14 sind es, 3 von 12", "14 sind es, 3_von_12"),
        (
            "2026 Fachleute, 300 Verwaltungsvorschriften",
            "2026 Fachleute, 300 Verwaltungsvorschriften",
        ),
        ("70 Prozent, 70 % und 70%", "70_Prozent, 70_% und 70_%"),
        ("10 000 Menschen, 5 Mio. Euro, 7 €", "10~000_Menschen, 5_Mio. Euro, 7_€"),
        ("Dr. Bach, Frau Prof. Lin und Herr Ford", "Dr._Bach, Frau_Prof._Lin und Herr_Ford"),
        ("siehe S. 12, Nr. 7 und Abb. 3", "siehe S._12, Nr._7 und Abb._3"),
        ("J. S. Bach, vgl. Kapitel 2", "J._S._Bach, vgl._Kapitel_2"),
        ("ein Strich – so – hier", "ein Strich_– so_– hier"),
        ("Warum? Ja: so!", "Warum? Ja: so!"),
    ],
)
def test_german(text: str, expected: str) -> None:
    assert shown(text, "de-DE") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("o 3 de maio de 2026 e o 1º de maio", "o 3_de_maio de 2026 e o 1º_de_maio"),
        ("10 000 leitores e 14 peritos", "10~000_leitores e 14_peritos"),
        ("3 de 12 países, 2 ou 3", "3_de_12_países, 2 ou 3"),
        ("70% ou 70 %, e 70 por cento", "70% ou 70_%, e 70_por_cento"),
        ("2 mil milhões, 3 bilhões", "2_mil_milhões, 3_bilhões"),
        ("a Sra. Lins, o Prof. Dr. Melo", "a Sra._Lins, o Prof._Dr._Melo"),
        ("pág. 12, n.º 7, art. 5, R$ 20", "pág._12, n.º_7, art._5, R$_20"),
        ("o tema 2 e a figura 3", "o tema_2 e a figura_3"),
        ("por exemplo (p. ex. o rio)", "por exemplo (p._ex._o rio)"),
        ("um traço – assim – e — assim", "um traço_– assim_– e_— assim"),
        ("Como? Assim! E: nada", "Como? Assim! E: nada"),
    ],
)
def test_portuguese(text: str, expected: str) -> None:
    assert shown(text, "pt-BR") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 мая 2026 г. и 1 мая", "3_мая 2026_г. и_1_мая"),
        ("в воде и на суше", "в_воде и_на суше"),
        ("О воде: к реке, с рекой, у реки", "О_воде: к_реке, с_рекой, у_реки"),
        ("то же, что и было бы", "то_же, что и_было_бы"),
        ("Вода — это жизнь", "Вода_— это жизнь"),
        ("14 экспертов из 3 стран", "14_экспертов из 3_стран"),
        ("3 из 12, 70 % и 70%", "3_из_12, 70_% и_70%"),
        ("5 млн человек, 10 000 рублей", "5_млн человек, 10~000_рублей"),
        ("в 2026 году, в XX веке", "в_2026_году, в_XX веке"),
        ("№ 5, с. 12, рис. 3, ст. 7", "№_5, с._12, рис._3, ст._7"),
        ("т. е. вода, и т. д., и т.п.", "т.~е._вода, и_т.~д., и_т.~п."),
        ("А. С. Пушкин и г-н Иванов", "А._С._Пушкин и_г-н_Иванов"),
        ("12 км, 5 кг, 20 ₽", "12_км, 5_кг, 20_₽"),
        ("Почему? Потому!", "Почему? Потому!"),
        ("— Да, — сказал он.", "—_Да,_— сказал он."),
        ("И. И. Иванов, 12 млн руб. и § 5", "И._И._Иванов, 12_млн руб. и_§_5"),
        ("система, либо небо", "система, либо небо"),
        ("слово и ", "слово и_"),
    ],
)
def test_russian(text: str, expected: str) -> None:
    assert shown(text, "ru") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في 5 مارس 2026 و5 آذار/مارس", "في 5_مارس 2026 و5_آذار/مارس"),
        ("14 خبيراً من 3 بلدان", "14_خبيراً من 3_بلدان"),
        ("كان 14 في عام 2026", "كان 14 في عام_2026"),
        ("3 من 12، ومن 5 إلى 7", "3_من_12، ومن 5_إلى_7"),
        ("70 في المائة، أو 70% أو 70 %", "70_في_المائة، أو 70% أو 70_%"),
        ("10 000 قارئ، 5 ملايين نسمة، 20 $", "10~000_قارئ، 5_ملايين نسمة، 20_$"),
        ("المادة 5، الصفحة 12، الشكل 3", "المادة_5، الصفحة_12، الشكل_3"),
        ("السيدة لين والسيد حسن", "السيدة_لين والسيد_حسن"),
        ("شرطة – هنا – وهناك", "شرطة_– هنا_– وهناك"),
        ("لماذا؟ نعم! وهذا: نص", "لماذا؟ نعم! وهذا: نص"),
        ("الصفحة 11 والتوصية 1، وفي 3 وزارات", "الصفحة_11 والتوصية 1، وفي 3_وزارات"),
    ],
)
def test_arabic(text: str, expected: str) -> None:
    assert shown(text, "ar") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("il 5 marzo 2026 e il 1º marzo", "il 5_marzo 2026 e il 1º_marzo"),
        ("14 esperti di 3 paesi", "14_esperti di 3_paesi"),
        ("erano 14 per tutti, 3 su 12", "erano 14 per tutti, 3_su_12"),
        ("il 70 per cento, 70% o 70 %", "il 70_per_cento, 70% o 70_%"),
        ("10 000 lettori, 5 milioni, 20 €", "10~000_lettori, 5_milioni, 20_€"),
        ("art. 5, pag. 12, n. 7, figura 3", "art._5, pag._12, n._7, figura_3"),
        ("dell’articolo 5 e nell’allegato 2", "dell’articolo_5 e nell’allegato_2"),
        ("la dott.ssa Melis e il prof. Bo", "la dott.ssa_Melis e il prof._Bo"),
        ("cfr. il tema 2, p. es. l’acqua", "cfr._il tema_2, p._es._l’acqua"),
        ("un inciso – così – e basta", "un inciso_– così_– e basta"),
        ("Perché? Così! E: niente", "Perché? Così! E: niente"),
    ],
)
def test_italian(text: str, expected: str) -> None:
    assert shown(text, "it") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("op 5 maart 2026 en 1 mei", "op 5_maart 2026 en 1_mei"),
        ("14 deskundigen uit 3 landen", "14_deskundigen uit 3_landen"),
        ("er waren 14 die kwamen, 3 van 12", "er waren 14 die kwamen, 3_van_12"),
        ("70 procent, 70% of 70 %", "70_procent, 70% of 70_%"),
        ("10 000 lezers, 5 miljoen, € 20", "10~000_lezers, 5_miljoen, €_20"),
        ("art. 5, blz. 12, nr. 7, figuur 3", "art._5, blz._12, nr._7, figuur_3"),
        ("mevr. Smit en prof. dr. De Wit", "mevr._Smit en prof. dr._De Wit"),
        ("vgl. thema 2, bijv. water", "vgl._thema_2, bijv._water"),
        ("een streep – zo – hier", "een streep_– zo_– hier"),
        ("Waarom? Zo! En: niets", "Waarom? Zo! En: niets"),
    ],
)
def test_dutch(text: str, expected: str) -> None:
    assert shown(text, "nl-NL") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 मार्च 2026 और 1 मई को", "5_मार्च 2026 और 1_मई को"),
        ("14 विशेषज्ञ, 3 देशों से", "14_विशेषज्ञ, 3_देशों से"),
        ("2026 में 14 के लिए, 3 केंद्र", "2026 में 14 के लिए, 3_केंद्र"),
        ("5 से 7, 12 में से 3", "5_से_7, 12_में_से_3"),
        ("70 प्रतिशत, 70% या 70 %", "70_प्रतिशत, 70% या 70_%"),
        ("5 करोड़ लोग, ₹ 500", "5_करोड़ लोग, ₹_500"),
        ("अनुच्छेद 5, पृ. 12, तालिका 3", "अनुच्छेद_5, पृ._12, तालिका_3"),
        ("श्री राम और डॉ. सीता", "श्री_राम और डॉ._सीता"),
        ("रेखा – यहाँ – और आगे", "रेखा_– यहाँ_– और आगे"),
        ("क्यों? हाँ! और: बस।", "क्यों? हाँ! और: बस।"),
    ],
)
def test_hindi(text: str, expected: str) -> None:
    assert shown(text, "hi-IN") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 5 tháng 3 năm 2026", "ngày_5_tháng_3 năm_2026"),
        ("14 chuyên gia từ 3 nước", "14_chuyên gia từ 3_nước"),
        ("có 14 ở đây, 3 trên 12, 5 đến 7 ngày", "có 14 ở đây, 3_trên_12, 5_đến_7_ngày"),
        ("70 phần trăm, 70% hoặc 70 %", "70_phần_trăm, 70% hoặc 70_%"),
        ("10 000 người, 5 triệu, 20 ₫", "10~000_người, 5_triệu, 20_₫"),
        ("Điều 5, trang 12, Bảng 3, số 7", "Điều_5, trang_12, Bảng_3, số_7"),
        ("ông Đỗ và PGS.TS. Ánh", "ông_Đỗ và PGS.TS._Ánh"),
        ("gạch ngang – ở đây – và đó", "gạch ngang_– ở đây_– và đó"),
        ("Vì sao? Đúng! Và: thôi", "Vì sao? Đúng! Và: thôi"),
    ],
)
def test_vietnamese(text: str, expected: str) -> None:
    assert shown(text, "vi-VN") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tarehe 5 Machi 2026 na 1 Mei", "tarehe_5_Machi 2026 na 1_Mei"),
        ("wataalamu 14 kutoka nchi 3 walikutana", "wataalamu_14 kutoka nchi_3 walikutana"),
        ("asilimia 70, 70% au 70 %", "asilimia_70, 70% au 70_%"),
        ("watu milioni 5, shilingi 500", "watu milioni_5, shilingi_500"),
        ("3 kati ya 12, 5 hadi 7", "3_kati_ya_12, 5_hadi_7"),
        ("ibara 5, uk. 12, jedwali 3, Na. 7", "ibara_5, uk._12, jedwali_3, Na._7"),
        ("Bi. Asha na Dkt. Juma", "Bi._Asha na Dkt._Juma"),
        ("kistari – hapa – na pale", "kistari_– hapa_– na pale"),
        ("Kwa nini? Ndiyo! Na: basi", "Kwa nini? Ndiyo! Na: basi"),
    ],
)
def test_swahili(text: str, expected: str) -> None:
    assert shown(text, "sw-TZ") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بنسبة 38 % و٣٨ %", "بنسبة 38_% و٣٨_%"),
        ("في ٣٠ مايو و30 مايو", "في ٣٠_مايو و30_مايو"),
        ("العدد 12 345 678", "العدد_12~345~678"),
        ("الهاتف +962 6 555 0100", "الهاتف +962 6 555 0100"),
    ],
)
def test_arabic_digits_are_digits(text: str, expected: str) -> None:
    assert shown(text, "ar") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ב־5 במרץ 2026 וב־1 במאי", "ב־5_במרץ 2026 וב־1_במאי"),
        ("14 מומחים מ־3 מדינות", "14_מומחים מ־3_מדינות"),
        ("היו 14 של אחרים, 3 מתוך 12", "היו 14 של אחרים, 3_מתוך_12"),
        ("70 אחוז, 70% או 70 %", "70_אחוז, 70% או 70_%"),
        ("5 מיליון איש, 20 ש״ח", "5_מיליון איש, 20_ש״ח"),
        ("סעיף 5, עמ׳ 12, טבלה 3, מס׳ 7", "סעיף_5, עמ׳_12, טבלה_3, מס׳_7"),
        ("ד״ר לוי וגב׳ כהן", "ד״ר_לוי וגב׳ כהן"),
        ("קו – כאן – ושם", "קו_– כאן_– ושם"),
    ],
)
def test_hebrew(text: str, expected: str) -> None:
    assert shown(text, "he-IL") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("در 5 مارس 2026 و 1 مه", "در 5_مارس 2026 و 1_مه"),
        ("14 کارشناس از 3 کشور", "14_کارشناس از 3_کشور"),
        ("از 5 تا 7، 3 از 12", "از 5_تا_7، 3_از_12"),
        ("70 درصد، 70٪ یا 70 ٪", "70_درصد، 70٪ یا 70_٪"),
        ("5 میلیون نفر، 20 تومان", "5_میلیون نفر، 20_تومان"),
        ("مادهٔ 5، صفحهٔ 12، جدول 3", "مادهٔ_5، صفحهٔ_12، جدول_3"),
        ("خانم رضایی و دکتر امینی", "خانم_رضایی و دکتر_امینی"),
        ("می‌شود – اینجا – و آنجا", "می‌شود_– اینجا_– و آنجا"),
    ],
)
def test_persian(text: str, expected: str) -> None:
    assert shown(text, "fa-IR") == expected
