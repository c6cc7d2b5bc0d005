"""The manuscripts of the corpus, each with something that publishers meet."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from corpus.manuscript import (
    Aside,
    Author,
    Box,
    Cited,
    Contents,
    Deleted,
    Figure,
    Formula,
    Heading,
    Hidden,
    Inserted,
    Link,
    Manuscript,
    Marked,
    Note,
    Paragraph,
    Pointer,
    Quote,
    Recommendation,
    Remark,
    Table,
    bullets,
    grid,
    line,
)

WORKS: Final = {
    "linnaeus1753": {
        "id": "linnaeus1753", "type": "book", "title": "Species plantarum",
        "author": [{"family": "Linnaeus", "given": "Carl"}], "issued": {"date-parts": [[1753]]},
        "publisher": "Salvius", "publisher-place": "Stockholm",
    },
    "merian1705": {
        "id": "merian1705", "type": "book", "title": "Metamorphosis insectorum Surinamensium",
        "author": [{"family": "Merian", "given": "Maria Sibylla"}],
        "issued": {"date-parts": [[1705]]}, "publisher": "Valck", "publisher-place": "Amsterdam",
    },
}  # fmt: skip
"""The works that are cited, as CSL items; each has one author."""

_LINNAEUS = Author("Carl Linnaeus", "Botanic Garden of Uppsala")
_MERIAN = Author("Maria Sibylla Merian", "Cabinet of Insects, Amsterdam")
_WELLS = grid(
    ("District", "Wells", "Dry in summer"),
    ("Northern hills", "412", "37"),
    ("River plain", "1,208", "51"),
    ("Coast", "96", "44"),
    caption="Wells counted in three districts",
    id="tbl-wells",
    source="Well register of the three districts.",
)
_LEVELS = Figure(
    "Water levels fell in every district",
    "Four bars, each higher than the one before",
    id="fig-levels",
)

BRIEF = Manuscript(
    "brief",
    "Wells for dry years",
    (
        Heading(1, "Background"),
        line(
            "Villages of the northern hills drink from shallow wells.",
            Note("Shallow means less than fifteen metres deep."),
            " In dry years a third of them fail, as the ",
            Link("register of wells", "https://wells.example.org/register?year=1920&kind=dug"),
            " has shown.",
        ),
        line("This brief looks at what the districts can do before the next drought."),
        Heading(2, "Who draws water"),
        line("Women carry nine buckets of ten. They walk ", Marked("strong", "two hours a day"),
             " in the dry season."),
        bullets(
            "households without a well of their own,",
            "schools and health posts,",
            ("herders who pass through:", ("with goats in spring", "with camels in autumn")),
        ),
        Heading(1, "Findings"),
        line("The register counts wells by district, and says which of them dried up."),
        _WELLS,
        Heading(2, "Falling levels"),
        line("Levels have been read since 1911 at four gauges."),
        _LEVELS,
        line("At the coast the water turned salty", Note("Above one gram of salt in a litre."),
             " where too much was pumped."),
        Heading(1, "What to do"),
        line("The districts can begin at once, in this order."),
        bullets(
            "Line the walls of old wells with stone.",
            "Dig new wells only where two gauges agree.",
            "Pay the keeper of each well.",
            ordered=True,
        ),
    ),
    subtitle="How three districts can share their groundwater",
    authors=(_LINNAEUS, _MERIAN),
    abstract="A third of the shallow wells dry up in summer. Lining them costs little.",
    keywords=("groundwater", "drought", "wells"),
)  # fmt: skip

PLAIN_BRIEF = replace(
    BRIEF, name="plain-brief", subtitle="", authors=(), abstract="", keywords=(),
    title="Wells for wet years",
)  # fmt: skip

ONE_HEADING = Manuscript(
    "one-heading",
    "Ferries across the sound",
    (
        Heading(1, "Ferries and their passengers"),
        line("Eight ferries cross the sound every day, and all of them are old."),
        Heading(2, "The boats"),
        line("The oldest boat was built in 1884.", Note("It was a grain barge before that.")),
        grid(("Boat", "Built"), ("Heron", "1884"), ("Curlew", "1902"), ("Gannet", "1911"),
             caption="Boats of the sound by year"),
        Heading(2, "The passengers"),
        line("Most passengers go to the market and come back with empty baskets."),
        bullets("farmers with their harvest", "pupils of the two schools"),
        Heading(2, "The tides"),
        line("At low water the boats cannot land at the old pier."),
    ),
)  # fmt: skip

FROM_TWO = Manuscript(
    "from-two",
    "Seeds kept in common",
    (
        Heading(2, "Why seeds are lost"),
        line("Each harvest some families eat the seed that they meant to sow."),
        Heading(3, "Hunger before the rains"),
        line("The store is empty in March, and the rains come in May."),
        Heading(2, "A store for the village"),
        line("Seven villages keep their seed together in a dry loft.",
             Note("The loft stands on pillars so that mice stay out.")),
        Heading(3, "Rules of the loft"),
        bullets("Who takes a basket brings back a basket and a half.", "Nobody sells the seed."),
    ),
)  # fmt: skip

TABLE_FIRST = Manuscript(
    "table-first",
    "Lighthouses and their keepers",
    (
        line("The lights of the coast were inspected in three summers, as the table shows:"),
        grid(("Light", "Keeper", "State"), ("Cape Ode", "two families", "sound"),
             ("Skerry", "one widow", "leaking")),
        bullets("the lamps burn rape oil", "the glass comes from Murano"),
        _LEVELS,
        Heading(1, "Lamps"),
        line("A lamp burns a pint of oil in a winter night."),
        Heading(1, "Keepers"),
        line("Keepers are paid late, and leave in their third year.",
             Note("Pay was due at Michaelmas.")),
    ),
)  # fmt: skip

NUMBERED = Manuscript(
    "numbered",
    "Roads that last",
    (
        Heading(1, "Background", "1."),
        line("Roads of the province are made of gravel and mended every spring."),
        Heading(2, "Traffic", "1.1"),
        line("Forty carts an hour pass the toll gate on market days."),
        Heading(1, "Findings", "2."),
        line("Drained roads last three times as long.", Note("Measured on nine stretches.")),
        bullets("ditches on both sides", "culverts of stone"),
        Heading(1, "Recommendations", "3."),
        line("Ditches come first, then stone, then carts with broader wheels."),
    ),
)

BOXES = Manuscript(
    "boxes",
    "Forests and those who live in them",
    (
        Heading(1, "Woods of the commons"),
        line("The commons were divided twice, and each time the forest lost a quarter."),
        Box("Bees in hollow trees",
            ("A hollow lime holds three swarms.", "Their honey pays for one forester.")),
        Heading(2, "Charcoal"),
        line("Charcoal burners move every second year with their huts."),
        Quote("We cut where the old ones fell, and never where the spring is."),
        Heading(1, "What should change"),
        line("Three changes would help at little cost."),
        Recommendation("Give every burner a licence for ten years."),
        Recommendation("Count the hollow trees before any sale."),
        Recommendation("Keep goats out of young woods until the trees are taller than a man."),
        Box("A forest court", ("The court sits under an oak on the first Monday.",)),
    ),
)  # fmt: skip

PARTS = Manuscript(
    "parts",
    "Harbours after the storm",
    (
        Heading(1, "Foreword"),
        line("Storms come more often than our grandfathers knew. This report asks what holds."),
        Heading(1, "Acknowledgements"),
        line("The harbour masters of eleven ports gave their logbooks."),
        Heading(1, "Abbreviations", is_made=True),
        grid(("HM", "Harbour master"), ("LW", "Low water")),
        Heading(1, "Executive summary"),
        line("Four ports of eleven lost their breakwater. Stone laid dry held best."),
        Heading(1, "Introduction"),
        line("The storm of November 1905 struck at high water and lasted three tides."),
        Heading(1, "What broke"),
        line("Breakwaters of mortar cracked at their feet, said each HM."),
        Heading(2, "Piers"),
        line("Wooden piers floated away at LW and came back with the flood."),
        Heading(1, "What held"),
        line("Walls of dry stone moved and settled again."),
        Heading(1, "Conclusion"),
        line("A harbour needs a wall that gives way a little."),
        Heading(1, "Method", "Annex A:"),
        line("Logbooks were read by two people, who did not know each other's notes."),
        Heading(1, "Gauges", "Annex B:"),
        grid(("Port", "Gauge"), ("Amber", "wood"), ("Birch", "iron")),
        Heading(1, "References", is_made=True),
        line("Linnaeus, Carl. 1753. Species plantarum. Stockholm: Salvius."),
    ),
    authors=(_LINNAEUS,),
)

NOTES = Manuscript(
    "notes",
    "Salt roads",
    (
        Heading(1, "The pans", note=Note("Pans are shallow basins.")),
        line("Salt is raked at noon", Note("Never after rain."), " and carried at dusk."),
        Table(
            ((("Pan",), ("Yield", Note("Baskets in a day."))), (("Upper",), ("90",)),
             (("Lower",), ("75", Note("Flooded in June.")))),
            "Yield of the two pans",
        ),
        bullets("mules go over the pass", "boats go down the river"),
        Heading(1, "The toll"),
        line("The toll is paid in salt.", Note("One basket in twenty.", at_end=True)),
        line("Monks pass freely.", Note("By a charter of 1213.", at_end=True)),
    ),
)  # fmt: skip

FORMULAS = Manuscript(
    "formulas",
    "Measuring what a dam holds",
    (
        Heading(1, "Shares"),
        line("The share of one farmer is ", Formula("share"), " of the water in all years."),
        line(Formula("sum", is_display=True)),
        line("The mouth of a pipe grows with ", Formula("square"), " and its price as well."),
        Heading(1, "Units"),
        line("Rain falls as H", Marked("sub", "2"), "O and is counted in m",
             Marked("super", "3"), " a day. Prices are in US$5 to US$6 a share."),
    ),
)  # fmt: skip

CONTENTS = Manuscript(
    "contents",
    "Bridges of the upper valley",
    (
        Contents(),
        Heading(1, "Stone bridges"),
        line("Five stone bridges were built by the monks and still carry carts."),
        Heading(2, "Arches"),
        line("An arch of nine metres is the widest in the valley."),
        _LEVELS,
        Heading(1, "Wooden bridges"),
        line("Wooden bridges are renewed every twelve years by the villages."),
        grid(("Bridge", "Span"), ("Alder", "9 m"), ("Rush", "14 m"), caption="Spans of bridges"),
        Heading(1, "Rope bridges"),
        line("Rope bridges cross where no cart can go."),
    ),
)

LETTER = Manuscript(
    "letter",
    "Schools in the islands",
    (
        Heading(1, "Teachers"),
        line("Each island has one teacher, who rows between two schools."),
        Heading(1, "Boats for pupils"),
        line("Pupils cross in a boat that leaks and holds nine."),
        grid(("Island", "Pupils"), ("Fara", "18"), ("Noss", "7"), caption="Pupils by island"),
    ),
    letter=(
        "Dear colleagues,",
        "Please find below the revised draft of our note. We look forward to your comments.",
        "Kind regards,",
        "The islands team",
    ),
)

TITLE_PAGE = Manuscript(
    "title-page",
    "Markets and their measures",
    (
        Aside(("Working Paper No. 14", "Draft for discussion, May 1922",
               "Not for quotation", "Board of Weights, Antwerp")),
        Heading(1, "False weights"),
        line("One stall in nine has a false weight, and most do not know it."),
        Heading(2, "Inspections"),
        line("Inspectors come twice a year with a set of brass weights."),
        Heading(1, "A public scale"),
        line("A public scale at the gate would end most quarrels.",
             Note("Seven of ten by the court's own count.")),
    ),
    subtitle="Why buyers and sellers need one scale",
    authors=(_LINNAEUS, _MERIAN),
)  # fmt: skip

TABLES = Manuscript(
    "tables",
    "Grain in store",
    (
        Heading(1, "Stores by district"),
        line("Stores were counted at the end of each quarter."),
        Table(
            (
                (("District",), ("Wheat and rye",), ("Oats",)),
                (("North",), ("310",), ("42",)),
                (("All districts together",), ("",), ("77",)),
            ),
            "Grain in three stores",
            source="Ledger of the stores, 1921.",
            merged=((2, 0),),
        ),
        _WELLS,
        Heading(1, "Prices"),
        line("Prices doubled in the hungry months."),
        grid(("Month", "Wheat", "Rye", "Oats", "Barley"), ("March", "9", "8", "5", "6"),
             ("June", "19", "17", "9", "12"), caption="Prices of four grains"),
    ),
)  # fmt: skip

MARKS = Manuscript(
    "marks",
    "Letters from the archive",
    (
        Heading(1, "The letters"),
        Paragraph(("Long letters were copied by two clerks, who signed ",
                   Marked("small-caps", "their initials"), " below."), drop_cap=True),
        line("The year was ", Marked("highlight", "read by lamp"), " and some words were ",
             Marked("strike", "blotted"), " by the clerk, in ", Marked("emphasis", "brown ink"),
             "."),
        line("Nobody may see the price", Hidden(" ninety guilders"), " of the paper."),
        Heading(1, "The replies"),
        line("Replies came ", Deleted("never"), Inserted("late"), " and were filed by month."),
        line("They were tied ", Remark("with red tape", "Was it not blue?"), " in bundles."),
    ),
)  # fmt: skip

POINTERS = Manuscript(
    "pointers",
    "Mills on one stream",
    (
        Heading(1, "Nine mills", id="sec-mills"),
        line("Nine mills share the stream, as ", Pointer("tbl-mills", "Table 1"), " and ",
             Pointer("fig-levels", "Figure 1"), " show."),
        replace(
            grid(("Mill", "Wheels"), ("Upper", "2"), ("Lower", "1")),
            caption="Mills and their wheels", id="tbl-mills",
        ),
        _LEVELS,
        Heading(1, "Sharing the water", id="sec-sharing"),
        line("The lowest mill waits longest, as said in ",
             Pointer("sec-mills", "Nine mills"), "."),
    ),
)  # fmt: skip

CITATIONS = Manuscript(
    "citations",
    "Plants of the dunes",
    (
        Heading(1, "Names"),
        line("The marram grass has had its name for long ",
             Cited("linnaeus1753", "(Linnaeus 1753)"), "."),
        line("Moths live on it ", Cited("merian1705", "(Merian 1705)"), " in their second year."),
        Heading(1, "Uses"),
        line("Marram grass holds the sand and thatches the roofs."),
    ),
    authors=(_MERIAN,),
    cites=True,
)  # fmt: skip

METAFILE = Manuscript(
    "metafile",
    "Charts pasted from a table",
    (
        Heading(1, "Catches"),
        line("The catch of herring has fallen, as the chart shows."),
        replace(_LEVELS, kind="emf", caption="Catch of herring in four years", id="fig-catch"),
        Heading(1, "Nets"),
        line("Nets with small meshes were forbidden in 1899."),
    ),
)

ENGLISH: Final = (
    BRIEF, PLAIN_BRIEF, ONE_HEADING, FROM_TWO, TABLE_FIRST, NUMBERED, BOXES, PARTS, NOTES, FORMULAS,
    CONTENTS, LETTER, TITLE_PAGE, TABLES, MARKS, POINTERS, CITATIONS, METAFILE,
)  # fmt: skip
